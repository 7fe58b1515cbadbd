package vn.lienthong.hub.difference;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.recording.ExchangeFolder;
import vn.lienthong.hub.recording.RecordedExchange;
import vn.lienthong.hub.recording.RecordedExchange.Leg;

/**
 * Which exchange of one recording is which of another: by the name of the folder, else by connector, dossier, revision and operations. Immutable.
 *
 * @param pairs in the order of the left, what is on the right only last
 */
public record FolderPairs(List<Pair> pairs) {
    /**
     * The same exchange twice.
     *
     * @param left null when it is on the right only
     * @param right null when it is on the left only
     */
    public record Pair(String name, @Nullable Path left, @Nullable Path right) {}

    /**
     * Finds them.
     *
     * @throws vn.lienthong.hub.recording.BadRecording when there is no exchange on one side, or one cannot be read
     */
    public static FolderPairs of(Path left, Path right) {
        List<Path> lefts = ExchangeFolder.in(left);
        List<Path> rights = ExchangeFolder.in(right);
        if (lefts.equals(List.of(left)) && rights.equals(List.of(right))) {
            return new FolderPairs(List.of(new Pair(name(left), left, right)));
        }
        Map<String, Path> free = new LinkedHashMap<>();
        rights.forEach(path -> free.put(name(path), path));
        Map<Path, Path> partners = new HashMap<>();
        List<Path> rest = new ArrayList<>();
        for (Path one : lefts) {
            Path same = free.remove(name(one));
            if (same == null) {
                rest.add(one);
            } else {
                partners.put(one, same);
            }
        }
        byMeaning(rest, free, partners);
        List<Pair> pairs = new ArrayList<>();
        lefts.forEach(one -> pairs.add(new Pair(name(one), one, partners.get(one))));
        free.values().forEach(other -> pairs.add(new Pair(name(other), null, other)));
        return new FolderPairs(List.copyOf(pairs));
    }

    /** Recorded again, an exchange has another transfer, and so another folder. */
    private static void byMeaning(List<Path> rest, Map<String, Path> free, Map<Path, Path> partners) {
        if (rest.isEmpty() || free.isEmpty()) {
            return;
        }
        Map<String, Deque<Path>> keys = new HashMap<>();
        free.values().forEach(path -> keys.computeIfAbsent(key(path), key -> new ArrayDeque<>())
                .add(path));
        for (Path one : rest) {
            Deque<Path> same = keys.getOrDefault(key(one), new ArrayDeque<>());
            if (!same.isEmpty()) {
                Path other = same.remove();
                partners.put(one, other);
                free.remove(name(other));
            }
        }
    }

    private static String key(Path folder) {
        RecordedExchange exchange = ExchangeFolder.read(folder);
        RecordedExchange.About about = exchange.about();
        List<String> operations =
                exchange.legs().stream().map(Leg::operation).distinct().sorted().toList();
        return String.join("\n", about.connector(), about.dossierCode(), "" + about.revision(), "" + operations);
    }

    private static String name(Path folder) {
        return String.valueOf(folder.toAbsolutePath().normalize().getFileName());
    }

    /** Compares one after the other, and keeps none. */
    public void compare(Comparer comparer, Consumer<Comparison> each) {
        for (Pair pair : pairs) {
            RecordedExchange one = pair.left() == null ? null : ExchangeFolder.read(pair.left());
            RecordedExchange other = pair.right() == null ? null : ExchangeFolder.read(pair.right());
            each.accept(
                    one != null && other != null
                            ? comparer.compare(pair.name(), one, other)
                            : comparer.alone(pair.name(), one, other));
        }
    }
}
