package vn.lienthong.hub.delivery;

import java.util.function.Consumer;
import vn.lienthong.hub.journal.Journal.Lane;

/** The queues between journal and delivery. What they carry are hints; losing them loses nothing. Thread-safe. */
interface Lanes extends AutoCloseable {

    /** Hands every bundle of a destination's lanes to the receiver, which must not block. Called before the first {@link #connect}. */
    void open(String destination, Consumer<Bundle> receiver);

    /** Makes sure that there is a broker; may take seconds when there is none. */
    Link connect();

    /**
     * Puts a bundle of transfer ids on a lane.
     *
     * @throws IllegalStateException when the broker did not take it
     */
    void put(Lane lane, long[] transferIds);

    /** Whether the broker is in reach. */
    boolean reachable();

    /** How we stand with the broker. */
    enum Link {
        /** As before. */
        HELD,
        /** Connected just now: what had been put before may be gone. */
        NEW,
        /** Out of reach. */
        AWAY
    }

    @Override
    void close();

    /** Some ready transfers of one lane, leased from the broker until done. */
    interface Bundle {
        Lane lane();

        long[] transferIds();

        /** All of them have landed. */
        void done();
    }
}
