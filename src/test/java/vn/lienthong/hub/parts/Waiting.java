package vn.lienthong.hub.parts;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waiting for what processes do, in small looks and not for ever. */
final class Waiting {
    private Waiting() {}

    /** Waits until something holds; gives how long it took, in milliseconds. Fails after three minutes. */
    static long until(String what, BooleanSupplier holds) {
        return until(() -> what, holds);
    }

    /** The same; what is missing is told as it is at the end. */
    static long until(Supplier<String> what, BooleanSupplier holds) {
        long began = System.nanoTime();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() - began > TimeUnit.MINUTES.toNanos(3)) {
                throw new AssertionError("Not within three minutes: " + what.get());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    }
}
