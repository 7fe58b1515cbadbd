package vn.lienthong.hub.replay;

/** One way in which the records of a dossier are not as they should be; a sample day has a known share of each. */
enum Oddity {
    NONE(Effect.NONE, 0),
    /** All text in Unicode form NFD. */
    NFD_TEXT(Effect.NONE, 8),
    /** White space around codes. */
    STRAY_SPACES(Effect.NONE, 8),
    /** Null, "" and [] for what is absent. */
    EMPTY_FIELDS(Effect.NONE, 5),
    /** A summary longer than the province takes. */
    LONG_SUMMARY(Effect.NONE, 3),
    /** A vertical tab in a note, as word processors leave it. */
    PAGE_MARK(Effect.NONE, 3),
    BAD_DATE(Effect.REFUSES_FIRST, 3),
    UNKNOWN_STATUS(Effect.REFUSES_FIRST, 2),
    UNKNOWN_UNIT(Effect.REFUSES_FIRST, 2),
    /** An identity number that lost its leading zero. */
    LOST_ZERO(Effect.REFUSES_FIRST, 4),
    REVISION_AS_TEXT(Effect.REFUSES_FIRST, 2),
    UNKNOWN_FIELD(Effect.REFUSES_FIRST, 2),
    MONEY_WITH_DOTS(Effect.REFUSES_FIRST, 2),
    CONTROL_CHARACTER(Effect.REFUSES_FIRST, 2),
    MISSING_NAME(Effect.REFUSES_FIRST, 2),
    /** A line that ends in the middle. */
    CUT_LINE(Effect.REFUSES_FIRST, 2),
    UNKNOWN_PROCEDURE(Effect.PARKS, 6),
    NO_IDENTITY(Effect.PARKS, 2),
    FILE_WITHOUT_ADDRESS(Effect.PARKS, 2),
    /** The first record of the day again, byte for byte. */
    REPEATED(Effect.SENDS_TWICE, 10),
    /** The first record of the day again, in NFD and with other white space. */
    REPEATED_OTHERWISE_SPELT(Effect.SENDS_TWICE, 4),
    /** The first record of the day again under its revision, but with another content. */
    CONFLICT(Effect.SENDS_TWICE, 3),
    /** The second record of the day comes before the first. */
    OLDER_AFTER_NEWER(Effect.SWAPS, 6);

    /** What an oddity does to the dossier's records of the day. */
    enum Effect {
        NONE,
        /** The first record of the day is refused, the later ones are sound. */
        REFUSES_FIRST,
        /** All records are accepted; the province's form cannot carry them. */
        PARKS,
        /** There is one record more. */
        SENDS_TWICE,
        /** The first two records of the day change places. */
        SWAPS
    }

    private final Effect effect;
    private final int weight;

    Oddity(Effect effect, int weight) {
        this.effect = effect;
        this.weight = weight;
    }

    Effect effect() {
        return effect;
    }

    static Oddity draw(Dice dice) {
        int sum = 0;
        for (Oddity oddity : values()) {
            sum += oddity.weight;
        }
        int at = dice.below(sum);
        for (Oddity oddity : values()) {
            at -= oddity.weight;
            if (at < 0) {
                return oddity;
            }
        }
        return NONE;
    }
}
