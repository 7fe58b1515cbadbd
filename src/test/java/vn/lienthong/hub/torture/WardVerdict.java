package vn.lienthong.hub.torture;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import vn.lienthong.hub.vocabulary.SwitchoverState;

/** The end of a switchover run: a line for each ward, the sums, and whether every promise held. */
record WardVerdict(Arguments arguments, List<Line> lines, Journeys.Seen journeys, Run run) {
    private static final int LEAST_KILLS = 3;
    private static final int LEAST_FORWARDS = 2;

    /**
     * A ward.
     *
     * @param home where its records are at the end, as the hub says
     * @param balanced whether the hub's own sums are those of the receipts, and close
     */
    record Line(WardCount count, int forwards, int back, SwitchoverState home, boolean balanced) {
        /** Both together; the home is that of whichever is further behind. */
        Line plus(Line more) {
            return new Line(
                    count.plus(more.count),
                    forwards + more.forwards,
                    back + more.back,
                    home.compareTo(more.home) < 0 ? home : more.home,
                    balanced && more.balanced);
        }
    }

    /**
     * What else was seen.
     *
     * @param againAtCity what came again at the city's home with the same key and bytes: any, where an answer was lost
     * @param againAtProvince the same at the province
     * @param strangers dossiers that a home has and that nobody pushed
     * @param untrue receipts that say something else than what happened
     * @param parts what else is wrong, in words
     */
    record Run(
            int kills,
            int troubles,
            long againAtCity,
            long againAtProvince,
            long strangers,
            int refused,
            int untrue,
            int looks,
            int open,
            int released,
            List<String> parts) {}

    boolean held() {
        return broken().isEmpty();
    }

    List<String> broken() {
        List<String> broken = new ArrayList<>(run.parts());
        broken.addAll(journeys.broken());
        lines.forEach(line -> ward(line, broken));
        tell(broken, lines.isEmpty(), "no ward moved");
        tell(broken, run.kills() < LEAST_KILLS, "the hub was killed only " + run.kills() + " times");
        tell(broken, run.strangers() > 0, "dossiers that nobody pushed: " + run.strangers());
        tell(broken, run.refused() > 0, "sound records were refused: " + run.refused());
        tell(broken, run.untrue() > 0, "receipts that are not true: " + run.untrue());
        tell(broken, run.open() > 0, "the balance did not close: " + run.open() + " times");
        tell(broken, run.looks() == 0, "the balance was never looked at");
        tell(broken, sum(WardCount::overtaken) == 0, "no record was overtaken");
        for (SwitchoverState state : SwitchoverState.values()) {
            boolean empty = journeys.acceptedIn().getOrDefault(state, 0L) == 0;
            tell(broken, empty, "no record was accepted in " + state);
        }
        return broken;
    }

    private static void ward(Line line, List<String> broken) {
        WardCount count = line.count();
        String unit = count.unit() + ": ";
        tell(broken, count.accepted() == 0, unit + "nothing was pushed");
        tell(broken, count.lost() > 0, unit + "accepted, and not where it must be: " + count.lost());
        tell(broken, count.twice() > 0, unit + "taken twice: " + count.twice());
        tell(broken, count.older() > 0, unit + "older over newer: " + count.older());
        tell(broken, count.stray() > 0, unit + "at a home that it was not owed to: " + count.stray());
        tell(broken, line.home() != SwitchoverState.SETTLED, unit + "ended in " + line.home());
        tell(broken, line.forwards() < LEAST_FORWARDS, unit + "went forwards only " + line.forwards() + " times");
        tell(broken, line.back() == 0, unit + "never went back");
        tell(broken, !line.balanced(), unit + "the hub's sums are not those of the receipts");
    }

    private static void tell(List<String> broken, boolean is, String text) {
        if (is) {
            broken.add(text);
        }
    }

    String table() {
        StringBuilder text = new StringBuilder(
                "\nward   forwards  back  accepted  overtaken  at the city  at the province  at both  lost  twice  older over newer  home      balance\n");
        lines.forEach(line -> row(text, line));
        lines.stream().reduce(Line::plus).ifPresent(all -> row(text, all));
        text.append("\nhub killed ")
                .append(run.kills())
                .append(", province in trouble ")
                .append(run.troubles());
        text.append("; steps refused by a gate ").append(journeys.gates());
        text.append(", windows missed ")
                .append(journeys.windows().values().stream()
                        .mapToInt(Integer::intValue)
                        .sum());
        text.append(", questions put again to a hub that did not answer ").append(journeys.again());
        text.append("\naccepted while the ward was in");
        for (SwitchoverState state : SwitchoverState.values()) {
            long records = journeys.acceptedIn().getOrDefault(state, 0L);
            text.append(records > 0 ? " " + state + " " + records : "");
        }
        text.append("\nsame key and bytes again for want of an answer: at the city ")
                .append(run.againAtCity());
        text.append(", at the province ").append(run.againAtProvince());
        text.append("\nat the province when the ward was back, and not known to the hub yet: ");
        text.append(journeys.mayHaveArrived()).append("; parked and released ").append(run.released());
        text.append("\nbalance looked at ").append(run.looks()).append(" times: ");
        text.append(run.open() > 0 ? "DID NOT CLOSE" : "closed whenever looked at");
        broken().forEach(promise -> text.append("\nBROKEN  ").append(promise));
        return text.append(
                        held() ? "\nEvery record at exactly one home. Every promise held.\n" : "\nA promise broke.\n")
                .toString();
    }

    String json() {
        ObjectNode node = new ObjectMapper().createObjectNode();
        node.put("seed", arguments.seed())
                .put("seconds", arguments.length().toSeconds())
                .put("wards", lines.size())
                .put("accepted", sum(WardCount::accepted))
                .put("overtaken", sum(WardCount::overtaken))
                .put("atCity", sum(WardCount::atCity))
                .put("atProvince", sum(WardCount::atProvince))
                .put("lost", sum(WardCount::lost))
                .put("twice", sum(WardCount::twice))
                .put("olderOverNewer", sum(WardCount::older))
                .put("kills", run.kills());
        broken().forEach(node.putArray("broken")::add);
        return node.put("held", held()).toString();
    }

    private long sum(ToLongFunction<WardCount> column) {
        return lines.stream()
                .mapToLong(line -> column.applyAsLong(line.count()))
                .sum();
    }

    private static void row(StringBuilder text, Line line) {
        WardCount count = line.count();
        text.append(String.format(
                Locale.ROOT,
                "%-6s %8d %5d %9d %10d %12d %16d %8d %5d %6d %16d  %-8s  %s%n",
                count.unit(),
                line.forwards(),
                line.back(),
                count.accepted(),
                count.overtaken(),
                count.atCity(),
                count.atProvince(),
                count.atBoth(),
                count.lost(),
                count.twice(),
                count.older(),
                line.home(),
                line.balanced() ? "closed" : "OPEN"));
    }
}
