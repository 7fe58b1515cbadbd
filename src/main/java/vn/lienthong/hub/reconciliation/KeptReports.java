package vn.lienthong.hub.reconciliation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import vn.lienthong.hub.reference.Moments;
import vn.lienthong.hub.vocabulary.WholeFile;

/** The sums of the comparisons that were made, as JSON in a folder: what the gate of a switchover asks. Thread-safe. */
public final class KeptReports {
    private static final Pattern ID = Pattern.compile("rec-[0-9a-f]{1,16}");
    private static final String ENDING = ".json";
    /** Older ones go: one a day for three years. */
    private static final int MOST = 1_000;

    private final Path folder;

    private KeptReports(Path folder) {
        this.folder = folder;
    }

    /** Those of a folder, which is made when the first one comes. */
    public static KeptReports in(Path folder) {
        return new KeptReports(folder);
    }

    /**
     * What the newest whole comparison found of a unit.
     *
     * @param dossiers how many of it the side has that has most; 0 means that nothing was compared, which is no proof of anything
     * @param differences dossiers of the unit that were not the same everywhere
     * @param onTheirWay those that differed only by what was on its way
     * @param first codes of at most ten of them
     */
    public record Found(String id, Instant at, long dossiers, long differences, long onTheirWay, List<String> first) {}

    /** Whether a text may be the id of a comparison. */
    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** Keeps one, under the id in it. */
    public synchronized void keep(ObjectNode summary) {
        String id = summary.path("id").asText();
        if (!isId(id)) {
            throw new IllegalArgumentException(
                    "A comparison has no id. Found: nothing usable at /id. Keep what reconcile made.");
        }
        try {
            Files.createDirectories(folder);
            WholeFile.write(
                    folder.resolve(id + ENDING),
                    out -> out.write(summary.toString().getBytes(StandardCharsets.UTF_8)));
            List<JsonNode> all = all();
            for (JsonNode old : all.subList(Math.min(MOST, all.size()), all.size())) {
                Files.deleteIfExists(folder.resolve(old.path("id").asText() + ENDING));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The report could not be kept. Found: " + e + ". Look at the disk of hub.data.", e);
        }
    }

    /** All that are kept, the newest first. */
    public synchronized List<JsonNode> all() {
        List<JsonNode> all = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return all;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith(ENDING)).toList()) {
                all.add(Spool.JSON.readTree(file.toFile()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The kept reports cannot be read. Found: " + e + ". Look at " + folder + ".", e);
        }
        all.sort(Comparator.comparing((JsonNode one) -> one.path("at").asText()).reversed());
        return all;
    }

    /**
     * The newest comparison that says something of a unit as a whole: of both lists, without days to narrow it. Empty: there was none.
     */
    public Optional<Found> differences(String unit, String destination) {
        for (JsonNode one : all()) {
            JsonNode scope = one.path("scope");
            boolean whole = !scope.has("from")
                    && !scope.has("to")
                    && (!scope.has("unit") || scope.path("unit").asText().equals(unit))
                    && one.path("rows").has(Side.CITY.word())
                    && one.path("rows").has(Side.PROVINCE.word());
            Instant at = Moments.parse(one.path("at").asText());
            if (whole && at != null && one.path("destination").asText().equals(destination)) {
                return Optional.of(found(one, unit, at));
            }
        }
        return Optional.empty();
    }

    private static Found found(JsonNode report, String unit, Instant at) {
        String id = report.path("id").asText();
        for (JsonNode one : report.path("units")) {
            if (one.path("unit").asText().equals(unit)) {
                List<String> first = new ArrayList<>();
                one.path("first").forEach(code -> first.add(code.asText()));
                return new Found(
                        id,
                        at,
                        most(one),
                        one.path("differences").asLong(),
                        one.path("onTheirWay").asLong(),
                        first);
            }
        }
        return new Found(id, at, 0, 0, 0, List.of());
    }

    private static long most(JsonNode unit) {
        long most = 0;
        for (Side side : Side.values()) {
            most = Math.max(most, unit.path(side.word()).asLong());
        }
        return most;
    }
}
