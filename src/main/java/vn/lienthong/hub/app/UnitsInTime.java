package vn.lienthong.hub.app;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.reconciliation.Reconciliation;
import vn.lienthong.hub.reference.Reference;
import vn.lienthong.hub.reference.Unit;
import vn.lienthong.hub.switchover.UnitTrace;

/**
 * Whether two codes mean one unit: one may be its agency's code, and one may have taken over from the other. A code that was used again may be meant as
 * the unit of the day or as a later one, for a list does not say which; an agency's code means one agency only.
 */
final class UnitsInTime implements Reconciliation.SameUnit {
    private final Reference reference;

    UnitsInTime(Reference reference) {
        this.reference = reference;
    }

    /** @param day on which the dossier was received; null: nobody knows */
    @Override
    public boolean same(String one, String other, @Nullable LocalDate day) {
        return day != null
                && Stream.of(one, other)
                        .flatMap(code -> unit(code, day).stream())
                        .anyMatch(unit -> means(one, unit, day) && means(other, unit, day));
    }

    @Override
    public String meanings(String code, @Nullable LocalDate day) {
        List<String> names = reference.units().meanings().stream()
                .filter(unit -> unit.code().equals(code))
                .filter(unit -> day == null || unit.until() == null || day.isBefore(unit.until()))
                .sorted(Comparator.comparing(unit -> unit.from() == null ? LocalDate.MIN : unit.from()))
                .map(Unit::name)
                .distinct()
                .toList();
        return names.size() < 2 ? "" : String.join(", then ", names);
    }

    private Optional<Unit> unit(String code, LocalDate day) {
        String own = reference.agencies().unitOn(code, day).orElse(code);
        return reference.units().unitOn(own, day);
    }

    /** Whether a code is that of a unit of the day, or of one that took it over later, or of the agency of either. */
    private boolean means(String code, Unit unit, LocalDate day) {
        if (unit.code().equals(code) || agency(unit, day).equals(code)) {
            return true;
        }
        Unit heir = UnitTrace.successor(reference.units(), unit).orElse(null);
        LocalDate begins = heir == null ? null : heir.from();
        return heir != null && begins != null && means(code, heir, begins);
    }

    private String agency(Unit unit, LocalDate day) {
        return reference.agencies().codeOn(unit.code(), day).orElse("");
    }
}
