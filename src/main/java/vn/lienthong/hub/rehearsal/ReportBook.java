package vn.lienthong.hub.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import vn.lienthong.hub.vocabulary.WholeFile;

/**
 * The readiness reports of all units, in a folder: for each unit its newest runs, and what of its live records was rehearsed since. Each node has its
 * own. Thread-safe: files are exchanged whole.
 */
public final class ReportBook {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern UNIT = Pattern.compile("[0-9A-Za-z:_-]{1,60}");
    private static final String RUN = "run-";
    private static final String LIVE = "live.json";
    private static final String BEGUN = "begun.json";
    private static final int KEPT = 10;

    private final Path folder;

    /** Makes nothing before the first report. */
    public ReportBook(Path folder) {
        this.folder = folder;
    }

    /**
     * What a gate of a switchover asks.
     *
     * @param failures records that failed: in the newest whole run over the journal, in the newest one over a file, and live ones since the first of
     *     these began
     * @param at of the report, or of the last live record's rehearsal if that is later
     */
    public record Failures(long failures, Instant at) {}

    /** How many records of a unit failed; empty while nothing of it was rehearsed to an end on this node. */
    public Optional<Failures> failures(String unit) {
        List<JsonNode> all = counting(unit);
        long failures = all.stream()
                .mapToLong(report -> report.path("failures").asLong())
                .sum();
        return all.stream()
                .map(report -> time(report, "endedAt"))
                .max(Instant::compareTo)
                .map(at -> new Failures(failures, at));
    }

    /** The reports that count for a gate: of the newest whole run over the journal, of the newest over a file, and of live records since. */
    public List<JsonNode> counting(String unit) {
        return Stream.of(counting(unit, "journal"), counting(unit, "history"), live(unit))
                .flatMap(Optional::stream)
                .toList();
    }

    /** The report of the newest run that came to its end; what was cancelled, of a part or broke off tells too little. */
    public Optional<JsonNode> newest(String unit) {
        return newest(unit, ReportBook::isWhole);
    }

    /** For a gate it must say so itself: reports of earlier versions are of an interval, it may be. */
    private Optional<JsonNode> counting(String unit, String kind) {
        return newest(
                unit,
                one -> isWhole(one)
                        && one.path("whole").asBoolean()
                        && one.path("kind").asText().equals(kind));
    }

    private Optional<JsonNode> newest(String unit, Predicate<JsonNode> wanted) {
        List<Path> runs = runs(unit);
        for (int i = runs.size() - 1; i >= 0; i--) {
            Optional<JsonNode> report = read(runs.get(i)).filter(wanted);
            if (report.isPresent()) {
                return report;
            }
        }
        return Optional.empty();
    }

    /** A file without a record of the unit says nothing of it; a journal without one keeps none. */
    private static boolean isWhole(JsonNode report) {
        boolean strangeFile = report.path("kind").asText().equals("history")
                && report.path("records").asLong() == 0;
        return report.path("state").asText().equals("finished")
                && !report.path("limited").asBoolean()
                && !strangeFile;
    }

    /** The report of the last run, however it ended. */
    public Optional<JsonNode> last(String unit) {
        List<Path> runs = runs(unit);
        return runs.isEmpty() ? Optional.empty() : read(runs.get(runs.size() - 1));
    }

    /** What was rehearsed of live records since the newest whole run over the journal began. */
    public Optional<JsonNode> live(String unit) {
        return read(place(unit).resolve(LIVE));
    }

    /** What was begun last and has no report yet: under way, or broken off with the hub that ran it. */
    public Optional<JsonNode> begun(String unit) {
        return read(place(unit).resolve(BEGUN));
    }

    /** Leaves a trace of one that begins, until its report is kept. */
    public void begins(String unit, JsonNode report) {
        write(place(unit).resolve(BEGUN), report.toPrettyString());
    }

    /** Units of which there is a report. */
    public List<String> units() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(Files::isDirectory)
                    .map(child -> child.getFileName().toString().replace('_', ':'))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The reports of rehearsals cannot be read at " + folder + ".", e);
        }
    }

    void keep(String unit, ObjectNode report) {
        Instant begun = time(report, "startedAt");
        Path place = place(unit);
        String name = RUN + begun.toEpochMilli();
        write(place.resolve(name + ".json"), report.toPrettyString());
        write(place.resolve(name + ".html"), ReportPage.of(report));
        remove(place.resolve(BEGUN));
        List<Path> runs = runs(unit);
        for (Path old : runs.subList(0, Math.max(0, runs.size() - KEPT))) {
            if (!isNeeded(unit, old)) {
                remove(old);
                remove(page(old));
            }
        }
    }

    /** A gate looks at the newest of each kind, however many of the other came since. */
    private boolean isNeeded(String unit, Path run) {
        Optional<JsonNode> report = read(run);
        return Stream.of(counting(unit, "journal"), counting(unit, "history"))
                .anyMatch(newest -> newest.isPresent() && newest.equals(report));
    }

    private static Path page(Path run) {
        return run.resolveSibling(run.getFileName().toString().replace(".json", ".html"));
    }

    void keepLive(String unit, ObjectNode report) {
        write(place(unit).resolve(LIVE), report.toPrettyString());
    }

    void forgetLive(String unit) {
        remove(place(unit).resolve(LIVE));
    }

    static Instant time(JsonNode report, String name) {
        return OffsetDateTime.parse(report.path(name).asText()).toInstant();
    }

    private Path place(String unit) {
        if (!UNIT.matcher(unit).matches()) {
            throw new IllegalArgumentException(
                    "A unit is named by its code. Found: a text of " + unit.length() + " characters. Example: 21583.");
        }
        return folder.resolve(unit.replace(':', '_'));
    }

    /** Oldest first. */
    private List<Path> runs(String unit) {
        Path place = place(unit);
        if (!Files.isDirectory(place)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(place)) {
            return new ArrayList<>(new TreeSet<>(
                    children.filter(child -> child.getFileName().toString().matches(RUN + "\\d+\\.json"))
                            .toList()));
        } catch (IOException e) {
            throw new UncheckedIOException("The reports of rehearsals cannot be read at " + place + ".", e);
        }
    }

    private static Optional<JsonNode> read(Path file) {
        try {
            return Optional.of(JSON.readTree(Files.readAllBytes(file)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("A report of a rehearsal cannot be read at " + file + ".", e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            WholeFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException("A report of a rehearsal cannot be kept at " + file + ".", e);
        }
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("An old report of a rehearsal cannot be taken away at " + file + ".", e);
        }
    }
}
