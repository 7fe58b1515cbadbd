package vn.lienthong.hub.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.recording.RecordedExchange;
import vn.lienthong.hub.recording.RecordedExchange.Leg;
import vn.lienthong.hub.replay.ReplayScript;

/**
 * The exchanges of a recording, read, and those among them that cannot be played, each with its reason.
 *
 * @param scripts that can be played
 * @param left by name of the folder, why not
 */
record ReplayFolder(List<ReplayScript> scripts, Map<String, String> left) {
    /** All are in memory while they are played. */
    private static final long LARGEST = 400L << 20;

    /**
     * Reads all.
     *
     * @param destination only those; null: all
     * @param reason why one cannot be played; null when it can
     */
    static ReplayFolder read(
            Path folder, @Nullable String destination, Function<RecordedExchange, @Nullable String> reason) {
        return read(ReplayHeads.read(folder, destination), reason);
    }

    /** The same, of which it is known already what they say of themselves. */
    static ReplayFolder read(ReplayHeads heads, Function<RecordedExchange, @Nullable String> reason) {
        List<ReplayScript> read = ReplayHeads.each(heads.all(), head -> new ReplayScript(head.folder(), head.read()));
        List<ReplayScript> scripts = new ArrayList<>();
        Map<String, String> left = new TreeMap<>();
        for (ReplayScript script : read) {
            String why = reason.apply(script.exchange());
            if (why == null && script.legs().isEmpty()) {
                why = "nothing of it reached the destination";
            }
            if (why == null) {
                scripts.add(script);
            } else {
                left.put(script.name(), why);
            }
        }
        mustFit(
                heads.folder(),
                read.stream().mapToLong(script -> size(script.exchange())).sum());
        return new ReplayFolder(List.copyOf(scripts), left);
    }

    /** The destinations of what can be played. */
    Set<String> destinations() {
        return scripts.stream().map(ReplayScript::destination).collect(Collectors.toSet());
    }

    /** By name, what is the first of its dossier here and no first revision: what went before it was not recorded. */
    Set<String> begunLater() {
        Map<String, ReplayScript> first = new HashMap<>();
        scripts.forEach(script -> first.merge(
                script.destination() + ' ' + script.dossierCode(),
                script,
                BinaryOperator.minBy(Comparator.comparingInt(ReplayFolder::revision))));
        return first.values().stream()
                .filter(script -> revision(script) > 1)
                .map(ReplayScript::name)
                .collect(Collectors.toSet());
    }

    private static int revision(ReplayScript script) {
        return script.exchange().about().revision();
    }

    private static long size(RecordedExchange exchange) {
        byte[] content = exchange.record();
        long bytes = content == null ? 0 : content.length;
        for (Leg leg : exchange.legs()) {
            byte[] answer = leg.answer();
            bytes += leg.request().length + (answer == null ? 0 : answer.length);
        }
        return bytes;
    }

    private static void mustFit(Path folder, long bytes) {
        if (bytes > LARGEST) {
            throw CommandFailure.usage(
                    "The recording is too large to be played at once.",
                    (bytes >> 20) + " MiB in " + folder + "; at most " + (LARGEST >> 20),
                    "Play a part of it: --destination NAME, or a folder with some of its folders.");
        }
    }
}
