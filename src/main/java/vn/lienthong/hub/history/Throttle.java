package vn.lienthong.hub.history;

import java.io.IOException;
import java.nio.file.Files;
import java.util.function.LongSupplier;

/** Keeps history behind what is pushed now: by rows a second, by live records that wait for their commit, and by room on the disk. Of one thread. */
final class Throttle {
    /** However busy live intake is, history goes on with a few rows a second. */
    private static final long PATIENCE = 1_000_000_000L;

    private static final int BUSY = 64;
    private static final int QUIET = 512;

    private final HistorySettings settings;
    private final LongSupplier live;
    private final Will will;
    private long due = System.nanoTime();
    private volatile String waitsFor = "";

    /** @param live how many live records wait for their commit now */
    Throttle(HistorySettings settings, LongSupplier live, Will will) {
        this.settings = settings;
        this.live = live;
        this.will = will;
    }

    /** How many rows are noted together: what a pause or a stop has to wait for. */
    int lot(int most) {
        return Math.min(settings.rate(), most);
    }

    /** How many rows go at once. */
    int slice() {
        return Math.min(settings.rate(), live.getAsLong() > 0 ? BUSY : QUIET);
    }

    /** Waits until so many may go. */
    void before(int rows) throws IOException {
        long patience = System.nanoTime() + PATIENCE;
        while (will.goes() && live.getAsLong() > settings.liveBudget() && System.nanoTime() < patience) {
            waitFor("live records", 5);
        }
        while (will.goes() && isDiskFull()) {
            waitFor("room on the disk", 1_000);
        }
        long now = System.nanoTime();
        for (due = Math.max(due, now); will.goes() && due > now; now = System.nanoTime()) {
            waitFor("the rate of hub.history.rate", Math.max(1, (due - now) / 1_000_000));
        }
        due += rows * 1_000_000_000L / settings.rate();
        waitsFor = "";
    }

    /** Waits because the journal takes nothing. */
    void unable() {
        waitFor("the journal", 1_000);
    }

    boolean isDiskFull() throws IOException {
        return Files.getFileStore(settings.loads()).getUsableSpace() < settings.leastFree();
    }

    private void waitFor(String what, long millis) {
        waitsFor = what;
        will.await(millis);
    }

    /** For what it waits, in words; empty: for nothing. */
    String waitsFor() {
        return waitsFor;
    }
}
