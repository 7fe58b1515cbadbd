package vn.lienthong.hub.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a destination stands.
 *
 * @param open whether the breaker is open: nothing is sent but one real record per probe interval
 * @param reason why it is open, in words
 * @param since since when it is open
 * @param nextProbe when one real record tries again
 * @param inFlight transfers in flight now
 * @param refused what it refuses us until a person acts, in words; null when nothing
 */
public record DestinationState(
        String name,
        boolean open,
        @Nullable String reason,
        @Nullable Instant since,
        @Nullable Instant nextProbe,
        int inFlight,
        @Nullable String refused) {}
