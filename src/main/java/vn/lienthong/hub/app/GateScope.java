package vn.lienthong.hub.app;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import vn.lienthong.hub.journal.Switchovers;
import vn.lienthong.hub.journal.UnitLives;
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

    static GateScope of(Switchovers switchovers, String unit) {
        return of(switchovers.of(unit), switchovers.rules().units());
    }

    static GateScope of(Switchovers.Unit unit, UnitLives lives) {
        Switchovers.Reach reach = unit.reach();
        Set<String> codes = new TreeSet<>(reach.codes());
        if (reach.inherited() && reach.led() == null) {
            lives.ancestors(reach.life()).forEach(one -> codes.add(one.code()));
        }
        String begins = reach.life().begins();
        Instant since = begins.isEmpty()
                ? Instant.EPOCH
                : LocalDate.parse(begins).atStartOfDay(Times.ZONE).toInstant();
        return new GateScope(unit.unit(), List.copyOf(codes), since);
    }
}
