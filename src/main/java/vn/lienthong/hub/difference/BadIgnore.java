package vn.lienthong.hub.difference;

import vn.lienthong.hub.vocabulary.Problem;

/** A row of what to ignore that cannot be read or has no reason, in three parts. */
public final class BadIgnore extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    BadIgnore(String what, String found, String cure) {
        super(what + " Found: " + found + ". " + cure);
        this.problem = new Problem("bad-ignore", what, found, cure);
    }

    public Problem problem() {
        return problem;
    }
}
