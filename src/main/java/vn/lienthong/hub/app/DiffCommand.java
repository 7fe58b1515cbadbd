package vn.lienthong.hub.app;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import vn.lienthong.hub.difference.Report;
import vn.lienthong.hub.difference.Tally;

/** Shows in what two recordings of the same differ. */
@Command(
        name = "diff",
        description =
                "Shows in what two recordings of the same differ, by meaning: JSON by value, XML by names, base64 opened. Needs no running hub.",
        subcommands = DiffProposeCommand.class)
final class DiffCommand extends HubCommand {
    private static final int WIDTH = 120;

    @Mixin
    private TwoRecordings recordings;

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

    @Option(names = "--width", paramLabel = "SIGNS", description = "of a line; without it that of the terminal, or 120")
    private @Nullable Integer width;

    @Override
    public Integer call() {
        Tally tally = new Tally(recordings.everywhere());
        List<Report> reports = reports();
        recordings.compare(comparison -> {
            tally.add(comparison);
            reports.forEach(report -> report.take(comparison));
        });
        reports.forEach(report -> report.end(tally));
        return tally.open() == 0 ? DONE : CommandFailure.WRONG;
    }

    private List<Report> reports() {
        recordings.pairs();
        List<Report> all = new ArrayList<>();
        int signs = width == null ? ScreenWidth.of(WIDTH) : width;
        all.add(json ? Report.json(out()) : Report.text(out(), signs, Ansi.AUTO.enabled(), show));
        all.addAll(files.begin());
        return all;
    }
}
