package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import vn.lienthong.hub.difference.Comparer;
import vn.lienthong.hub.difference.Comparison;
import vn.lienthong.hub.difference.Difference;
import vn.lienthong.hub.difference.Ignore;
import vn.lienthong.hub.recording.RecordedExchange;
import vn.lienthong.hub.replay.Replayed;

/** What a replay found: exchange by exchange what differs, what could not be asked and why, and what came that belongs to none. */
final class ReplayReport {
    private static final String DROPPED = "(dropped)";

    private final List<Comparison> comparisons = new ArrayList<>();
    private final Map<String, List<String>> remarks = new TreeMap<>();
    private final Map<String, String> notAsked = new TreeMap<>();
    private final Map<String, Long> strangers = new TreeMap<>();
    private final Set<String> notes = new TreeSet<>();
    private long tookMillis;

    void notAsked(String name, String why) {
        notAsked.put(name, why);
    }

    void stranger(String words, long times) {
        strangers.put(words, times);
    }

    void note(String words) {
        notes.add(words);
    }

    void took(long nanos) {
        tookMillis = nanos / 1_000_000;
    }

    void compared(String name, Replayed replayed, List<String> more) {
        RecordedExchange recorded = replayed.recorded();
        Comparison first = new Comparer(List.of()).compare(name, recorded, replayed.found());
        List<Ignore> dropped = dropped(first);
        comparisons.add(dropped.isEmpty() ? first : new Comparer(dropped).compare(name, recorded, replayed.found()));
        if (!more.isEmpty()) {
            remarks.put(name, more);
        }
    }

    /** A secret that the recording dropped was another one then; that it is there is all that can be told. */
    private static List<Ignore> dropped(Comparison comparison) {
        Set<Ignore> rows = new LinkedHashSet<>();
        for (Difference one : comparison.open()) {
            String left = one.left();
            if (left != null && left.contains(DROPPED) && one.kind() == Difference.Kind.VALUE) {
                rows.add(new Ignore(
                        one.side().word() + ":" + one.path(),
                        "the secret was dropped when it was recorded",
                        comparison.connector(),
                        one.operation(),
                        "replay"));
            }
        }
        return List.copyOf(rows);
    }

    List<Comparison> comparisons() {
        return comparisons;
    }

    /** How many exchanges were played and compared. */
    long asked() {
        return comparisons.size();
    }

    long different() {
        return comparisons.stream().filter(one -> !one.same()).count();
    }

    Map<String, String> notAsked() {
        return notAsked;
    }

    /** Remarks beside the differences of an exchange, by its name. */
    Map<String, List<String>> remarks() {
        return remarks;
    }

    /** Whether all that was asked came out as it was recorded, and something was. */
    boolean sound() {
        return different() == 0 && strangers.isEmpty() && asked() > 0;
    }

    /** In one sentence, with what is not in the comparisons. */
    List<String> summary() {
        List<String> lines = new ArrayList<>();
        lines.add(asked() + " exchanges replayed in " + tookMillis / 1_000 + "." + tookMillis % 1_000 / 100 + " s: "
                + (asked() - different()) + " the same, " + different() + " different"
                + (notAsked.isEmpty() ? "" : "; " + notAsked.size() + " not asked"));
        Map<String, List<String>> byReason = new LinkedHashMap<>();
        notAsked.forEach((name, why) ->
                byReason.computeIfAbsent(why, reason -> new ArrayList<>()).add(name));
        byReason.forEach((why, names) -> lines.add("not asked: " + names.size() + ", " + why + ": " + some(names)));
        strangers.forEach(
                (words, times) -> lines.add("came without having been recorded: " + words + ", " + times + " times"));
        notes.forEach(words -> lines.add("note: " + words));
        return lines;
    }

    private static String some(List<String> names) {
        int shown = Math.min(names.size(), 5);
        String first = String.join(", ", names.subList(0, shown));
        return names.size() > shown ? first + " and " + (names.size() - shown) + " more" : first;
    }

    /** Puts what is not in the comparisons beside them. */
    ObjectNode json() {
        ObjectNode node = Json.object()
                .put("replayed", asked())
                .put("same", asked() - different())
                .put("different", different())
                .put("tookMillis", tookMillis);
        notes.forEach(node.putArray("notes")::add);
        ArrayNode left = node.putArray("notAsked");
        notAsked.forEach((name, why) -> left.addObject().put("exchange", name).put("because", why));
        ArrayNode odd = node.putArray("strangers");
        strangers.forEach(
                (words, times) -> odd.addObject().put("message", words).put("times", times));
        ArrayNode all = node.putArray("differences");
        for (Comparison comparison : comparisons) {
            for (Difference one : comparison.open()) {
                ObjectNode row = all.addObject().put("exchange", comparison.name());
                row.put("message", one.leg()).put("operation", one.operation());
                row.put("side", one.side().word())
                        .put("path", one.path())
                        .put("kind", one.kind().word());
                Json.put(row, "recorded", one.left());
                Json.put(row, "found", one.right());
            }
        }
        ObjectNode said = node.putObject("remarks");
        remarks.forEach((name, lines) -> lines.forEach(said.putArray(name)::add));
        return node;
    }
}
