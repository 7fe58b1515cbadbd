package vn.lienthong.hub.drift;

/** What a change of a contract does to a connector; the worst first. */
public enum Level {
    /** What we send or read no longer fits. */
    BREAKS("breaks"),
    /** It depends on values that nobody knows beforehand, or a person must look. */
    MAY_BREAK("may break"),
    /** Nothing that we send or read is touched. */
    HARMLESS("harmless");

    private final String words;

    Level(String words) {
        this.words = words;
    }

    /** As people read it. */
    public String words() {
        return words;
    }

    boolean worse(Level other) {
        return compareTo(other) < 0;
    }
}
