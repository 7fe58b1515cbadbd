package vn.lienthong.hub.reconciliation;

import java.util.Locale;

/** In what a dossier is not the same everywhere. */
public enum Kind {
    /** The city's list has it, or the journal owes it, and the province's list does not name it. */
    MISSING_AT_PROVINCE("missing at the province"),
    /** The city's list has it, and the hub never took it in. */
    MISSING_IN_HUB("missing in the hub"),
    /** The hub or the province has it, and the city's list does not name it. */
    EXTRA("not in the city's list"),
    STATUS("different status"),
    RECEIVED("different time of receipt"),
    DUE("different due time"),
    FINISHED("different time of completion"),
    ATTACHMENTS("different attachments"),
    UNIT("different unit"),
    /** A list has it in several rows that do not say the same. */
    LISTED_TWICE("listed twice");

    private final String words;

    Kind(String words) {
        this.words = words;
    }

    /** For people. */
    public String words() {
        return words;
    }

    /** For machines: {@code missing-at-province}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
