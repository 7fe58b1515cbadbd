package vn.lienthong.hub.intake;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Reads on for a while after an early answer. A sender that is still sending would otherwise find its connection reset before
 * it has read why it was refused.
 */
final class Draining {
    private static final long MOST = 32 << 20;
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long IDLE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private Draining() {}

    static void rest(HttpServletRequest request, HttpServletResponse response) {
        try {
            response.flushBuffer();
            InputStream in = request.getInputStream();
            byte[] away = new byte[16 << 10];
            long left = MOST;
            long end = System.nanoTime() + LONGEST_NANOS;
            long idle = 0;
            while (left > 0 && idle < IDLE_NANOS && System.nanoTime() < end) {
                if (in.available() > 0) {
                    left -= Math.max(0, in.read(away));
                    idle = 0;
                } else {
                    LockSupport.parkNanos(LOOK_NANOS);
                    idle += LOOK_NANOS;
                }
            }
        } catch (IOException gone) {
            // Nobody left to be polite to.
        }
    }
}
