package vn.lienthong.hub.intake;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import vn.lienthong.hub.intake.ProblemDocument.Retry;
import vn.lienthong.hub.vocabulary.Problem;

/** A body that gathers in memory, up to a limit, charged to a budget that all bodies share. Used by one thread at a time. */
final class Body implements AutoCloseable {
    private static final int FIRST = 8 << 10;
    private static final Duration SOON = Duration.ofSeconds(1);

    private final Budget memory;
    private final int limit;
    private byte[] bytes = new byte[0];
    private int size;
    private long taken;
    private boolean overLimit;

    Body(Budget memory, int limit) {
        this.memory = memory;
        this.limit = limit;
    }

    byte[] bytes() {
        return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
    }

    /** Whether more came than is allowed; then the bytes are its beginning. */
    boolean isOverLimit() {
        return overLimit;
    }

    /**
     * Takes what a read gives; its result is that of the read.
     *
     * @throws Refusal when all bodies together take up too much memory
     */
    int readFrom(InputStream in) throws IOException, Refusal {
        if (size == limit) {
            int one = in.read();
            overLimit = one >= 0;
            return one < 0 ? -1 : 1;
        }
        if (size == bytes.length) {
            // What is announced is not taken on trust: memory is charged as the bytes come.
            grow(Math.min(limit, Math.max(FIRST, bytes.length * 2)));
        }
        int read = in.read(bytes, size, bytes.length - size);
        size += Math.max(0, read);
        return read;
    }

    private void grow(int to) throws Refusal {
        if (!memory.take(to - bytes.length)) {
            throw new Refusal(
                    ProblemDocument.of(
                            503,
                            new Problem(
                                    "overloaded",
                                    "The hub receives more at once than it can hold in memory.",
                                    "all of hub.intake.held-bytes in use",
                                    "Send the same again after the time in Retry-After, or over fewer connections."),
                            Retry.LATER),
                    SOON);
        }
        taken += to - bytes.length;
        bytes = Arrays.copyOf(bytes, to);
    }

    /** Gives its memory back to the budget. */
    @Override
    public void close() {
        memory.giveBack(taken);
        taken = 0;
    }
}
