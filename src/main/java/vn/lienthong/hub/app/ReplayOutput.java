package vn.lienthong.hub.app;

import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import vn.lienthong.hub.difference.Comparison;
import vn.lienthong.hub.difference.Difference;
import vn.lienthong.hub.difference.Report;
import vn.lienthong.hub.difference.Tally;

/** Where the result of a replay goes. */
final class ReplayOutput {
    private static final int SHOWN = 50;

    @Mixin
    private ReportFiles files;

    @Option(names = "--json", description = "print as JSON")
    private boolean json;

    /** The exit code with it. */
    int tell(ReplayReport report, PrintWriter out) {
        write(report);
        if (json) {
            out.println(Json.pretty(report.json()));
        } else {
            text(report, out);
        }
        return report.sound() ? HubCommand.DONE : CommandFailure.WRONG;
    }

    private void write(ReplayReport report) {
        List<Report> reports = files.begin();
        Tally tally = new Tally(List.of());
        for (Comparison comparison : report.comparisons()) {
            tally.add(comparison);
            reports.forEach(one -> one.take(comparison));
        }
        reports.forEach(one -> one.end(tally));
    }

    private static void text(ReplayReport report, PrintWriter out) {
        List<Comparison> different =
                report.comparisons().stream().filter(one -> !one.same()).toList();
        for (Comparison comparison : different.subList(0, Math.min(SHOWN, different.size()))) {
            out.println(comparison.name());
            for (Difference one : comparison.open()) {
                out.println("  " + one.leg() + " " + one.cause().text() + ": " + one.left() + " -> " + one.right());
            }
            report.remarks().getOrDefault(comparison.name(), List.of()).forEach(line -> out.println("  " + line));
        }
        report.summary().forEach(out::println);
    }
}
