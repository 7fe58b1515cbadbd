package vn.lienthong.hub.app;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import vn.lienthong.hub.journal.TransferView;

/**
 * Remembers for which transfers files were given out, so that people see whether a destination came for them. The latest of them, at this node and since
 * it started; the numbers count all. Thread-safe.
 */
final class FilesGiven {
    private static final int MOST = 10_000;

    private final Clock clock;
    private final MeterRegistry registry;
    private final Map<Long, Given> given = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Given> eldest) {
            return size() > MOST;
        }
    };

    /** How often files of a transfer were asked for, and when last. */
    record Given(int times, Instant last) {}

    FilesGiven(MeterRegistry registry, Clock clock) {
        this.registry = registry;
        this.clock = clock;
    }

    Clock clock() {
        return clock;
    }

    void note(TransferView transfer) {
        Counter.builder("hub.files.given")
                .description("Files given out by their address, ranges counted singly")
                .tag("destination", transfer.destination())
                .register(registry)
                .increment();
        synchronized (given) {
            Given before = given.remove(transfer.id());
            given.put(transfer.id(), new Given(before == null ? 1 : before.times() + 1, clock.instant()));
        }
    }

    Optional<Given> of(long transferId) {
        synchronized (given) {
            return Optional.ofNullable(given.get(transferId));
        }
    }
}
