package vn.lienthong.hub.journal;

import vn.lienthong.hub.vocabulary.Problem;

/** A body that cannot be read back: its block is gone, damaged, or sealed with a key that is not here. */
final class PayloadUnreadable extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    /** Name of the row and of the problem that a transfer is parked with. */
    private static final String CODE = "payload-unreadable";

    private final transient Problem problem;

    PayloadUnreadable(String found, String cure) {
        this(new Problem(CODE, "The record cannot be read.", found, cure));
    }

    private PayloadUnreadable(Problem problem) {
        super(problem.message());
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
