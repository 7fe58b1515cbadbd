package vn.lienthong.hub.app;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.journal.Journal.By;
import vn.lienthong.hub.journal.Switchovers;
import vn.lienthong.hub.journal.Switchovers.Judgement;
import vn.lienthong.hub.journal.Switchovers.Stepped;
import vn.lienthong.hub.journal.Switchovers.Wanted;
import vn.lienthong.hub.reference.WallClock;
import vn.lienthong.hub.switchover.Gates;
import vn.lienthong.hub.switchover.Gates.Judged;
import vn.lienthong.hub.switchover.SwitchoverPlan;
import vn.lienthong.hub.switchover.SwitchoverPlan.Wave;
import vn.lienthong.hub.vocabulary.SwitchoverState;

/** Takes the units of a wave a step forward, all or none of them unless somebody says otherwise, or all back. */
final class SwitchoverWaves {
    private final SwitchoverPlan plan;
    private final Switchovers switchovers;
    private final Function<String, Gates.Numbers> numbers;
    private final Clock clock;

    /**
     * Of one plan.
     *
     * @param numbers for one judgement, towards a destination
     */
    SwitchoverWaves(
            SwitchoverPlan plan, Switchovers switchovers, Function<String, Gates.Numbers> numbers, Clock clock) {
        this.plan = plan;
        this.switchovers = switchovers;
        this.numbers = numbers;
        this.clock = clock;
    }

    /**
     * A step that somebody wants of a wave.
     *
     * @param to null: the state after the one of the unit that is furthest behind
     * @param thoseThatCan whether units may go without others of the wave
     */
    record Wish(Wave wave, @Nullable SwitchoverState to, boolean thoseThatCan, boolean dryRun) {}

    /**
     * What came of one unit.
     *
     * @param taken whether the step was taken, or would be in a dry run
     * @param refused why not; null when it was, or the unit was there before
     * @param until when it returns by itself if it has not ended
     */
    record Unit(
            String unit,
            SwitchoverState from,
            SwitchoverState to,
            List<Judged> gates,
            boolean taken,
            @Nullable String refused,
            @Nullable Instant until) {}

    /** What came of a wave. */
    record Result(Wave wave, SwitchoverState to, List<Unit> units) {
        boolean complete() {
            return units.stream().allMatch(unit -> unit.refused() == null);
        }
    }

    SwitchoverPlan plan() {
        return plan;
    }

    /** The gates before the next step of each unit, as they stand now. */
    Result status(Wave wave, By by) {
        return advance(new Wish(wave, null, false, true), by);
    }

    Result advance(Wish wish, By by) {
        Wave wave = wish.wave();
        List<Switchovers.Unit> units =
                wave.units().stream().map(switchovers::of).toList();
        SwitchoverState to = wish.to() == null ? next(units) : wish.to();
        Gates.Numbers judge = numbers.apply(plan.destination());
        List<Unit> judged =
                units.stream().map(unit -> judged(wave, unit, to, judge)).toList();
        boolean all = judged.stream().allMatch(unit -> unit.refused() == null);
        List<Unit> results = new ArrayList<>();
        for (Unit unit : judged) {
            boolean stays = unit.refused() != null || unit.from().compareTo(to) >= 0;
            if (stays) {
                results.add(unit);
            } else if (all || wish.thoseThatCan()) {
                results.add(taken(unit, wish, by));
            } else {
                results.add(with(unit, false, "It could, and stays: another unit of the wave cannot."));
            }
        }
        return new Result(wave, to, results);
    }

    /** The gates of the wave that has a unit; none where no wave has it. */
    SwitchoverGates.Verdict judge(String unit, SwitchoverState to) {
        List<Judged> gates = gates(unit, to, numbers.apply(plan.destination()));
        return new SwitchoverGates.Verdict(names(failed(gates)), words(gates.stream()), WaveJson.gates(gates));
    }

    /** The same for units that go on by themselves, each for itself: the destination is probed once for all of them. */
    Map<String, Judgement> judge(Set<String> units, SwitchoverState to) {
        Gates.Numbers shared = numbers.apply(plan.destination());
        return units.stream().collect(Collectors.toMap(unit -> unit, unit -> {
            List<Judged> gates = gates(unit, to, shared);
            List<Judged> failed = failed(gates);
            return new Judgement(words(gates.stream()), names(failed), words(failed.stream()));
        }));
    }

    private List<Judged> gates(String unit, SwitchoverState to, Gates.Numbers of) {
        return plan.waveOf(unit).map(wave -> Gates.judge(wave, to, unit, of)).orElse(List.of());
    }

    private static List<Judged> failed(List<Judged> gates) {
        return gates.stream().filter(gate -> !gate.passes()).toList();
    }

    private static List<String> names(List<Judged> gates) {
        return gates.stream().map(gate -> gate.gate().key()).toList();
    }

    private static String words(Stream<Judged> gates) {
        return gates.map(Judged::words).collect(Collectors.joining("; "));
    }

    Result back(Wave wave, By by, boolean dryRun) {
        List<Unit> results = new ArrayList<>();
        for (String code : wave.units()) {
            SwitchoverState from = switchovers.of(code).state();
            Stepped stepped = switchovers.back(code, by, dryRun);
            results.add(
                    new Unit(code, from, SwitchoverState.CITY, List.of(), stepped.taken(), stepped.refused(), null));
        }
        return new Result(wave, SwitchoverState.CITY, results);
    }

    private Unit judged(Wave wave, Switchovers.Unit unit, SwitchoverState to, Gates.Numbers judge) {
        SwitchoverState from = unit.state();
        if (from.compareTo(to) >= 0) {
            return new Unit(unit.unit(), from, to, List.of(), false, null, null);
        }
        if (from.next() != to) {
            String why = "It is in " + from + ", and " + to + " does not follow.";
            return new Unit(unit.unit(), from, to, List.of(), false, why, null);
        }
        List<Judged> gates = Gates.judge(wave, to, unit.unit(), judge);
        List<String> failed = names(failed(gates));
        String refused = failed.isEmpty() ? null : SwitchoverGates.refusal(failed);
        return new Unit(unit.unit(), from, to, gates, false, refused, until(wave, to));
    }

    private Unit taken(Unit unit, Wish wish, By by) {
        String figures = words(unit.gates().stream());
        Stepped stepped = switchovers.advance(
                new Wanted(unit.unit(), unit.from(), unit.to(), unit.until(), figures, wish.dryRun()), by);
        return with(unit, stepped.taken(), stepped.refused());
    }

    private static Unit with(Unit unit, boolean taken, @Nullable String refused) {
        return new Unit(unit.unit(), unit.from(), unit.to(), unit.gates(), taken, refused, unit.until());
    }

    /**
     * The end of the wave's window while it is open; off the plan as long from now. A backfill has it where the plan has it through on the same
     * day; one that may take days returns by nobody's clock.
     */
    private @Nullable Instant until(Wave wave, SwitchoverState to) {
        boolean sameDay = offset(SwitchoverState.PROVINCE) == offset(SwitchoverState.BACKFILL);
        if (to != SwitchoverState.HOLDING && !(to == SwitchoverState.BACKFILL && sameDay)) {
            return null;
        }
        Instant begins = wave.date().atTime(wave.start()).atZone(WallClock.ZONE).toInstant();
        Instant ends = begins.plus(wave.window());
        Instant now = clock.instant();
        return !now.isBefore(begins) && now.isBefore(ends) ? ends : now.plus(wave.window());
    }

    private int offset(SwitchoverState step) {
        return plan.offsets().getOrDefault(step, 0);
    }

    private static SwitchoverState next(List<Switchovers.Unit> units) {
        SwitchoverState least = units.stream()
                .map(Switchovers.Unit::state)
                .min(Comparator.naturalOrder())
                .orElse(SwitchoverState.CITY);
        SwitchoverState next = least.next();
        return next == null ? SwitchoverState.SETTLED : next;
    }
}
