package vn.lienthong.hub.app;

import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.delivery.DestinationState;

/**
 * What explaining must know of destinations, each by its name.
 *
 * @param states where a destination stands now; empty when delivery does not run
 * @param personActs whether a row of a destination is a trouble that passes only when a person acts
 * @param masks how bodies that a destination was sent or answered are shown
 */
record Destinations(
        Function<String, Optional<DestinationState>> states,
        BiPredicate<String, String> personActs,
        Function<String, BodyMask> masks) {

    /** The destination's state when its breaker is open. */
    Optional<DestinationState> closedDoor(String destination) {
        return states.apply(destination).filter(DestinationState::open);
    }

    boolean needsPerson(String destination, @Nullable String row) {
        return row != null && personActs.test(destination, row);
    }
}
