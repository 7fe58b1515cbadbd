package vn.lienthong.hub.vocabulary;

import java.util.EnumSet;
import java.util.Set;

/** Where a transfer stands. The only place that says which state may follow which. */
public enum TransferState {
    /** Not ready: behind an earlier transfer of its dossier, held, or not due. */
    WAITING,
    /** May be taken by any hub node now. */
    READY,
    /** Taken by a node that is speaking to the destination. */
    IN_FLIGHT,
    /** It is not known whether the last attempt arrived; the next attempt begins with an enquiry. */
    UNCLEAR,
    /** Waiting for a person. */
    PARKED,
    /** Confirmed by the destination. */
    DELIVERED,
    /** Given up by a person, with name and reason. */
    CANCELLED,
    /** A newer revision was there before this one was sent; it is kept and never sent. */
    SUPERSEDED;

    /** Whether nothing follows this state. */
    public boolean isFinal() {
        return next().isEmpty();
    }

    /** Whether a later transfer of the same dossier must wait behind a transfer in this state. */
    public boolean blocks() {
        return !isFinal();
    }

    public boolean mayBecome(TransferState next) {
        return next().contains(next);
    }

    private Set<TransferState> next() {
        return switch (this) {
            case WAITING -> EnumSet.of(READY, PARKED, CANCELLED, SUPERSEDED);
            case READY -> EnumSet.of(IN_FLIGHT, WAITING, PARKED, CANCELLED, SUPERSEDED);
            case IN_FLIGHT -> EnumSet.of(DELIVERED, WAITING, UNCLEAR, PARKED);
            case UNCLEAR -> EnumSet.of(IN_FLIGHT, PARKED, CANCELLED);
            case PARKED -> EnumSet.of(WAITING, READY, CANCELLED);
            case DELIVERED, CANCELLED, SUPERSEDED -> EnumSet.noneOf(TransferState.class);
        };
    }
}
