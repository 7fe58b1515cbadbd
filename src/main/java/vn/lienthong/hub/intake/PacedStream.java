package vn.lienthong.hub.intake;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** A body that must keep coming: after a time of grace, at an average of at least 8 KiB a second. Used by one thread. */
final class PacedStream extends FilterInputStream {
    private static final int LEAST_PER_SECOND = 8 << 10;

    private final Clock clock;
    private final Instant began;
    private final Duration grace;
    private long seen;

    PacedStream(InputStream in, Duration grace, Clock clock) {
        super(in);
        this.clock = clock;
        this.began = clock.instant();
        this.grace = grace;
    }

    @Override
    public int read() throws IOException {
        int next = super.read();
        passed(next < 0 ? 0 : 1);
        return next;
    }

    @Override
    public int read(byte[] into, int from, int most) throws IOException {
        int count = super.read(into, from, most);
        passed(Math.max(0, count));
        return count;
    }

    private void passed(int count) throws SocketTimeoutException {
        seen += count;
        long late = Duration.between(began, clock.instant()).minus(grace).toSeconds();
        if (late > 0 && seen < late * LEAST_PER_SECOND) {
            throw new SocketTimeoutException("The body came too slowly");
        }
    }
}
