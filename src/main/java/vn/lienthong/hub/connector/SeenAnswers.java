package vn.lienthong.hub.connector;

import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** Answers that came already, each until its time stamp has run out and nobody would take it any more. Thread-safe. */
final class SeenAnswers {

    /** Of more than these the oldest are forgotten: 8 MiB at most. */
    static final int MOST = 50_000;

    private final Map<String, Instant> seen = new LinkedHashMap<>();

    /** Whether it did not come before; from now on it did. */
    synchronized boolean isNew(String answer, Instant until, Instant now) {
        Iterator<Instant> oldest = seen.values().iterator();
        while (oldest.hasNext() && (oldest.next().isBefore(now) || seen.size() >= MOST)) {
            oldest.remove();
        }
        return seen.put(answer, until) == null;
    }
}
