package vn.lienthong.hub.reconciliation;

import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.vocabulary.TransferState;

/**
 * How the newest record of a dossier stands towards the destination, and what of it was confirmed.
 *
 * @param state of its latest transfer; null: it is not owed
 * @param transfer that transfer; 0: none
 * @param acceptedAt in milliseconds since 1970
 * @param given what the destination confirmed last, one value for each field; null: nothing
 * @param givenRevision of that record; 0: none
 * @param givenAt in milliseconds since 1970; 0: nothing was confirmed
 */
record HubState(
        String source,
        int revision,
        @Nullable TransferState state,
        String problem,
        long transfer,
        long acceptedAt,
        long @Nullable [] given,
        int givenRevision,
        long givenAt) {

    /** Whether the destination confirmed the newest record and nothing of it is owed any more. */
    boolean settled() {
        return state == TransferState.DELIVERED;
    }

    /** Whether it goes by itself. */
    boolean moving() {
        return state != null && !state.isFinal() && state != TransferState.PARKED;
    }
}
