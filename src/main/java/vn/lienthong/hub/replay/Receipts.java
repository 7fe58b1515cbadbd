package vn.lienthong.hub.replay;

/** Receipts, and those that are another's. Which it is follows from what is asked: of messages that come at once none waits for who came first. */
final class Receipts {
    private static final long FIRST = 900_000_000_000_000L;
    private static final long MOST = 99_999_999_999_999L;

    private Receipts() {}

    /** The number that a message gets, of 15 digits, by what varies with it. */
    static String number(long variation) {
        return Long.toString(FIRST + Math.floorMod(variation, MOST));
    }

    /** The dossier whose receipt comes instead of this one's: the next by its last letter. */
    static String neighbour(String dossierCode) {
        int end = dossierCode.length() - 1;
        char last = dossierCode.charAt(end);
        boolean counts = last >= '0' && last < '9';
        return dossierCode.substring(0, end) + (counts ? (char) (last + 1) : '0');
    }
}
