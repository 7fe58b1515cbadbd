package vn.lienthong.hub.switchover;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import vn.lienthong.hub.reference.Reference;
import vn.lienthong.hub.reference.Unit;
import vn.lienthong.hub.reference.WallClock;
import vn.lienthong.hub.reference.WorkingCalendar;
import vn.lienthong.hub.reference.WorkingCalendar.Special;
import vn.lienthong.hub.switchover.PlanCalendar.Due;
import vn.lienthong.hub.switchover.SwitchoverPlan.Finding;
import vn.lienthong.hub.switchover.SwitchoverPlan.Member;
import vn.lienthong.hub.switchover.SwitchoverPlan.Period;
import vn.lienthong.hub.switchover.SwitchoverPlan.Wave;
import vn.lienthong.hub.vocabulary.SwitchoverState;

/** Finds what in a plan cannot be done on the days and in the hours that it names, with the units that there are then. */
final class Collisions {
    private static final Duration LOOKED = Duration.ofMinutes(15);
    private static final Set<SwitchoverState> MOVING =
            EnumSet.of(SwitchoverState.HOLDING, SwitchoverState.BACKFILL, SwitchoverState.PROVINCE);

    private final SwitchoverPlan plan;
    private final Reference reference;
    private final WorkingCalendar calendar;
    private final Function<Instant, Optional<Instant>> closedUntil;
    private final List<Due> days;
    private final List<Finding> found = new ArrayList<>();

    Collisions(
            SwitchoverPlan plan,
            Reference reference,
            Function<Instant, Optional<Instant>> closedUntil,
            List<Due> days) {
        this.plan = plan;
        this.reference = reference;
        this.calendar = reference.calendar();
        this.closedUntil = closedUntil;
        this.days = days;
    }

    List<Finding> find() {
        plan.waves().forEach(this::hours);
        nights();
        twice();
        plan.waves().forEach(this::units);
        found.sort(PlanReader.BY_LINE);
        return found.stream().distinct().toList();
    }

    private void hours(Wave wave) {
        if (!calendar.covers(wave.date()) || !calendar.covers(wave.ends().toLocalDate())) {
            add(
                    wave.where(),
                    "The working calendar does not know the year of a wave.",
                    wave.name() + " on " + wave.date(),
                    "Correct the date, or add the year to mappings/tables/calendar.csv.");
            return;
        }
        for (SwitchoverState step : SwitchoverPlan.STEPS) {
            if (dayOf(wave, step).isEmpty()) {
                add(
                        wave.where(),
                        "The working calendar does not reach to a step of a wave.",
                        wave.name() + ", " + step,
                        "Add the year to mappings/tables/calendar.csv.");
            }
        }
        AllowedHours.parse(plan.allowed()).ifPresent(allowed -> allowed(wave, allowed));
        closed(wave);
        handOvers(wave);
    }

    /** From HOLDING until PROVINCE, and as long as its window lasts, a unit is on the move; a rehearsal and the settling move nothing. */
    private void handOvers(Wave wave) {
        List<LocalDate> moving = Stream.concat(
                        Stream.of(wave.date(), wave.ends().minusNanos(1).toLocalDate()),
                        MOVING.stream().flatMap(step -> dayOf(wave, step).stream()))
                .sorted()
                .toList();
        LocalDate first = moving.get(0);
        LocalDate last = moving.get(moving.size() - 1);
        for (Period period : plan.handOvers()) {
            boolean lies = period.holds(wave.date());
            if (lies || !last.isBefore(period.from()) && !first.isAfter(period.to())) {
                add(
                        wave.where(),
                        lies
                                ? "A wave lies in a period of hand-over."
                                : "The units of a wave are on the move in a period of hand-over.",
                        wave.name()
                                + (lies
                                        ? " on " + wave.date()
                                        : ", " + words(wave) + ", moves from " + first + " to " + last)
                                + "; " + period.name() + " from " + period.from() + " to " + period.to(),
                        lies
                                ? "Take a day outside of it."
                                : "Take another day, shorten the window, or let its steps be due outside of it.");
            }
        }
    }

    private void allowed(Wave wave, AllowedHours allowed) {
        if (allowed.hold(wave.begins(), wave.ends(), calendar)) {
            return;
        }
        if (allowed.opensOn(wave.date(), calendar)) {
            add(
                    wave.where(),
                    "The window of a wave is not within the allowed hours.",
                    wave.name() + ", " + words(wave) + "; allowed: " + plan.allowed(),
                    "Begin earlier or later, shorten the window, or allow more hours.");
        } else {
            add(
                    wave.where(),
                    "A wave lies on a day on which no cut-over is allowed.",
                    wave.name() + " on " + wave.date() + ", " + dayWords(wave.date()) + "; allowed: " + plan.allowed(),
                    "Take another day, or allow it: free-days 08:00-17:00.");
        }
    }

    private void closed(Wave wave) {
        for (LocalDateTime at = wave.begins(); at.isBefore(wave.ends()); at = at.plus(LOOKED)) {
            Optional<Instant> until =
                    closedUntil.apply(at.atZone(WallClock.ZONE).toInstant());
            if (until.isPresent()) {
                add(
                        wave.where(),
                        "The destination may not be sent to in the window of a wave.",
                        wave.name() + ", " + words(wave) + "; " + plan.destination() + " is closed at "
                                + at.toLocalTime() + " until "
                                + until.get().atZone(WallClock.ZONE).toLocalDateTime(),
                        "Move the wave, or the hours: hub.destinations." + plan.destination() + ".send-when.");
                return;
            }
        }
    }

    private void nights() {
        for (int i = 0; i < plan.waves().size(); i++) {
            for (int j = 0; j < i; j++) {
                Wave one = plan.waves().get(j);
                Wave other = plan.waves().get(i);
                boolean overlap =
                        one.begins().isBefore(other.ends()) && other.begins().isBefore(one.ends());
                if (overlap || one.date().equals(other.date())) {
                    add(
                            other.where(),
                            "Two waves go in one night.",
                            other.name() + ", " + words(other) + ", and " + one.name() + ", " + words(one),
                            "Give one of them another day, or make one wave of both.");
                }
            }
        }
    }

    private void twice() {
        Map<String, Member> first = new HashMap<>();
        Map<Member, Wave> waves = new HashMap<>();
        for (Wave wave : plan.waves()) {
            for (Member member : wave.members()) {
                waves.put(member, wave);
                Member earlier = first.putIfAbsent(member.code(), member);
                if (earlier != null && isSameUnit(waves, earlier, member)) {
                    add(
                            member.where(),
                            "A unit moves twice.",
                            member.code() + " in " + wave.name() + " and in "
                                    + waves.getOrDefault(earlier, wave).name() + " (" + earlier.where() + ")",
                            "Take it out of one of them.");
                }
            }
        }
        for (String code : plan.withoutSoftware()) {
            if (!first.containsKey(code)) {
                add(
                        plan.waves().get(0).where(),
                        "A unit without software is in no wave.",
                        code + " under without-software",
                        "Put it into a wave, or take it out there.");
            }
        }
    }

    /** A code that was used again means another unit in another wave. */
    private boolean isSameUnit(Map<Member, Wave> waves, Member one, Member other) {
        return unit(waves, one).equals(unit(waves, other));
    }

    private Optional<Unit> unit(Map<Member, Wave> waves, Member member) {
        Wave wave = waves.get(member);
        return wave == null ? Optional.empty() : reference.units().unitOn(member.code(), wave.date());
    }

    private void units(Wave wave) {
        for (Member member : wave.members()) {
            Optional<Unit> unit = reference.units().unitOn(member.code(), wave.date());
            if (unit.isEmpty()) {
                var unknown = reference.units().unknown(member.code(), wave.date());
                add(
                        member.where(),
                        unknown.what(),
                        unknown.found() + ", " + wave.name(),
                        "Name the unit by the code that it has on the date of its wave; the codes are in mappings/tables/units.csv.");
            } else {
                lasts(wave, member, unit.get());
            }
        }
    }

    /** From its rehearsal until it is settled a unit is one and the same. */
    private void lasts(Wave wave, Member member, Unit unit) {
        LocalDate first = dayOf(wave, SwitchoverState.REHEARSAL).orElse(wave.date());
        LocalDate last = dayOf(wave, SwitchoverState.SETTLED).orElse(wave.date());
        String words = member.code() + " " + unit.name() + ", " + wave.name();
        LocalDate until = unit.until();
        if (!unit.isOn(first)) {
            String then = reference
                    .units()
                    .unitOn(member.code(), first)
                    .map(other -> "it is " + other.name())
                    .orElse("it means nothing");
            add(
                    member.where(),
                    "The code of a unit means another one on the day of its rehearsal.",
                    words + "; on " + first + " " + then,
                    "Begin after " + unit.from() + ", or let the units move that there are before.");
        }
        if (until != null && !unit.isOn(last)) {
            String successor = reference
                    .units()
                    .successorOf(member.code(), wave.date(), until)
                    .map(next -> next.code() + " " + next.name())
                    .orElse("none");
            add(
                    member.where(),
                    "A unit is replaced by another before it is settled.",
                    words + "; settled on " + last + ", on " + until + " it passes to " + successor,
                    "Move it earlier, or let its successor move after " + until + ".");
        }
    }

    private Optional<LocalDate> dayOf(Wave wave, SwitchoverState step) {
        return days.stream()
                .filter(due -> due.wave().equals(wave) && due.step() == step)
                .map(Due::day)
                .findFirst();
    }

    private String dayWords(LocalDate day) {
        List<Special> special = calendar.specialDays(day, day);
        String kind = calendar.isWorkingDay(day) ? "a working day" : "a day off";
        return special.isEmpty()
                ? kind + " (" + day.getDayOfWeek() + ")"
                : kind + " (" + special.get(0).name() + ")";
    }

    private static String words(Wave wave) {
        boolean sameDay = wave.ends().toLocalDate().equals(wave.date());
        return wave.date() + " " + wave.start() + " to "
                + (sameDay
                        ? wave.ends().toLocalTime().toString()
                        : wave.ends().toString().replace('T', ' '));
    }

    private void add(String where, String what, String found1, String cure) {
        found.add(new Finding(where, what, found1, cure));
    }
}
