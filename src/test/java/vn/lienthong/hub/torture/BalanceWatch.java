package vn.lienthong.hub.torture;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Asks the running hub for its balance about every second, also in the middle of faults, and notes when it does not close. */
final class BalanceWatch implements AutoCloseable {
    private final HubFace hub;
    private final Diary diary;
    private final Thread thread = new Thread(this::watch, "balance-watch");
    private volatile boolean closing;
    private volatile int looks;
    private volatile int open;

    BalanceWatch(HubFace hub, Diary diary) {
        this.hub = hub;
        this.diary = diary;
        thread.setDaemon(true);
        thread.start();
    }

    /** How often the hub answered. */
    int looks() {
        return looks;
    }

    /** How often it did not close. */
    int open() {
        return open;
    }

    @Override
    public void close() {
        closing = true;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
    private void watch() {
        while (!closing) {
            Machine.pause(1_000);
            Optional<JsonNode> balance = hub.get("/v1/balance");
            if (balance.isPresent()) {
                looks++;
                if (!balance.get().path("closes").asBoolean()) {
                    open++;
                    diary.note("THE BALANCE DOES NOT CLOSE: " + balance.get());
                }
            }
        }
    }
}
