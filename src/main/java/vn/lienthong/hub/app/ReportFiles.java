package vn.lienthong.hub.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import vn.lienthong.hub.difference.Report;

/** Files that differences are written to. */
final class ReportFiles {
    @Option(names = "--html", paramLabel = "FILE", description = "write a page with search, grouped by cause")
    private @Nullable Path html;

    @Option(names = "--junit", paramLabel = "FILE", description = "write JUnit XML, a case for each exchange")
    private @Nullable Path junit;

    /** Those that were asked for, begun. */
    List<Report> begin() {
        List<Report> all = new ArrayList<>();
        try {
            if (html != null) {
                all.add(Report.html(html));
            }
            if (junit != null) {
                all.add(Report.junit(junit));
            }
        } catch (IOException e) {
            throw CommandFailure.usage(
                    "The report cannot be written.",
                    String.valueOf(e.getMessage()),
                    "Name a file in a folder that is there and that this user may write to.");
        }
        return all;
    }
}
