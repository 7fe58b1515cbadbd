package vn.lienthong.hub.recording;

import vn.lienthong.hub.vocabulary.Problem;

/** A recording that cannot be read or written, in three parts. */
public final class BadRecording extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    BadRecording(String what, String found, String cure) {
        super(what + " Found: " + found + ". " + cure);
        this.problem = new Problem("bad-recording", what, found, cure);
    }

    public Problem problem() {
        return problem;
    }
}
