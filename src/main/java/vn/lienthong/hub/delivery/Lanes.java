package vn.lienthong.hub.delivery;

import java.util.function.Consumer;
import vn.lienthong.hub.journal.Journal.Lane;

/** The queues between journal and delivery. What they carry are hints; losing them loses nothing. Thread-safe. */
interface Lanes extends AutoCloseable {

    /** Puts a bundle of transfer ids on a lane. */
    void put(Lane lane, long[] transferIds);

    /** Hands every bundle of a destination's lanes to the receiver, which must not block. */
    void open(String destination, Consumer<Bundle> receiver);

    /** Runs when the broker came back after a loss: what had been put may be gone. */
    void onReconnect(Runnable action);

    /** Whether the broker is in reach. */
    boolean reachable();

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
