package vn.lienthong.hub.timeliness;

import java.time.Instant;

/**
 * A time in which a record did not go on.
 *
 * @param whose whose doing it was: {@link Verdict#SOURCE}, {@link Verdict#TRANSFER} or {@link Verdict#DESTINATION}
 * @param rank of several waits at one time the one of the lowest rank is named
 * @param cause a short name
 */
record Wait(Instant from, Instant until, Verdict whose, int rank, String cause) {
    static final int PARKED = 0;
    static final int CLOSED = 1;
    static final int TRIED = 2;
    static final int HELD = 3;

    boolean covers(Instant begin, Instant end) {
        return !from.isAfter(begin) && !until.isBefore(end);
    }
}
