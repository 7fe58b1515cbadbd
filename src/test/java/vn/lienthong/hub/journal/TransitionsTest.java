package vn.lienthong.hub.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.hub.vocabulary.TransferState.CANCELLED;
import static vn.lienthong.hub.vocabulary.TransferState.DELIVERED;
import static vn.lienthong.hub.vocabulary.TransferState.IN_FLIGHT;
import static vn.lienthong.hub.vocabulary.TransferState.PARKED;
import static vn.lienthong.hub.vocabulary.TransferState.READY;
import static vn.lienthong.hub.vocabulary.TransferState.SUPERSEDED;
import static vn.lienthong.hub.vocabulary.TransferState.UNCLEAR;
import static vn.lienthong.hub.vocabulary.TransferState.WAITING;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import vn.lienthong.hub.vocabulary.TransferState;

/** The table of docs/transfer-states.md, pair by pair. */
class TransitionsTest {
    private static final Map<TransferState, Set<TransferState>> TABLE = Map.of(
            WAITING, Set.of(READY, PARKED, CANCELLED, SUPERSEDED),
            READY, Set.of(IN_FLIGHT, WAITING, PARKED, CANCELLED, SUPERSEDED),
            IN_FLIGHT, Set.of(DELIVERED, WAITING, UNCLEAR, PARKED),
            UNCLEAR, Set.of(IN_FLIGHT, PARKED, CANCELLED),
            PARKED, Set.of(WAITING, READY, CANCELLED),
            DELIVERED, Set.of(),
            CANCELLED, Set.of(),
            SUPERSEDED, Set.of());

    @Test
    void allowsWhatTheTableAllowsAndRefusesEverythingElse() {
        for (TransferState from : TransferState.values()) {
            for (TransferState to : TransferState.values()) {
                assertThat(from.mayBecome(to))
                        .as(from + " to " + to)
                        .isEqualTo(TABLE.getOrDefault(from, Set.of()).contains(to));
            }
        }
    }

    @Test
    void letsOnlyUnfinishedTransfersBlockLaterOnes() {
        for (TransferState state : TransferState.values()) {
            assertThat(state.blocks())
                    .as(state.name())
                    .isEqualTo(!Set.of(DELIVERED, CANCELLED, SUPERSEDED).contains(state));
            assertThat(state.isFinal()).as(state.name()).isNotEqualTo(state.blocks());
        }
    }
}
