package vn.lienthong.hub.switchover;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vn.lienthong.hub.reference.WorkingCalendar;
import vn.lienthong.hub.vocabulary.SwitchoverState;

/**
 * The plan of a switchover as its file says: which units move in which wave, when, and what must be true before each step. Immutable.
 *
 * @param name what people call it
 * @param destination where the units move to
 * @param allowed when a cut-over may run, as written
 * @param withoutSoftware units whose dossiers come from spreadsheets
 * @param offsets on which working day before or after the date of its wave each step is due
 * @param handOvers periods in which no unit moves
 * @param waves in the order of the file
 */
public record SwitchoverPlan(
        String name,
        String destination,
        String allowed,
        Set<String> withoutSoftware,
        Map<SwitchoverState, Integer> offsets,
        List<Period> handOvers,
        List<Wave> waves) {

    public SwitchoverPlan {
        withoutSoftware = Set.copyOf(withoutSoftware);
        offsets = Collections.unmodifiableMap(offsets);
        handOvers = List.copyOf(handOvers);
        waves = List.copyOf(waves);
    }

    /** The states that a unit steps into, in order. */
    public static final List<SwitchoverState> STEPS = List.of(
            SwitchoverState.REHEARSAL,
            SwitchoverState.HOLDING,
            SwitchoverState.BACKFILL,
            SwitchoverState.PROVINCE,
            SwitchoverState.SETTLED);

    /**
     * A period, both days included.
     *
     * @param where file and line
     */
    public record Period(String where, String name, LocalDate from, LocalDate to) {
        boolean holds(LocalDate day) {
            return !day.isBefore(from) && !day.isAfter(to);
        }
    }

    /** Somebody to call. */
    public record Contact(String name, String phone) {}

    /** A unit as a wave names it: its code on the wave's date, and the line. */
    public record Member(String where, String code) {}

    /**
     * Units that move together.
     *
     * @param where file and line
     * @param start when the cut-over begins, local time
     * @param window how long it may take; one that takes longer returns by itself
     * @param historyYears closed dossiers of so many years are brought along
     * @param limits of every step the gates with the largest number that passes
     * @param call whom to call, in order
     */
    public record Wave(
            String where,
            String name,
            LocalDate date,
            LocalTime start,
            Duration window,
            int historyYears,
            List<Member> members,
            Map<SwitchoverState, Map<Gates.Kind, Long>> limits,
            List<Contact> call) {
        public Wave {
            members = List.copyOf(members);
            limits = Collections.unmodifiableMap(limits);
            call = List.copyOf(call);
        }

        /** The codes of its units. */
        public List<String> units() {
            return members.stream().map(Member::code).toList();
        }

        /** The gates before a step, each with its limit. */
        public Map<Gates.Kind, Long> limits(SwitchoverState step) {
            return limits.getOrDefault(step, Map.of());
        }

        LocalDateTime begins() {
            return date.atTime(start);
        }

        LocalDateTime ends() {
            return begins().plus(window);
        }
    }

    /**
     * Something wrong with a plan.
     *
     * @param where file and line
     */
    public record Finding(String where, String what, String found, String cure) {
        /** One line for people. */
        public String message() {
            return where + ": " + what + " Found: " + found + ". " + cure;
        }
    }

    /**
     * What was read.
     *
     * @param plan empty when there are findings
     * @param findings everything wrong with the file, in the order of its lines
     */
    public record Read(Optional<SwitchoverPlan> plan, List<Finding> findings) {}

    /**
     * Reads a plan.
     *
     * @param file how the file is called before people
     */
    public static Read read(String file, String text) {
        List<Finding> findings = new ArrayList<>();
        Optional<Place> document = PlanShape.read(file, text, findings);
        Optional<SwitchoverPlan> plan = document.map(place -> new PlanReader(findings).plan(place));
        findings.sort(PlanReader.BY_LINE);
        List<Finding> distinct = findings.stream().distinct().toList();
        return new Read(distinct.isEmpty() ? plan : Optional.empty(), distinct);
    }

    /** The wave of a name. */
    public Optional<Wave> wave(String wanted) {
        return waves.stream().filter(wave -> wave.name().equals(wanted)).findFirst();
    }

    /** The day on which a unit is to be settled; for one that is in no wave, or beyond the calendar, the last day that is known of it. */
    public LocalDate settled(String unit, WorkingCalendar calendar) {
        return waveOf(unit)
                .map(wave -> PlanCalendar.day(wave.date(), offsets.getOrDefault(SwitchoverState.SETTLED, 0), calendar)
                        .orElse(wave.date()))
                .orElse(LocalDate.MIN);
    }

    /** The wave that a unit is in, by the unit's code on the wave's date. */
    public Optional<Wave> waveOf(String unit) {
        return waves.stream().filter(wave -> wave.units().contains(unit)).findFirst();
    }
}
