package vn.lienthong.hub.journal;

import java.util.Comparator;

/** Names a line: one dossier towards one destination. */
record LineKey(long dossierId, String destination) {
    /** The order in which every node locks lines. */
    static final Comparator<LineKey> ORDER =
            Comparator.comparingLong(LineKey::dossierId).thenComparing(LineKey::destination);

    static final Comparator<Journal.Lane> LANES =
            Comparator.comparing(Journal.Lane::destination).thenComparing(Journal.Lane::unit);
}
