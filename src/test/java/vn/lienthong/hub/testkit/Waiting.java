package vn.lienthong.hub.testkit;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waiting for what others do, in small looks and not for ever. */
public final class Waiting {
    private static final Duration LONGEST = Duration.ofMinutes(3);

    private Waiting() {}

    /** Waits until something holds; gives how long it took, in milliseconds. Fails after three minutes. */
    public static long until(String what, BooleanSupplier holds) {
        return until(() -> what, LONGEST, holds);
    }

    /** The same; what is missing is told as it is at the end. */
    public static long until(Supplier<String> what, BooleanSupplier holds) {
        return until(what, LONGEST, holds);
    }

    /** The same with another limit. */
    public static long until(Supplier<String> what, Duration longest, BooleanSupplier holds) {
        long began = System.nanoTime();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() - began > longest.toNanos()) {
                throw new AssertionError("Not within " + longest + ": " + what.get());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    }

    /** Fails where more than one of these waits took so long: one of them may be the machine that stood still. */
    public static void onceAtMost(Duration tooLong, List<Duration> waits) {
        List<Duration> slow =
                waits.stream().filter(wait -> wait.compareTo(tooLong) >= 0).toList();
        if (slow.size() > 1) {
            throw new AssertionError("More than one of " + waits.size() + " waited for " + tooLong
                    + " or longer, it was not the machine that stood still: " + slow);
        }
    }
}
