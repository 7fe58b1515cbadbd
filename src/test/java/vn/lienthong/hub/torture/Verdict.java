package vn.lienthong.hub.torture;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** The end of a torture run: the table for people, one line of JSON for programs, and whether every promise held. */
record Verdict(Arguments arguments, PhaseVerdict outside, PhaseVerdict inside) {

    boolean held() {
        return broken().isEmpty();
    }

    List<String> broken() {
        return Stream.concat(
                        outside.broken().stream().map(text -> "outside: " + text),
                        inside.broken().stream().map(text -> "inside: " + text))
                .toList();
    }

    private List<String> leftOut() {
        return Stream.concat(outside.leftOut().stream(), inside.leftOut().stream())
                .distinct()
                .toList();
    }

    String table() {
        StringBuilder text = new StringBuilder("\n");
        line(text, "", "outside", "inside", "both");
        row(text, "accepted", PhaseVerdict::accepted);
        row(text, "delivered", PhaseVerdict::delivered);
        row(text, "repeated where one can ask", PhaseVerdict::repeated);
        row(text, "lost", PhaseVerdict::lost);
        row(text, "out of order", PhaseVerdict::outOfOrder);
        row(text, "repeated with same key and bytes where one cannot ask", PhaseVerdict::repeatsWithKey);
        row(text, "whole state again, byte for byte", PhaseVerdict::wholeStateAgain);
        row(text, "balance looked at", PhaseVerdict::looks);
        row(text, "pushed again for want of a receipt", PhaseVerdict::sentAgain);
        row(text, "answered 503 or 429 with Retry-After", PhaseVerdict::putOff);
        row(text, "parked and released", PhaseVerdict::released);
        row(text, "hub ended by itself", PhaseVerdict::endedByItself);
        text.append("\nfault, times, worst time until the first delivery afterwards\n");
        Map<Fault, Integer> happened = happened();
        Map<Fault, Double> worst = worst();
        for (Fault fault : Fault.values()) {
            text.append(String.format(
                    Locale.ROOT,
                    "  %-20s %5d %9s%n",
                    fault.word(),
                    happened.getOrDefault(fault, 0),
                    worst.containsKey(fault) ? String.format(Locale.ROOT, "%.1f s", worst.get(fault)) : "-"));
        }
        text.append(String.format(
                Locale.ROOT,
                "  longest time without any delivery, faults included: %.1f s%n",
                Math.max(outside.longestSilence(), inside.longestSilence())));
        leftOut().forEach(fault -> text.append("  left out: ").append(fault).append('\n'));
        text.append("\nbalance: ")
                .append(outside.open() + inside.open() > 0 ? "DID NOT CLOSE" : "closed whenever looked at");
        broken().forEach(promise -> text.append("\nBROKEN  ").append(promise));
        return text.append(held() ? "\nEvery promise held.\n" : "\nA promise broke.\n")
                .toString();
    }

    String json() {
        ObjectNode node = new ObjectMapper().createObjectNode();
        node.put("seed", arguments.seed());
        node.put("seconds", arguments.length().toSeconds());
        node.put("accepted", sum(PhaseVerdict::accepted));
        node.put("delivered", sum(PhaseVerdict::delivered));
        node.put("repeated", sum(PhaseVerdict::repeated));
        node.put("lost", sum(PhaseVerdict::lost));
        node.put("outOfOrder", sum(PhaseVerdict::outOfOrder));
        node.put("repeatedWithSameKeyAndBytes", sum(PhaseVerdict::repeatsWithKey));
        node.put("wholeStateAgain", sum(PhaseVerdict::wholeStateAgain));
        node.put("balanceLooks", sum(PhaseVerdict::looks));
        node.put("released", sum(PhaseVerdict::released));
        ObjectNode faults = node.putObject("faults");
        happened().forEach((fault, times) -> faults.put(fault.word(), times));
        ObjectNode seconds = node.putObject("worstRecoverySeconds");
        worst().forEach((fault, time) -> seconds.put(fault.word(), Math.round(time * 10) / 10.0));
        leftOut().forEach(node.putArray("leftOut")::add);
        broken().forEach(node.putArray("broken")::add);
        return node.put("held", held()).toString();
    }

    private long sum(ToLongFunction<PhaseVerdict> column) {
        return column.applyAsLong(outside) + column.applyAsLong(inside);
    }

    private Map<Fault, Integer> happened() {
        Map<Fault, Integer> both = new EnumMap<>(Fault.class);
        both.putAll(outside.happened());
        inside.happened().forEach((fault, times) -> both.merge(fault, times, Integer::sum));
        return both;
    }

    private Map<Fault, Double> worst() {
        Map<Fault, Double> both = new EnumMap<>(Fault.class);
        both.putAll(outside.worst());
        inside.worst().forEach((fault, time) -> both.merge(fault, time, Math::max));
        return both;
    }

    private void row(StringBuilder text, String name, ToLongFunction<PhaseVerdict> column) {
        line(
                text,
                name,
                Long.toString(column.applyAsLong(outside)),
                Long.toString(column.applyAsLong(inside)),
                Long.toString(sum(column)));
    }

    private static void line(StringBuilder text, String name, String... cells) {
        text.append(String.format(Locale.ROOT, "%-54s", name));
        for (String cell : cells) {
            text.append(String.format(Locale.ROOT, "%10s", cell));
        }
        text.append('\n');
    }
}
