package vn.lienthong.hub.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import vn.lienthong.hub.difference.Report;
import vn.lienthong.hub.vocabulary.WholeFile;

/** Files that differences are written to. */
final class ReportFiles {
    @Option(names = "--html", paramLabel = "FILE", description = "write a page with search, grouped by cause")
    private @Nullable Path html;

    @Option(names = "--junit", paramLabel = "FILE", description = "write JUnit XML, a case for each exchange")
    private @Nullable Path junit;

    private static CommandFailure cannotBegin(Path file, IOException e) {
        Path parent = file.toAbsolutePath().getParent();
        String found = Files.isDirectory(file)
                ? "a folder"
                : parent == null || Files.isDirectory(parent)
                        ? e.getClass().getSimpleName() + ": " + e.getMessage()
                        : "no folder " + parent;
        return CommandFailure.usage(
                "The report cannot be written.",
                file + " (" + found + ")",
                WholeFile.cure(e, "a file", "Name a file in a folder that is there and that this user may write to."));
    }

    private interface Opening {
        Report at(Path file) throws IOException;
    }

    private static void begin(@Nullable Path file, Opening opening, List<Report> into) {
        if (file == null) {
            return;
        }
        if (Files.isDirectory(file)) {
            throw cannotBegin(file, new IOException("a folder"));
        }
        try {
            into.add(opening.at(file));
        } catch (IOException e) {
            throw cannotBegin(file, e);
        }
    }

    /** Those that were asked for, begun. */
    List<Report> begin() {
        List<Report> all = new ArrayList<>();
        begin(html, Report::html, all);
        begin(junit, Report::junit, all);
        return all;
    }
}
