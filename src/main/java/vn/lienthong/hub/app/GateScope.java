package vn.lienthong.hub.app;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import vn.lienthong.hub.journal.Switchovers;
import vn.lienthong.hub.vocabulary.Times;

/**
 * Of whom the gates of a unit ask.
 *
 * @param codes of the unit, of those that go with it, and before its first step of those that this step takes along
 * @param since its first day: a report made before says nothing of it
 */
record GateScope(String unit, List<String> codes, Instant since) {
    GateScope {
        codes = List.copyOf(codes);
    }

    /** Of a unit as its next step sees it. */
    static GateScope of(Switchovers.Unit stepping) {
        String begins = stepping.reach().life().begins();
        Instant since = begins.isEmpty()
                ? Instant.EPOCH
                : LocalDate.parse(begins).atStartOfDay(Times.ZONE).toInstant();
        return new GateScope(stepping.unit(), stepping.reach().codes(), since);
    }
}
