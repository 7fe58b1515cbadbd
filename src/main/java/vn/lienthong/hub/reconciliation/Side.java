package vn.lienthong.hub.reconciliation;

import java.util.Locale;

/** Who says something of a dossier. */
public enum Side {
    /** The list of the software that the dossiers come from. */
    CITY,
    /** The journal. */
    HUB,
    /** The list of the destination. */
    PROVINCE;

    /** As reports write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
