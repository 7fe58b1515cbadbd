package vn.lienthong.hub.app;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import vn.lienthong.hub.difference.Report;
import vn.lienthong.hub.difference.Tally;
import vn.lienthong.hub.replay.Replayed;

/** Where the result of a replay goes. */
final class ReplayOutput implements ReplayReport.Begun, AutoCloseable {
    private static final int WIDTH = 120;

    @Mixin
    private ReportFiles files;

    @Option(names = "--json", description = "print as JSON")
    private boolean json;

    @Option(
            names = "--show",
            paramLabel = "N",
            defaultValue = "20",
            description = "show so many exchanges side by side; all are counted (default: ${DEFAULT-VALUE})")
    private int show;

    @Mixin
    private ReplayKept kept;

    private @Nullable List<Report> reports;

    /** Opens all that is written to: what cannot be is told before anything is played. */
    @Override
    public void begins() {
        kept.begin();
        reports = files.begin();
    }

    @Override
    public void played(Replayed replayed) {
        kept.take(replayed);
    }

    /** The exit code with it. */
    int tell(ReplayReport report, PrintWriter out) {
        List<Report> written = new ArrayList<>(reports == null ? files.begin() : reports);
        if (!json) {
            // Before the files, which may meet a full disk.
            written.add(0, Report.text(out, ScreenWidth.of(WIDTH), Ansi.AUTO.enabled(), show));
        }
        Tally tally = report.tally();
        written.forEach(report::show);
        written.forEach(each -> each.end(tally));
        if (json) {
            out.println(Json.pretty(report.json()));
        } else {
            report.remarks()
                    .forEach((name, lines) -> lines.forEach(line -> out.println(Report.line(name + ": " + line))));
            report.summary().forEach(line -> out.println(Report.line(line)));
        }
        kept.end();
        return code(report);
    }

    /** What was to be kept and was not told to its end is taken away. */
    @Override
    public void close() {
        kept.close();
    }

    private static int code(ReplayReport report) {
        String silent = report.outOfReach();
        if (silent != null) {
            throw CommandFailure.outOfReach(
                    "Nothing could be asked at the address.",
                    Report.line(silent),
                    "See whether it answers from this machine, and lets these credentials in.");
        }
        return report.sound() ? HubCommand.DONE : CommandFailure.WRONG;
    }
}
