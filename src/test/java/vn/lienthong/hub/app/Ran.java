package vn.lienthong.hub.app;

import java.io.PrintWriter;
import java.io.StringWriter;

/** A command that was run in this process, with all that it wrote. */
record Ran(int code, String out, String err) {
    static Ran command(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.run(new PrintWriter(out), new PrintWriter(err), args);
        return new Ran(code, out.toString(), err.toString());
    }
}
