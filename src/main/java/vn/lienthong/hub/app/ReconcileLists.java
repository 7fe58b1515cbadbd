package vn.lienthong.hub.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import vn.lienthong.hub.reconciliation.ListFile;
import vn.lienthong.hub.reference.ForeignTime;

/** How the lists are written: options of reconcile. */
final class ReconcileLists {
    @Option(
            names = "--city-column",
            paramLabel = "WHAT=NAME",
            description = "what the city's list calls a column, where it is not known: --city-column due-at=HAN_TRA")
    private Map<String, String> cityColumns = new LinkedHashMap<>();

    @Option(names = "--province-column", paramLabel = "WHAT=NAME", description = "the same of the province's list")
    private Map<String, String> provinceColumns = new LinkedHashMap<>();

    @Option(
            names = "--status",
            paramLabel = "WORD=STATUS",
            description = "what a list's word for a status means: --status 'Da tra=RETURNED'")
    private Map<String, String> statuses = new LinkedHashMap<>();

    @Option(
            names = "--city-at",
            paramLabel = "TIME",
            description = "when the city's list was made (default: when its file was last written)")
    private @Nullable String cityAt;

    @Option(names = "--province-at", paramLabel = "TIME", description = "the same of the province's list")
    private @Nullable String provinceAt;

    Map<String, String> cityColumns() {
        return cityColumns;
    }

    Map<String, String> provinceColumns() {
        return provinceColumns;
    }

    Map<String, String> statuses() {
        return statuses;
    }

    @Nullable
    String cityAt() {
        return cityAt;
    }

    @Nullable
    String provinceAt() {
        return provinceAt;
    }

    static @Nullable ListFile list(@Nullable Path file, Map<String, String> columns, @Nullable String at)
            throws IOException {
        if (file == null) {
            return null;
        }
        if (!Files.isRegularFile(file)) {
            throw CommandFailure.usage("There is no such list.", file.toString(), "Check the path.");
        }
        return new ListFile(
                file, columns, at == null ? Files.getLastModifiedTime(file).toInstant() : time(at));
    }

    private static Instant time(String text) {
        if (ForeignTime.read(text) instanceof ForeignTime.At at) {
            return at.instant();
        }
        throw CommandFailure.usage("This is no time.", text, "Example: --city-at 2026-03-02T08:00:00+07:00.");
    }

    /** Takes a folder away with what is in it. */
    static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> deepest = all.sorted(Comparator.reverseOrder()).toList();
            for (Path one : deepest) {
                Files.deleteIfExists(one);
            }
        }
    }
}
