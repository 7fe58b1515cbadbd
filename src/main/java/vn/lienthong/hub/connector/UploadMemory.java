package vn.lienthong.hub.connector;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a destination gave for the files of a transfer, so that a try that comes again does not upload them again. Bounded, and in memory:
 * after a restart a file goes once more. Thread-safe.
 */
final class UploadMemory {

    /** Of some kilobyte at most. */
    private static final int MOST = 10_000;

    /** Platforms throw away what nobody used; a day is shorter than any such time that was seen. */
    private static final Duration KEPT = Duration.ofHours(24);

    /** @param values what stands in the message instead of the file */
    private record Given(Map<String, String> values, Instant at) {}

    private final Map<String, Given> given = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Given> eldest) {
            return size() > MOST;
        }
    };

    synchronized @Nullable Map<String, String> recall(String key, Instant now) {
        Given found = given.get(key);
        if (found != null && found.at().plus(KEPT).isBefore(now)) {
            given.remove(key);
            return null;
        }
        return found == null ? null : found.values();
    }

    synchronized void keep(String key, Map<String, String> values, Instant now) {
        given.remove(key);
        given.put(key, new Given(new LinkedHashMap<>(values), now));
    }
}
