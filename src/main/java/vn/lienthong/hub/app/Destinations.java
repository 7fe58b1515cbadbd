package vn.lienthong.hub.app;

import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import vn.lienthong.hub.connector.RowMeaning;
import vn.lienthong.hub.delivery.DestinationState;

/**
 * What explaining must know of destinations, each by its name.
 *
 * @param states where a destination stands now; empty when delivery does not run
 * @param rows what a row of a destination's outcomes.yaml means; empty for what it does not know
 * @param masks how bodies that a destination was sent or answered are shown
 * @param configured whether a destination has settings
 * @param brokerAway whether what is ready cannot get to its lane
 */
record Destinations(
        Function<String, Optional<DestinationState>> states,
        BiFunction<String, String, Optional<RowMeaning>> rows,
        Function<String, BodyMask> masks,
        Predicate<String> configured,
        BooleanSupplier brokerAway) {

    /** The destination's state when it is not sent to. */
    Optional<DestinationState> closedDoor(String destination) {
        return states.apply(destination).filter(DestinationState::isClosed);
    }

    boolean isConfigured(String destination) {
        return configured.test(destination);
    }

    boolean isBrokerAway() {
        return brokerAway.getAsBoolean();
    }
}
