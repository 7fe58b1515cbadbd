package vn.lienthong.hub.journal;

/** What the states of units govern, as the hub was told. Thread-safe. */
final class Governed {
    private volatile Switchovers.Rules rules = Switchovers.Rules.NONE;

    void is(Switchovers.Rules told) {
        rules = told;
    }

    /** For a batch to ask once: the same from its beginning to its end. */
    Switchovers.Rules rules() {
        return rules;
    }
}
