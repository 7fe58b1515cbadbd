package vn.lienthong.hub.app;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What every command has: where it writes, and an exit code as its result. */
abstract class HubCommand implements Callable<Integer> {
    static final int DONE = 0;

    @Spec
    private CommandSpec spec;

    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    PrintWriter err() {
        return spec.commandLine().getErr();
    }

    /** Whether a person watches: then progress is a moving bar, else plain lines. */
    static boolean onTerminal() {
        return System.console() != null;
    }
}
