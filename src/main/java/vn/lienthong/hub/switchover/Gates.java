package vn.lienthong.hub.switchover;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.switchover.SwitchoverPlan.Wave;
import vn.lienthong.hub.vocabulary.SwitchoverState;

/**
 * What must be true before a unit takes a step: each gate is a number and the largest one with which it passes. A gate whose number
 * nobody can tell does not pass. No state of its own, so any thread may ask.
 */
public final class Gates {
    /** Most offenders that a gate names. */
    public static final int SHOWN = 10;

    private Gates() {}

    /** The gates there are; the number counts what the words say. */
    public enum Kind {
        UNMAPPED_PROCEDURES("procedures that the tables do not map"),
        AGENCY_CODES_ABSENT("days on which the unit has no agency code that may leave this machine"),
        PROBE_FAILURES("probes of the destination that failed"),
        REHEARSAL_FAILURES("records that failed in the newest rehearsal"),
        RECONCILIATION_DIFFERENCE("differences in the newest reconciliation"),
        BACKFILL_LEFT("records of the history that are not yet there"),
        PARKED("transfers that wait for a person"),
        OLDEST_UNREPORTED_MINUTES("working minutes since the oldest fact that is not reported");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** As plans and reports write it, such as {@code backfill-left}. */
        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** What its number counts. */
        public String words() {
            return words;
        }

        static Optional<Kind> of(String key) {
            for (Kind kind : values()) {
                if (kind.key().equals(key)) {
                    return Optional.of(kind);
                }
            }
            return Optional.empty();
        }
    }

    /** Where the numbers come from. */
    @FunctionalInterface
    public interface Numbers {
        /** The number of a gate for a unit as it stands now. */
        Reading of(Kind gate, String unit);
    }

    /** What is known of a gate's number. */
    public sealed interface Reading permits Known, Unknown {}

    /**
     * A number.
     *
     * @param offenders what makes it, such as codes of procedures or dossiers; the first {@link #SHOWN} are kept
     */
    public record Known(long number, List<String> offenders) implements Reading {
        public Known {
            offenders = offenders.stream().limit(SHOWN).toList();
        }
    }

    /**
     * Nobody can tell.
     *
     * @param why what is missing
     * @param cure what to do, so that it can be told
     */
    public record Unknown(String why, String cure) implements Reading {}

    /** One gate before one step of one unit, with its limit and what was read. */
    public record Judged(Kind gate, long limit, Reading reading) {

        /** Whether the unit may pass. */
        public boolean passes() {
            return reading instanceof Known known && known.number() <= limit;
        }

        /** Number, limit and offenders for people. */
        public String words() {
            if (reading instanceof Unknown unknown) {
                return gate.key() + ": not known, limit " + limit + ". " + unknown.why() + " " + unknown.cure();
            }
            Known known = (Known) reading;
            String first = known.offenders().isEmpty() ? "" : ": " + String.join(", ", known.offenders());
            return gate.key() + " " + known.number() + ", limit " + limit + first;
        }
    }

    /** Every gate that stands before a step, judged for one unit of a wave. */
    public static List<Judged> judge(Wave wave, SwitchoverState step, String unit, Numbers numbers) {
        List<Judged> judged = new ArrayList<>();
        wave.limits(step).forEach((gate, limit) -> judged.add(new Judged(gate, limit, numbers.of(gate, unit))));
        return judged;
    }

    /** Gates and limits of every step where a plan says nothing else. */
    static Map<SwitchoverState, Map<Kind, Long>> defaults() {
        Map<SwitchoverState, Map<Kind, Long>> all = new EnumMap<>(SwitchoverState.class);
        all.put(SwitchoverState.REHEARSAL, zero(Kind.AGENCY_CODES_ABSENT));
        all.put(
                SwitchoverState.HOLDING,
                zero(Kind.UNMAPPED_PROCEDURES, Kind.AGENCY_CODES_ABSENT, Kind.PROBE_FAILURES, Kind.REHEARSAL_FAILURES));
        all.put(SwitchoverState.BACKFILL, zero(Kind.PROBE_FAILURES));
        all.put(SwitchoverState.PROVINCE, zero(Kind.PROBE_FAILURES, Kind.BACKFILL_LEFT, Kind.PARKED));
        Map<Kind, Long> settled = zero(Kind.RECONCILIATION_DIFFERENCE, Kind.BACKFILL_LEFT, Kind.PARKED);
        settled.put(Kind.OLDEST_UNREPORTED_MINUTES, 240L);
        all.put(SwitchoverState.SETTLED, settled);
        return all;
    }

    /** The limits with some of them replaced; a null limit takes a gate away. */
    static Map<SwitchoverState, Map<Kind, Long>> with(
            Map<SwitchoverState, Map<Kind, Long>> limits, Map<SwitchoverState, Map<Kind, @Nullable Long>> changes) {
        Map<SwitchoverState, Map<Kind, Long>> all = new EnumMap<>(SwitchoverState.class);
        for (SwitchoverState step : SwitchoverPlan.STEPS) {
            Map<Kind, Long> its = new EnumMap<>(Kind.class);
            its.putAll(limits.getOrDefault(step, Map.of()));
            changes.getOrDefault(step, Map.of()).forEach((gate, limit) -> {
                if (limit == null) {
                    its.remove(gate);
                } else {
                    its.put(gate, limit);
                }
            });
            all.put(step, Collections.unmodifiableMap(its));
        }
        return all;
    }

    private static Map<Kind, Long> zero(Kind... kinds) {
        Map<Kind, Long> limits = new EnumMap<>(Kind.class);
        for (Kind kind : kinds) {
            limits.put(kind, 0L);
        }
        return limits;
    }
}
