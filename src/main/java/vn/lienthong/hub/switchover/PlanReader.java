package vn.lienthong.hub.switchover;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.switchover.SwitchoverPlan.Contact;
import vn.lienthong.hub.switchover.SwitchoverPlan.Finding;
import vn.lienthong.hub.switchover.SwitchoverPlan.Member;
import vn.lienthong.hub.switchover.SwitchoverPlan.Period;
import vn.lienthong.hub.switchover.SwitchoverPlan.Wave;
import vn.lienthong.hub.vocabulary.SwitchoverState;

/** Makes a plan of a document. What has the wrong shape is among the findings already: here it is passed over, for the rest to be read. */
final class PlanReader {
    /** By line; files are one only. */
    static final Comparator<Finding> BY_LINE = Comparator.comparingInt(finding -> line(finding.where()));

    private static final String USUAL_HOURS = "working-days 17:30-23:00";
    private static final Duration USUAL_WINDOW = Duration.ofHours(4);
    private static final Duration LONGEST_WINDOW = Duration.ofHours(24);
    private static final int USUAL_HISTORY = 0;

    private final List<Finding> findings;

    PlanReader(List<Finding> findings) {
        this.findings = findings;
    }

    /** What a wave has where it says nothing else. */
    private record Common(
            Duration window, int history, Map<SwitchoverState, Map<Gates.Kind, Long>> limits, List<Contact> call) {}

    SwitchoverPlan plan(Place plan) {
        Common common = new Common(
                window(plan.get("window"), USUAL_WINDOW),
                number(plan.get("history-years"), USUAL_HISTORY),
                limits(plan.get("gates"), Gates.defaults()),
                call(plan.get("call")));
        Place hours = plan.get("allowed-hours");
        String allowed = hours.text(USUAL_HOURS);
        if (AllowedHours.parse(allowed).isEmpty()) {
            found(
                    hours,
                    "The allowed hours cannot be read.",
                    PlanShape.shown(allowed),
                    "Examples: office-hours; working-days 17:30-23:00; free-days 08:00-17:00.");
        }
        return new SwitchoverPlan(
                plan.get("name").text(),
                plan.get("destination").text(),
                allowed,
                new LinkedHashSet<>(plan.get("without-software").items().stream()
                        .map(Place::text)
                        .toList()),
                offsets(plan.get("steps")),
                periods(plan.get("hand-overs")),
                waves(plan.get("waves"), common));
    }

    private List<Wave> waves(Place list, Common common) {
        List<Wave> waves = new ArrayList<>();
        Map<String, Place> names = new HashMap<>();
        for (Place place : list.items()) {
            String name = place.get("name").text();
            Place earlier = names.putIfAbsent(name, place.get("name"));
            if (earlier != null && !name.isEmpty()) {
                found(
                        place.get("name"),
                        "Two waves have the same name.",
                        name + ", also in line " + earlier.line(),
                        "Give one another name: advance and back go by it.");
            }
            LocalDate date = date(place.get("date"));
            LocalTime start = time(place.get("start").text());
            if (date != null && start != null) {
                waves.add(wave(place, date, start, common));
            }
        }
        return waves;
    }

    private Wave wave(Place place, LocalDate date, LocalTime start, Common common) {
        List<Contact> call = call(place.get("call"));
        List<Member> members = place.get("units").items().stream()
                .map(unit -> new Member(unit.where(), unit.text()))
                .toList();
        return new Wave(
                place.get("name").where(),
                place.get("name").text(),
                date,
                start,
                window(place.get("window"), common.window()),
                number(place.get("history-years"), common.history()),
                members,
                limits(place.get("gates"), common.limits()),
                call.isEmpty() ? common.call() : call);
    }

    private Map<SwitchoverState, Integer> offsets(Place steps) {
        Map<SwitchoverState, Integer> offsets = new EnumMap<>(SwitchoverState.class);
        SwitchoverState before = null;
        for (SwitchoverState step : SwitchoverPlan.STEPS) {
            int usual = step == SwitchoverState.REHEARSAL ? -10 : step == SwitchoverState.SETTLED ? 10 : 0;
            int offset = number(steps.get(step.name()), usual);
            Integer earlier = before == null ? null : offsets.get(before);
            if (earlier != null && offset < earlier) {
                found(
                        steps.get(step.name()),
                        "A step is due before the one it follows.",
                        step + " on working day " + offset + ", " + before + " on " + earlier,
                        "Let the days grow from REHEARSAL to SETTLED.");
            }
            offsets.put(step, offset);
            before = step;
        }
        return offsets;
    }

    private List<Period> periods(Place list) {
        List<Period> periods = new ArrayList<>();
        for (Place place : list.items()) {
            LocalDate from = date(place.get("from"));
            LocalDate to = date(place.get("to"));
            if (from == null || to == null) {
                continue;
            }
            if (to.isBefore(from)) {
                found(place, "A period ends before it begins.", from + " to " + to, "Swap from and to.");
            }
            periods.add(new Period(place.where(), place.get("name").text(), from, to));
        }
        return periods;
    }

    private static Map<SwitchoverState, Map<Gates.Kind, Long>> limits(
            Place gates, Map<SwitchoverState, Map<Gates.Kind, Long>> usual) {
        Map<SwitchoverState, Map<Gates.Kind, @Nullable Long>> changes = new EnumMap<>(SwitchoverState.class);
        for (SwitchoverState step : SwitchoverPlan.STEPS) {
            Map<Gates.Kind, @Nullable Long> its = new HashMap<>();
            gates.get(step.name()).entries().forEach((key, limit) -> {
                boolean readable = limit.text().equals("none") || limit.text().matches("\\d{1,9}");
                Gates.Kind.of(key)
                        .filter(kind -> readable)
                        .ifPresent(
                                kind -> its.put(kind, limit.text().equals("none") ? null : Long.valueOf(limit.text())));
            });
            changes.put(step, its);
        }
        return Gates.with(usual, changes);
    }

    private static List<Contact> call(Place list) {
        return list.items().stream()
                .map(one -> new Contact(one.get("name").text(), one.get("phone").text()))
                .toList();
    }

    private Duration window(Place place, Duration usual) {
        String text = place.text("");
        if (!text.matches("PT(\\d{1,2}H)?(\\d{1,3}M)?") || text.equals("PT")) {
            if (text.equals("PT")) {
                found(place, "A window has no length.", text, "Example: PT4H.");
            }
            return usual;
        }
        Duration window = Duration.parse(text);
        if (window.isZero() || window.compareTo(LONGEST_WINDOW) > 0) {
            found(place, "A window is longer than nothing and not longer than a day.", text, "Example: PT4H.");
        }
        return window;
    }

    private static int number(Place place, int usual) {
        String text = place.text("");
        return text.matches("[-+]?\\d{1,3}") ? Integer.parseInt(text) : usual;
    }

    private @Nullable LocalDate date(Place place) {
        if (!place.text().matches("\\d{4}-\\d{2}-\\d{2}")) {
            return null;
        }
        try {
            return LocalDate.parse(place.text());
        } catch (DateTimeException e) {
            found(place, "There is no such day.", place.text(), "Look at the calendar of that month.");
            return null;
        }
    }

    private static @Nullable LocalTime time(String text) {
        return text.matches("([01]\\d|2[0-3]):[0-5]\\d") ? LocalTime.parse(text) : null;
    }

    private void found(Place place, String what, String found, String cure) {
        findings.add(new Finding(place.where(), what, found, cure));
    }

    private static int line(String where) {
        String line = where.substring(where.lastIndexOf(':') + 1);
        return line.matches("\\d{1,9}") ? Integer.parseInt(line) : 0;
    }
}
