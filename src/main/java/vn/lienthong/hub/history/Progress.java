package vn.lienthong.hub.history;

import java.util.ArrayDeque;
import java.util.Deque;

/** How fast a load was lately. */
final class Progress {
    private static final long LATELY = 30_000_000_000L;

    private record Seen(long at, long rows) {}

    private final Deque<Seen> seen = new ArrayDeque<>();

    /** What was done before does not count. */
    synchronized void begin() {
        seen.clear();
    }

    synchronized void saw(long rows) {
        long now = System.nanoTime();
        while (seen.size() > 2 && now - seen.getFirst().at() > LATELY) {
            seen.removeFirst();
        }
        seen.addLast(new Seen(now, rows));
    }

    /** Rows a second; 0 while nobody knows. */
    synchronized double perSecond() {
        if (seen.size() < 2) {
            return 0;
        }
        long nanos = seen.getLast().at() - seen.getFirst().at();
        return nanos <= 0 ? 0 : (seen.getLast().rows() - seen.getFirst().rows()) * 1e9 / nanos;
    }
}
