package vn.lienthong.hub.replay;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** The sessions that the fake province has given out. Thread-safe; the oldest are forgotten beyond a fixed number. */
final class Sessions {
    private static final int MOST = 10_000;

    private final Clock clock;
    private final Duration lifetime;
    private final long seed;
    private final Map<String, Long> endings = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > MOST;
        }
    };

    Sessions(Clock clock, Duration lifetime, long seed) {
        this.clock = clock;
        this.lifetime = lifetime;
        this.seed = seed;
    }

    /** The session of the log-in of this number, from now on for as long as sessions live. */
    String open(long number) {
        String session =
                "fake-" + Long.toHexString(Chance.mix(seed, number)) + Long.toHexString(Chance.mix(~seed, number));
        synchronized (endings) {
            endings.put(session, clock.millis() + lifetime.toMillis());
        }
        return session;
    }

    boolean valid(String session) {
        synchronized (endings) {
            Long end = endings.get(session);
            return end != null && clock.millis() < end;
        }
    }

    void forget(String session) {
        synchronized (endings) {
            endings.remove(session);
        }
    }

    void forgetAll() {
        synchronized (endings) {
            endings.clear();
        }
    }
}
