package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.difference.Comparer;
import vn.lienthong.hub.difference.Comparison;
import vn.lienthong.hub.difference.Difference;
import vn.lienthong.hub.difference.Ignore;
import vn.lienthong.hub.difference.Report;
import vn.lienthong.hub.difference.Tally;
import vn.lienthong.hub.replay.Replayed;

/** What a replay found: exchange by exchange what differs, what could not be asked and why, what failed, and what came that belongs to none. */
final class ReplayReport {
    private final List<Ignore> everywhere;
    private final Begun begun;
    private final Comparer comparer;
    private final List<Comparison> comparisons = new ArrayList<>();
    private final Map<String, List<String>> remarks = new TreeMap<>();
    private final Map<String, String> notAsked = new TreeMap<>();
    private final Map<String, String> failed = new TreeMap<>();
    private final Map<String, String> unreached = new TreeMap<>();
    private final Map<String, Long> strangers = new TreeMap<>();
    private final Set<String> notes = new TreeSet<>();
    private long tookMillis;
    private boolean stopped;

    /** Who must know of it while it goes on. */
    interface Begun {
        /** All is known to be right, and it is played now. */
        void begins();

        /** One more was played. */
        void played(Replayed replayed);
    }

    /** @param everywhere what to ignore in all exchanges, beside what each says of itself */
    ReplayReport(List<Ignore> everywhere, Begun begun) {
        this.everywhere = List.copyOf(everywhere);
        this.begun = begun;
        this.comparer = Comparer.whereSecretsWereDropped(everywhere);
    }

    /** To be called before anything is sent. */
    void begins() {
        begun.begins();
    }

    /** Known not to be playable, or left out by design. */
    void notAsked(String name, String why) {
        notAsked.put(name, why);
    }

    /** It was to be played and could not be, or not to its end. */
    void failed(String name, String why) {
        failed.put(name, why);
    }

    /** It failed because nothing of it arrived. */
    void unreached(String name, String why) {
        failed(name, why);
        unreached.put(name, why);
    }

    /** Each of them was played, left or failed; of which nothing is known failed. */
    void complete(Collection<String> names) {
        Set<String> told = new TreeSet<>(notAsked.keySet());
        told.addAll(failed.keySet());
        comparisons.forEach(one -> told.add(one.name()));
        names.stream()
                .filter(name -> !told.contains(name))
                .forEach(name -> failed(name, "it was played, and nothing of it is found afterwards"));
    }

    void stranger(String words, long times) {
        strangers.put(words, times);
    }

    void note(String words) {
        notes.add(words);
    }

    /**
     * Says so where exchanges differ before which something is missing.
     *
     * @param names of those that are the first of their dossier here, and are not its first revision
     */
    void begunLater(Collection<String> names) {
        List<String> differing = comparisons.stream()
                .filter(one -> !one.same() && names.contains(one.name()))
                .map(Comparison::name)
                .toList();
        if (!differing.isEmpty()) {
            note(
                    differing.size()
                            + " of those that differ are later revisions of dossiers of which nothing earlier is in the recording ("
                            + some(differing)
                            + "). What the hub knew of these from before, that they are held and with which steps, it does not"
                            + " know here: it creates where it updated, and sends steps again. Record the whole dossier: record --dossier CODE");
        }
    }

    /** Whether somebody wanted it to end before all was played: then it is not sound, whatever was found until then. */
    void stopped(boolean early) {
        stopped = early;
        if (early) {
            note("it was stopped by somebody (Ctrl-C, kill): what was not played until then counts as failed");
        }
    }

    void took(long nanos) {
        tookMillis = nanos / 1_000_000;
    }

    void compared(String name, Replayed replayed, List<String> more) {
        begun.played(replayed);
        comparisons.add(comparer.compare(name, replayed.recorded(), replayed.found()));
        if (!more.isEmpty()) {
            remarks.put(name, more);
        }
    }

    /** By cause, and what was ignored. */
    Tally tally() {
        Tally tally = new Tally(everywhere);
        comparisons.forEach(tally::add);
        return tally;
    }

    /** Tells all of it but the end. */
    void show(Report report) {
        comparisons.forEach(report::take);
        failed.forEach(report::failed);
        strangers.forEach(
                (words, times) -> report.failed(words, "came " + times + " times, and belongs to no exchange"));
        notAsked.forEach(report::skipped);
    }

    /** How many exchanges were played and compared. */
    long asked() {
        return comparisons.size();
    }

    long different() {
        return comparisons.stream().filter(one -> !one.same()).count();
    }

    /** Remarks beside the differences of an exchange, by its name. */
    Map<String, List<String>> remarks() {
        return remarks;
    }

    /** Whether all that was asked came out as it was recorded, and something was. */
    boolean sound() {
        return different() == 0 && strangers.isEmpty() && failed.isEmpty() && asked() > 0 && !stopped;
    }

    /** Why nothing at all arrived; null where something did, or nothing was to be asked. */
    @Nullable
    String outOfReach() {
        boolean none = asked() == 0 && !unreached.isEmpty() && unreached.size() == failed.size();
        return none ? unreached.values().iterator().next() : null;
    }

    /** In one sentence, with what is not in the comparisons. */
    List<String> summary() {
        List<String> lines = new ArrayList<>();
        lines.add(asked() + " exchanges replayed in " + tookMillis / 1_000 + "." + tookMillis % 1_000 / 100 + " s: "
                + (asked() - different()) + " the same, " + different() + " different"
                + (failed.isEmpty() ? "" : "; " + failed.size() + " failed")
                + (notAsked.isEmpty() ? "" : "; " + notAsked.size() + " not asked"));
        lines.addAll(byReason("failed: ", failed));
        lines.addAll(byReason("not asked: ", notAsked));
        strangers.forEach(
                (words, times) -> lines.add("came without having been recorded: " + words + ", " + times + " times"));
        notes.forEach(words -> lines.add("note: " + words));
        return lines;
    }

    private static List<String> byReason(String what, Map<String, String> reasons) {
        Map<String, List<String>> byReason = new LinkedHashMap<>();
        reasons.forEach((name, why) ->
                byReason.computeIfAbsent(why, reason -> new ArrayList<>()).add(name));
        List<String> lines = new ArrayList<>();
        byReason.forEach((why, names) -> lines.add(what + names.size() + ", " + why + ": " + some(names)));
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
        Tally tally = tally();
        ArrayNode known = node.putArray("notes");
        notes.forEach(known::add);
        tally.notes().keySet().forEach(known::add);
        ArrayNode forgiven = node.putArray("ignored");
        tally.ignored().forEach(row -> forgiven.addObject()
                .put("where", row.where())
                .put("because", row.why())
                .put("differences", row.differences()));
        reasons(node.putArray("failed"), failed);
        reasons(node.putArray("notAsked"), notAsked);
        ArrayNode odd = node.putArray("strangers");
        strangers.forEach(
                (words, times) -> odd.addObject().put("message", words).put("times", times));
        differences(node.putArray("differences"));
        ObjectNode said = node.putObject("remarks");
        remarks.forEach((name, lines) -> lines.forEach(said.putArray(name)::add));
        return node;
    }

    private static void reasons(ArrayNode into, Map<String, String> reasons) {
        reasons.forEach((name, why) -> into.addObject().put("exchange", name).put("because", why));
    }

    private void differences(ArrayNode all) {
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
    }
}
