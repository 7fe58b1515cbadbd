package vn.lienthong.hub.torture;

import java.util.Map;
import java.util.function.Function;
import vn.lienthong.hub.replay.FakeProvince;

/**
 * What was pushed and what arrived, as it is written down outside of the hub.
 *
 * @param sent what the senders hold receipts for
 * @param city what the city's own home keeps of a dossier; no switchover governs it
 * @param province what the province keeps of it
 */
record Books(Map<Dossier, Ledger.Sent> sent, Function<Dossier, Kept> city, Function<Dossier, Kept> province) {

    static Books of(Site site, Map<Dossier, Ledger.Sent> sent) {
        return new Books(sent, dossier -> site.second.kept(dossier.code()), dossier -> site.province
                .holding(dossier.code())
                .map(held -> kept(dossier, held))
                .orElse(Kept.NOTHING));
    }

    /** How many records the province has of them. */
    long atProvince() {
        return sent.keySet().stream()
                .mapToLong(dossier -> Long.bitCount(province.apply(dossier).revisions()))
                .sum();
    }

    /** How many records there are receipts for. */
    long accepted() {
        return sent.values().stream()
                .mapToLong(one -> Long.bitCount(one.revisions()))
                .sum();
    }

    /** How many contents the province got again that it had. */
    long again() {
        return sent.keySet().stream()
                .mapToLong(dossier -> province.apply(dossier).again())
                .sum();
    }

    private static Kept kept(Dossier dossier, FakeProvince.Holding held) {
        return new Kept(
                held.revisionsTaken(),
                held.steps() == dossier.steps(held.revision()),
                held.contents() - held.revisions() - held.contentsAgain(),
                held.orderBreaks(),
                held.contentsAgain());
    }
}
