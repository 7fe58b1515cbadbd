package vn.lienthong.hub.app;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.journal.Switchovers;
import vn.lienthong.hub.journal.UnitLives.Life;
import vn.lienthong.hub.reference.Unit;
import vn.lienthong.hub.switchover.UnitTrace;

/** Why a dossier goes where it goes, in sentences. */
final class UnitWords {
    private UnitWords() {}

    /** @param agency code of the unit that handles it, on the day of the progress */
    static List<String> why(
            UnitTrace trace, @Nullable String agency, Switchovers.Unit standing, Switchovers.Rules rules) {
        List<String> why = new ArrayList<>();
        why.add("It was received by " + words(trace.received()) + ", and keeps its dossier code and this unit.");
        trace.hops()
                .forEach(hop -> why.add("On " + hop.on() + " " + words(hop.to()) + " took " + words(hop.from())
                        + " over" + (hop.from().code().equals(hop.to().code()) ? ", and its code." : ".")));
        why.add(handled(trace.handles(), agency));
        why.add(home(standing, rules));
        return why;
    }

    private static String handled(@Nullable Unit handles, @Nullable String agency) {
        if (handles == null) {
            return "Nobody took the unit over: who answers for its dossiers has to be decided.";
        }
        return "Its progress is that of " + words(handles)
                + (agency == null
                        ? ", which has no agency code then."
                        : ", and goes under its agency code " + agency + ".");
    }

    private static String home(Switchovers.Unit standing, Switchovers.Rules rules) {
        if (rules.destinations().isEmpty()) {
            return "No switchover governs a destination: its records are owed at once.";
        }
        Life led = standing.reach().led();
        String who = led != null
                ? "its switchover goes with " + led.words() + ", which took it over and is"
                : standing.reach().inherited()
                        ? "its unit took no step itself, and like the one furthest behind that it was formed from it is"
                        : "its unit is";
        String to = String.join(", ", new TreeSet<>(rules.destinations()));
        return switch (standing.state()) {
            case CITY, REHEARSAL ->
                "Its records are kept and owed to nobody yet: " + who + " in " + standing.state() + ".";
            case HOLDING -> "Its records are owed to " + to + " and held: " + who + " in HOLDING.";
            case BACKFILL, PROVINCE, SETTLED ->
                "Its records go to " + to + ": " + who + " in " + standing.state() + ".";
        };
    }

    private static String words(Unit unit) {
        return unit.code() + " " + unit.name();
    }
}
