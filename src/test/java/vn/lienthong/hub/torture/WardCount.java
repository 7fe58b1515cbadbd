package vn.lienthong.hub.torture;

import java.util.Map;
import vn.lienthong.hub.vocabulary.SwitchoverState;

/**
 * The records of one ward, counted outside of the hub.
 *
 * @param accepted those with a receipt
 * @param overtaken of them, those that were pushed after a newer one of their dossier: they go nowhere
 * @param atCity those that are at the city's own home
 * @param atProvince those that are at the province
 * @param atBoth those that are at both
 * @param lost those that are not where they must be
 * @param twice those that a home took twice, as something new
 * @param older those that a home took after something newer
 * @param stray those that a home has and that nobody owed it
 */
record WardCount(
        String unit,
        long accepted,
        long overtaken,
        long atCity,
        long atProvince,
        long atBoth,
        long lost,
        long twice,
        long older,
        long stray) {

    /**
     * Counts.
     *
     * @param home the state of the ward: with PROVINCE and SETTLED all must be at both; in the others the province has what it has
     */
    static WardCount of(String unit, Books books, SwitchoverState home) {
        WardCount sum = new WardCount(unit, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        for (Map.Entry<Dossier, Ledger.Sent> entry : books.sent().entrySet()) {
            if (entry.getKey().unit().equals(unit)) {
                sum = sum.plus(of(entry.getKey(), entry.getValue(), books, home));
            }
        }
        return sum;
    }

    private static WardCount of(Dossier dossier, Ledger.Sent sent, Books books, SwitchoverState home) {
        Kept city = books.city().apply(dossier);
        Kept province = books.province().apply(dossier);
        boolean moved = home.compareTo(SwitchoverState.PROVINCE) >= 0;
        long due = sent.due();
        long missing = bits(due & ~city.revisions());
        if (moved) {
            // A content without its steps is not there either.
            missing += Math.max(bits(due & ~province.revisions()), province.whole() ? 0 : 1);
        }
        return new WardCount(
                dossier.unit(),
                bits(sent.revisions()),
                bits(sent.overtaken()),
                bits(due & city.revisions()),
                bits(due & province.revisions()),
                bits(due & city.revisions() & province.revisions()),
                missing,
                city.twice() + province.twice(),
                city.older() + province.older(),
                bits(city.revisions() & ~due) + bits(province.revisions() & ~due));
    }

    /** What must arrive. */
    long due() {
        return accepted - overtaken;
    }

    WardCount plus(WardCount more) {
        return new WardCount(
                unit.equals(more.unit) ? unit : "all",
                accepted + more.accepted,
                overtaken + more.overtaken,
                atCity + more.atCity,
                atProvince + more.atProvince,
                atBoth + more.atBoth,
                lost + more.lost,
                twice + more.twice,
                older + more.older,
                stray + more.stray);
    }

    private static int bits(long set) {
        return Long.bitCount(set);
    }
}
