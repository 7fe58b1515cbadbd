package vn.lienthong.hub.app;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.IExitCodeExceptionMapper;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The command line: {@code java -jar lienthong-hub.jar COMMAND}.
 *
 * <p>Exit codes: 0 done, 1 found something wrong, 2 wrong usage or configuration, 3 something needed is out of reach. Output is UTF-8
 * whatever the terminal's locale says.
 */
public final class Main {
    /** Where Logback looks for its settings; Spring Boot brings its own and wants this one unset. */
    static final String LOGGING = "logback.configurationFile";

    private Main() {}

    public static void main(String[] args) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        System.setOut(out);
        System.setErr(err);
        // Before anything that has a logger is touched: Logback reads it once.
        if (System.getProperty(LOGGING) == null) {
            System.setProperty(LOGGING, "vn/lienthong/hub/app/commands-logback.xml");
        }
        LastWords.install();
        if (args.length > 0 && args[0].equals(ReplayCommand.NAME)) {
            QuickCompiler.only();
        }
        System.exit(run(writer(out), writer(err), args));
    }

    /** Runs one command to its end and returns its exit code; never ends the JVM. */
    public static int run(PrintWriter out, PrintWriter err, String... args) {
        IExitCodeExceptionMapper codes =
                failure -> failure instanceof CommandFailure known ? known.exitCode() : CommandFailure.WRONG;
        CommandLine line = new CommandLine(new RootCommand())
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setExitCodeExceptionMapper(codes)
                .setExecutionExceptionHandler(Main::failed)
                .setParameterExceptionHandler(Main::misused);
        try {
            return line.execute(args);
        } finally {
            out.flush();
            err.flush();
        }
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }

    private static int failed(Exception failure, CommandLine line, ParseResult parsed) throws Exception {
        Optional<CommandFailure> known = CommandFailure.of(failure);
        if (known.isPresent()) {
            line.getErr().println(known.get().text());
            return known.get().exitCode();
        }
        throw failure;
    }

    private static int misused(ParameterException misuse, String[] args) {
        CommandLine line = misuse.getCommandLine();
        PrintWriter err = line.getErr();
        err.println("The command line cannot be understood.");
        err.println("  Found: " + misuse.getMessage());
        if (!UnmatchedArgumentException.printSuggestions(misuse, err)) {
            err.println("  To do: see " + line.getCommandSpec().qualifiedName() + " --help");
        }
        return CommandFailure.USAGE;
    }
}
