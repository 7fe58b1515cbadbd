package vn.lienthong.hub.switchover;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.journal.UnitLives;
import vn.lienthong.hub.reference.Unit;
import vn.lienthong.hub.reference.Units;
import vn.lienthong.hub.vocabulary.SwitchoverState;

/**
 * What a reform of units means for their switchover: each unit that begins on its day takes the state of those that it was formed from, where they are
 * all equally far and none is in HOLDING; where not, it has to be planned, and until then it is as far as the one furthest behind. No state of its own.
 */
public final class Succession {
    private Succession() {}

    /** A unit that passes to another, and how far it is. */
    public record Predecessor(Unit unit, SwitchoverState state) {}

    /**
     * A unit that begins with the reform.
     *
     * @param from the units it was formed from, by code; one whose code is the heir's own is among them
     */
    public record Heir(Unit unit, List<Predecessor> from) {
        public Heir {
            from = List.copyOf(from);
        }

        /** What it inherits from the one furthest behind; a unit that only goes on keeps its own. */
        public SwitchoverState state() {
            SwitchoverState least = from.stream()
                    .map(Predecessor::state)
                    .min(Comparator.naturalOrder())
                    .orElse(SwitchoverState.CITY);
            return isSame() ? least : least.inherited();
        }

        /** Whether all are as far as it will be, so that nothing has to be planned. */
        public boolean inherits() {
            SwitchoverState state = state();
            return !from.isEmpty() && from.stream().allMatch(one -> one.state() == state);
        }

        private boolean isSame() {
            return from.size() == 1 && from.get(0).unit().goesOnAs(unit);
        }
    }

    /**
     * The units as the journal tells them apart: a unit that goes on under its code and name, and took nobody over, is one; every other one begins
     * with its first day.
     */
    public static UnitLives lives(Units units) {
        Map<Unit, List<Unit>> from = new HashMap<>();
        for (Unit unit : units.meanings()) {
            UnitTrace.successor(units, unit).ifPresent(heir -> from.computeIfAbsent(heir, any -> new ArrayList<>())
                    .add(unit));
        }
        Map<Unit, UnitLives.Life> lives = new HashMap<>();
        units.meanings().forEach(unit -> lives.put(unit, life(unit, from)));
        Map<UnitLives.Life, UnitLives.@Nullable Life> heirs = new LinkedHashMap<>();
        for (Unit unit : units.meanings()) {
            UnitLives.Life life = Objects.requireNonNull(lives.get(unit));
            UnitLives.Life heir =
                    UnitTrace.successor(units, unit).map(lives::get).orElse(null);
            if (!life.equals(heir)) {
                heirs.put(life, heir);
            }
        }
        return new UnitLives(heirs.entrySet().stream()
                .map(one -> new UnitLives.Fate(one.getKey(), one.getValue()))
                .toList());
    }

    private static UnitLives.Life life(Unit unit, Map<Unit, List<Unit>> from) {
        List<Unit> before = from.getOrDefault(unit, List.of());
        if (before.size() == 1 && before.get(0).goesOnAs(unit)) {
            return life(before.get(0), from);
        }
        LocalDate begins = unit.from();
        return new UnitLives.Life(unit.code(), begins == null ? "" : begins.toString());
    }

    /**
     * The heirs of a day, in the order of their codes; empty on a day on which no unit begins.
     *
     * @param states how far a unit is
     */
    public static List<Heir> on(LocalDate day, Units units, Function<Unit, SwitchoverState> states) {
        Map<Unit, List<Predecessor>> heirs = new LinkedHashMap<>();
        units.allOn(day).stream()
                .filter(unit -> day.equals(unit.from()))
                .sorted(Comparator.comparing(Unit::code))
                .forEach(unit -> heirs.put(unit, new ArrayList<>()));
        LocalDate before = day.minusDays(1);
        for (Unit unit : units.allOn(before)) {
            units.successorOf(unit.code(), before, day)
                    .filter(heirs::containsKey)
                    .ifPresent(heir -> heirs.computeIfAbsent(heir, any -> new ArrayList<>())
                            .add(new Predecessor(unit, states.apply(unit))));
        }
        return heirs.entrySet().stream()
                .map(heir -> new Heir(heir.getKey(), heir.getValue()))
                .toList();
    }
}
