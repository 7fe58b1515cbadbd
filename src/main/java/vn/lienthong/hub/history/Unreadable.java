package vn.lienthong.hub.history;

import java.io.IOException;
import vn.lienthong.hub.vocabulary.Problem;

/** An export that cannot be read, or read on, told in three parts. */
final class Unreadable extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    Unreadable(String code, String what, String found, String cure) {
        super(what + " Found: " + found + ". " + cure);
        this.problem = new Problem(code, what, found, cure);
    }

    Problem problem() {
        return problem;
    }
}
