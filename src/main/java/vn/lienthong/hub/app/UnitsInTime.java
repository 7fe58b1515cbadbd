package vn.lienthong.hub.app;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.reference.Reference;
import vn.lienthong.hub.reference.Unit;

/** Whether two codes mean one unit: one may be its agency's code, and one may have taken over from the other. */
final class UnitsInTime {
    /** Later than any merger in the tables. */
    private static final LocalDate LATER = LocalDate.of(2100, 1, 1);

    private final Reference reference;

    UnitsInTime(Reference reference) {
        this.reference = reference;
    }

    /** @param day on which the dossier was received; null: nobody knows */
    boolean same(String one, String other, @Nullable LocalDate day) {
        if (day == null) {
            return false;
        }
        String first = reference.agencies().unitOn(one, day).orElse(one);
        String second = reference.agencies().unitOn(other, day).orElse(other);
        return first.equals(second) || becomes(first, second, day) || becomes(second, first, day);
    }

    /** Whether a unit of the day is the other one at some time later. */
    private boolean becomes(String unit, String later, LocalDate day) {
        LocalDate at = day;
        while (at != null && at.isBefore(LATER)) {
            Unit stands = reference.units().successorOf(unit, day, at).orElse(null);
            if (stands == null) {
                return false;
            }
            if (stands.code().equals(later)) {
                return true;
            }
            at = stands.until();
        }
        return false;
    }
}
