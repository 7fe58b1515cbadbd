package vn.lienthong.hub.app;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import vn.lienthong.hub.journal.JournalUnavailable;
import vn.lienthong.hub.switchover.Gates;
import vn.lienthong.hub.switchover.Gates.Kind;
import vn.lienthong.hub.switchover.Gates.Reading;
import vn.lienthong.hub.switchover.Gates.Unknown;

/** The numbers of gates, each from whoever counts it. What nobody counts, or cannot count now, is not known. */
final class GateNumbers implements Gates.Numbers {
    private final Map<Kind, Function<String, Reading>> sources;

    GateNumbers(Map<Kind, Function<String, Reading>> sources) {
        this.sources = new EnumMap<>(sources);
    }

    @Override
    public Reading of(Kind gate, String unit) {
        Function<String, Reading> source = sources.get(gate);
        if (source == null) {
            return new Unknown(
                    "Nobody counts it in this hub.", "Take the gate away in the plan: " + gate.key() + ": none.");
        }
        try {
            return source.apply(unit);
        } catch (JournalUnavailable e) {
            return new Unknown("The journal is out of reach.", "Try again when its database is there.");
        }
    }
}
