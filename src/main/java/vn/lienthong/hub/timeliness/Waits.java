package vn.lienthong.hub.timeliness;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.journal.Landing;
import vn.lienthong.hub.journal.Timings.Closed;
import vn.lienthong.hub.journal.Timings.Happened;
import vn.lienthong.hub.journal.Timings.Owed;

/** Where the time of one record went between its acceptance and its confirmation, or now: every moment has exactly one cause. */
final class Waits {
    static final String WAITING = "waiting at the hub";

    private final Map<Verdict, Duration> byWhom = new EnumMap<>(Verdict.class);
    private final Map<Verdict, Duration> byWhomOnTheClock = new EnumMap<>(Verdict.class);
    private final Map<String, Duration> byCause = new TreeMap<>();
    private final BiFunction<Instant, Instant, Duration> measure;

    private Waits(BiFunction<Instant, Instant, Duration> measure) {
        this.measure = measure;
    }

    /**
     * Takes the time apart.
     *
     * @param measure working time from one moment to another
     */
    static Waits of(Owed owed, Instant end, List<Closed> closed, BiFunction<Instant, Instant, Duration> measure) {
        Waits waits = new Waits(measure);
        Instant begin = owed.acceptedAt();
        if (!begin.isBefore(end)) {
            return waits;
        }
        List<Wait> known = new ArrayList<>(tried(owed.happened(), end));
        closed.stream().filter(one -> isAbout(one, owed)).forEach(one -> known.add(closed(one, end)));
        NavigableSet<Instant> cuts = new TreeSet<>(List.of(begin, end));
        for (Wait wait : known) {
            add(cuts, wait.from(), begin, end);
            add(cuts, wait.until(), begin, end);
        }
        for (Instant from = begin; from.isBefore(end); ) {
            Instant until = java.util.Objects.requireNonNull(cuts.higher(from));
            waits.add(from, until, known);
            from = until;
        }
        return waits;
    }

    /** Whose part was the longest; of nobody's working time, by the clock. Of two that are equal the hub takes it upon itself. */
    Verdict most() {
        Map<Verdict, Duration> sums = byWhom.values().stream().allMatch(Duration::isZero) ? byWhomOnTheClock : byWhom;
        Verdict most = Verdict.TRANSFER;
        for (Verdict whose : List.of(Verdict.DESTINATION, Verdict.SOURCE)) {
            if (time(sums, whose).compareTo(time(sums, most)) > 0) {
                most = whose;
            }
        }
        return most;
    }

    /** Working time by cause. */
    Map<String, Duration> byCause() {
        return byCause;
    }

    Duration of(Verdict whose) {
        return time(byWhom, whose);
    }

    private void add(Instant from, Instant until, List<Wait> known) {
        Wait wait = known.stream()
                .filter(one -> one.covers(from, until))
                .min(Comparator.comparingInt(Wait::rank).thenComparing(Wait::cause))
                .orElse(new Wait(from, until, Verdict.TRANSFER, Integer.MAX_VALUE, WAITING));
        Duration working = measure.apply(from, until);
        byWhom.merge(wait.whose(), working, Duration::plus);
        byWhomOnTheClock.merge(wait.whose(), Duration.between(from, until), Duration::plus);
        byCause.merge(wait.cause(), working, Duration::plus);
    }

    private static void add(NavigableSet<Instant> cuts, Instant cut, Instant begin, Instant end) {
        if (cut.isAfter(begin) && cut.isBefore(end)) {
            cuts.add(cut);
        }
    }

    private static Duration time(Map<Verdict, Duration> sums, Verdict whose) {
        return sums.getOrDefault(whose, Duration.ZERO);
    }

    private static boolean isAbout(Closed closed, Owed owed) {
        return fits(closed.destination(), owed.destination())
                && fits(closed.unit(), owed.unit())
                && fits(closed.dossierCode(), owed.dossierCode())
                && (closed.procedure() == null
                        || owed.procedure().equals(closed.procedure())
                        || owed.procedure().startsWith(closed.procedure() + "."));
    }

    private static boolean fits(@Nullable String scope, @Nullable String value) {
        return scope == null || scope.equals(value);
    }

    private static Wait closed(Closed one, Instant end) {
        Instant upto = one.upto() == null ? end : one.upto();
        return one.held()
                ? new Wait(one.since(), upto, Verdict.TRANSFER, Wait.HELD, "held: " + one.why())
                : new Wait(one.since(), upto, Verdict.DESTINATION, Wait.CLOSED, one.why());
    }

    /** From an attempt that did not succeed to the next thing that happened to the same transfer. */
    private static List<Wait> tried(List<Happened> happened, Instant end) {
        List<Wait> waits = new ArrayList<>();
        for (int i = 0; i < happened.size(); i++) {
            Happened one = happened.get(i);
            boolean last = i + 1 == happened.size() || happened.get(i + 1).transferId() != one.transferId();
            Instant until = last ? end : happened.get(i + 1).at();
            String row = one.row() == null ? "no reason noted" : one.row();
            switch (one.kind()) {
                case "parked" -> waits.add(new Wait(one.at(), until, ofRow(row, true), Wait.PARKED, "parked: " + row));
                case "deferred", "unclear" -> waits.add(new Wait(one.at(), until, ofRow(row, false), Wait.TRIED, row));
                default -> {
                    // Released, sent again, delivered: it goes on, or has ended.
                }
            }
        }
        return waits;
    }

    /** What the hub's own mapping stopped is the hub's; a file that the source does not give is the source's. */
    private static Verdict ofRow(String row, boolean parked) {
        if (row.startsWith(Landing.BY_MAPPING) || (parked && row.equals("no reason noted"))) {
            return Verdict.TRANSFER;
        }
        return row.equals(Landing.FETCHING) ? Verdict.SOURCE : Verdict.DESTINATION;
    }
}
