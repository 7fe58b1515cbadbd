package vn.lienthong.hub.switchover;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.reference.Unit;
import vn.lienthong.hub.reference.Units;

/**
 * The way of a dossier's unit through time. The unit of the day of receipt stays the dossier's, whatever comes; its progress is the business of the
 * unit that stands for it on the day of the progress.
 *
 * @param received the unit that received the dossier
 * @param hops the reforms between, the first one first; one that changes neither code nor name is none
 * @param handles the unit that stands for it on the day of the progress; null where nobody took it over
 */
public record UnitTrace(Unit received, List<Hop> hops, @Nullable Unit handles) {
    public UnitTrace {
        hops = List.copyOf(hops);
    }

    /** A reform: from this day on one unit stands for the other. */
    public record Hop(LocalDate on, Unit from, Unit to) {}

    /**
     * Follows a unit; empty where the code means nothing on the day of receipt.
     *
     * @param progress not before {@code received}
     */
    public static Optional<UnitTrace> of(Units units, String code, LocalDate received, LocalDate progress) {
        return units.unitOn(code, received).map(first -> {
            List<Hop> hops = new ArrayList<>();
            Unit at = first;
            while (at != null && !at.isOn(progress)) {
                Unit next = successor(units, at).orElse(null);
                LocalDate begins = next == null ? null : next.from();
                if (next != null && begins != null && !next.goesOnAs(at)) {
                    hops.add(new Hop(begins, at, next));
                }
                at = next;
            }
            return new UnitTrace(first, hops, at);
        });
    }

    /** Those that a unit was formed from on its first day; empty for one that was there before everything. */
    public static List<Unit> predecessors(Units units, Unit unit) {
        LocalDate begins = unit.from();
        if (begins == null) {
            return List.of();
        }
        LocalDate before = begins.minusDays(1);
        return units.allOn(before).stream()
                .filter(one -> units.successorOf(one.code(), before, begins)
                        .filter(unit::equals)
                        .isPresent())
                .toList();
    }

    /** The unit that took over on the day after the last one; empty while it lasts, or where nobody did. */
    public static Optional<Unit> successor(Units units, Unit unit) {
        LocalDate end = unit.until();
        return end == null ? Optional.empty() : units.successorOf(unit.code(), end.minusDays(1), end);
    }
}
