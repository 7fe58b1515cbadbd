package vn.lienthong.hub.app;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Remembers for which transfers files were given out, so that people see whether a destination came for them: the latest of them, at this node and since
 * it started. Thread-safe.
 */
final class FilesGiven {
    private static final int MOST = 10_000;

    private final Clock clock;
    private final Map<Long, Given> given = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Given> eldest) {
            return size() > MOST;
        }
    };

    /** How often files of a transfer were asked for, and when last. */
    record Given(int times, Instant last) {}

    FilesGiven(Clock clock) {
        this.clock = clock;
    }

    synchronized void note(long transferId) {
        Given before = given.remove(transferId);
        given.put(transferId, new Given(before == null ? 1 : before.times() + 1, clock.instant()));
    }

    synchronized Optional<Given> of(long transferId) {
        return Optional.ofNullable(given.get(transferId));
    }
}
