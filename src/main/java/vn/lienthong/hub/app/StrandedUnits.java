package vn.lienthong.hub.app;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.hub.journal.JournalUnavailable;
import vn.lienthong.hub.journal.Switchovers;
import vn.lienthong.hub.journal.UnitLives;

/** Units that took a step and that the tables do not have any more, because a first day or a name was corrected: no step reaches them. */
final class StrandedUnits {
    private static final Logger LOG = LoggerFactory.getLogger(StrandedUnits.class);

    private StrandedUnits() {}

    /** One line for each. */
    static List<String> of(List<Switchovers.Unit> all, UnitLives lives) {
        return all.stream()
                .filter(unit -> !lives.of(unit.unit()).contains(unit.reach().life()))
                .map(StrandedUnits::words)
                .toList();
    }

    private static String words(Switchovers.Unit unit) {
        String begins = unit.reach().life().begins();
        return unit.unit() + ", which began " + (begins.isEmpty() ? "as the first that had the code" : "on " + begins)
                + ": " + unit.state() + ", " + unit.counts().later()
                + " owed later, and no unit of units.csv begins so";
    }

    /** After the tables were read. */
    static void tell(Switchovers switchovers) {
        try {
            for (String one : of(switchovers.list(), switchovers.rules().units())) {
                LOG.warn(
                        "A unit's switchover belongs to no unit any more. Found: {}. Put its first day or name back in units.csv and reload; where"
                                + " nothing is owed later, stepping the unit anew does too.",
                        one);
            }
        } catch (JournalUnavailable e) {
            LOG.debug("Health tells it when the journal is there", e);
        }
    }
}
