package vn.lienthong.hub.delivery;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import vn.lienthong.hub.journal.Journal.Lane;
import vn.lienthong.hub.journal.Journal.Ready;

/**
 * The queues between journal and delivery, shared by all nodes on one broker. What they carry are hints; losing them loses nothing.
 * Thread-safe.
 */
interface Lanes extends AutoCloseable {

    /** Who gets the bundles of a destination's lanes; must not block. Called before the first {@link #connect}. */
    void open(String destination, Consumer<Bundle> receiver);

    /** Makes sure that there is a broker; may take seconds when there is none. */
    Link connect();

    /** Takes bundles of a lane from now on, unless its destination is {@linkplain #pause paused}. Does nothing for one that is known. */
    void listen(Lane lane);

    /**
     * Puts transfers on their lane, as one bundle.
     *
     * @throws IllegalStateException when the broker did not take it
     */
    void put(Lane lane, List<Ready> transfers);

    /** Where a lane stands at the broker. */
    Level level(Lane lane);

    /** Takes nothing of a destination for a while; what was handed out and is not done goes back to its lane, for other nodes. */
    void pause(String destination);

    /** Whether nothing of a destination is taken here. */
    boolean isPaused(String destination);

    /** Takes bundles of a paused destination again. */
    void resume(String destination);

    /** Whether the broker is in reach. */
    boolean reachable();

    /** What keeps the broker from carrying, in three parts; empty when nothing does. */
    default Optional<String> trouble() {
        return Optional.empty();
    }

    @Override
    void close();

    /** How we stand with the broker. */
    enum Link {
        /** As before. */
        HELD,
        /** Connected just now: what had been put before may be gone. */
        NEW,
        /** Out of reach. */
        AWAY
    }

    /**
     * Where a lane stands.
     *
     * @param bundles on it, or handed out and not done
     * @param takers nodes that take from it
     */
    record Level(long bundles, int takers) {}

    /** Some ready transfers of one lane, leased from the broker until done. */
    interface Bundle {
        List<Ready> transfers();

        /** All of them are over. */
        void done();
    }
}
