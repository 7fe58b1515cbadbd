package vn.lienthong.hub.connector;

/** How the fetching of a file ended. */
public sealed interface Fetched {

    /** It is held now, by this name. */
    record Kept(String sha256, long size) implements Fetched {}

    /**
     * It is not held.
     *
     * @param found for people: no path, no secret, no personal data
     */
    record Missed(Why why, String found) implements Fetched {}

    /** What kept it from coming. */
    enum Why {
        /** Its server is out of reach or in trouble: another time. */
        AWAY,
        /** Our own disk fails or is full: another time. */
        NOT_KEPT,
        /** Its server has no such file, or does not give it to us. */
        GONE,
        /** What came is not the file. */
        UNUSABLE,
        /** The hub does not fetch from there. */
        FORBIDDEN
    }
}
