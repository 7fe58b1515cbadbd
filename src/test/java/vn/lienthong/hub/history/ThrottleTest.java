package vn.lienthong.hub.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.testkit.Waiting;

/** History stays behind what is pushed now, and does not stand still for it. */
class ThrottleTest {
    @TempDir
    Path folder;

    private final AtomicLong live = new AtomicLong();
    private final Will will = new Will();

    @Test
    void goesNoFasterThanItsRate() throws Exception {
        Throttle throttle = throttle(1_000, 0);
        long began = System.nanoTime();
        for (int i = 0; i < 6; i++) {
            throttle.before(100);
        }
        assertThat(System.nanoTime() - began).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(450));
        assertThat(throttle.waitsFor()).isEmpty();
    }

    @Test
    void letsLiveRecordsGoFirstAndGoesOnAllTheSame() throws Exception {
        Throttle throttle = throttle(1_000_000, 0);
        assertThat(throttle.slice()).isEqualTo(512);
        live.set(101);
        assertThat(throttle.slice()).isEqualTo(64);
        long began = System.nanoTime();
        throttle.before(1);
        assertThat(System.nanoTime() - began).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(900));
        live.set(100);
        // The quickest of three: a machine that stands still for a second is no throttle.
        long quickest = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            began = System.nanoTime();
            throttle.before(1);
            quickest = Math.min(quickest, System.nanoTime() - began);
        }
        assertThat(quickest).isLessThan(TimeUnit.MILLISECONDS.toNanos(900));
    }

    @Test
    void waitsForRoomOnTheDiskUntilItIsWantedNoMore() throws Exception {
        Throttle throttle = throttle(1_000, Long.MAX_VALUE);
        CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> {
            try {
                throttle.before(1);
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        Waiting.until("it waits", () -> throttle.waitsFor().equals("room on the disk"));
        assertThat(waiting).isNotDone();
        will.want(Will.Wanted.PAUSE);
        waiting.get(10, TimeUnit.SECONDS);
    }

    private Throttle throttle(int rate, long leastFree) {
        return new Throttle(
                new HistorySettings(folder, folder, 1 << 20, rate, 100, leastFree, Map.of()), live::get, will);
    }
}
