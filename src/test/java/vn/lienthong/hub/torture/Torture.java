package vn.lienthong.hub.torture;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;

/**
 * The torture run: {@code mvn -q -Ptorture -Dquick verify -Dtorture.args="for=3m seed=7"}. Ends with 0 when every promise held and every
 * kind of fault took place, with 1 when one broke, with 2 for wrong arguments; Maven makes 1 of both.
 */
public final class Torture {
    private Torture() {}

    public static void main(String[] args) throws Exception {
        PrintStream terminal = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        // Whoever stops the run must not leave its database running.
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly),
                        "leave-nothing"));
        System.exit(run(Arrays.asList(args), terminal));
    }

    private static int run(List<String> args, PrintStream terminal) throws Exception {
        Arguments arguments;
        try {
            arguments = Arguments.of(args.stream()
                    .flatMap(arg -> Arrays.stream(arg.strip().split("\\s+")))
                    .filter(arg -> !arg.isEmpty())
                    .toList());
        } catch (IllegalArgumentException e) {
            terminal.println(e.getMessage());
            return 2;
        }
        Files.createDirectories(arguments.out());
        Diary diary = new Diary(terminal, arguments.out().resolve("torture.log"));
        diary.plain("torture for=" + arguments.length().toSeconds() + "s seed=" + arguments.seed() + " rate="
                + arguments.rate() + " switchover=" + arguments.wards()
                + ", on " + Runtime.getRuntime().availableProcessors() + " processors, Java " + Runtime.version()
                + ", " + System.getProperty("os.name") + " " + System.getProperty("os.version"));
        diary.plain("     s after the start");
        if (arguments.wards() > 0) {
            WardVerdict verdict = new WardPhase(arguments, diary).run();
            diary.plain(verdict.table());
            diary.plain(verdict.json());
            return verdict.held() ? 0 : 1;
        }
        long all = arguments.length().toMillis();
        PhaseVerdict outside = new Phase(arguments, true, diary).run(all * 2 / 3);
        PhaseVerdict inside = new Phase(arguments, false, diary).run(all / 3);
        Verdict verdict = new Verdict(arguments, outside, inside);
        diary.plain(verdict.table());
        diary.plain(verdict.json());
        return verdict.held() ? 0 : 1;
    }
}
