package vn.lienthong.hub.app;

import java.time.LocalDate;
import java.util.List;
import vn.lienthong.hub.reference.Agencies;
import vn.lienthong.hub.switchover.Gates.Known;

/**
 * Days on which a unit has no agency code. A code that was invented does not count as absent: where such a one may not leave this machine, the hub
 * starts with no such table, and reads none.
 */
final class AgencyDays {
    private AgencyDays() {}

    /** Of the days from one to another, both included. */
    static Known absent(Agencies agencies, String unit, LocalDate from, LocalDate to) {
        List<String> days = from.datesUntil(to.plusDays(1))
                .filter(day -> agencies.codeOn(unit, day).isEmpty())
                .map(day -> unit + " on " + day)
                .toList();
        return new Known(days.size(), days);
    }
}
