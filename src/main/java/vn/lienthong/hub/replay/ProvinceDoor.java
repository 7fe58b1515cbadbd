package vn.lienthong.hub.replay;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.hub.replay.Misbehaviour.Kind;

/** The fake province's door: open or closed, by hand or by the weather, and with which certificate; changes the weather, and brings the one before back. Thread-safe. */
final class ProvinceDoor {
    private static final Logger LOG = LoggerFactory.getLogger(ProvinceDoor.class);

    private final ProvinceServer server;
    private final Weather weather;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "fake-province-timer");
        thread.setDaemon(true);
        return thread;
    });
    private @Nullable ScheduledFuture<?> wayBack;
    /** In force until further notice; what holds for a while only goes back to it. */
    private List<Misbehaviour> lasting;

    private @Nullable ProvinceKeys keys;
    private boolean closedByWeather;
    private boolean expired;

    ProvinceDoor(ProvinceServer server, Weather weather) {
        this.server = server;
        this.weather = weather;
        this.lasting = weather.now();
    }

    /** @param howLong after which those come back that were put in force until further notice; zero: until further notice */
    synchronized void misbehave(List<Misbehaviour> next, Duration howLong) {
        if (wayBack != null) {
            wayBack.cancel(false);
        }
        weather.change(next);
        if (howLong.isZero()) {
            lasting = List.copyOf(next);
        } else {
            wayBack = timer.schedule(this::calmDown, howLong.toMillis(), TimeUnit.MILLISECONDS);
        }
        // The wish may have come over HTTP: let its answer out before the door closes.
        timer.schedule(this::apply, 100, TimeUnit.MILLISECONDS);
    }

    synchronized void calmDown() {
        misbehave(lasting, Duration.ZERO);
    }

    /** Closes, opens or changes the certificate as the weather has it. */
    synchronized void apply() {
        if (weather.has(Kind.REFUSED)) {
            server.refuse();
            closedByWeather = true;
            return;
        }
        boolean isOpen = server.listens();
        boolean change = keys != null && expired != weather.has(Kind.CERTIFICATE_EXPIRED);
        if (!closedByWeather && !(isOpen && change)) {
            return; // whoever refused connections by hand opens by hand
        }
        try {
            show();
            server.listen();
            closedByWeather = false;
        } catch (UncheckedIOException e) {
            // Somebody took the port while it was free. Ask again; a tester waits for this province to come back.
            LOG.warn("{}", e.getMessage());
            closedByWeather = true;
            timer.schedule(this::apply, 1, TimeUnit.SECONDS);
        }
    }

    /** Puts the certificate out that the weather wants; the door is closed afterwards where it had another. */
    private void show() {
        ProvinceKeys known = keys;
        boolean wanted = weather.has(Kind.CERTIFICATE_EXPIRED);
        if (known != null) {
            server.refuse();
            server.show(wanted ? known.expired() : known.good());
            expired = wanted;
        }
    }

    /** Closes by hand. */
    synchronized void close() {
        closedByWeather = false;
        server.refuse();
    }

    /** Opens by hand. */
    synchronized void open() {
        closedByWeather = false;
        if (!server.listens()) {
            show();
            server.listen();
        }
    }

    synchronized void serveTls(ProvinceKeys made) {
        keys = made;
        show();
        server.listen();
    }

    /** When the certificate ends that is shown. */
    synchronized Instant tlsEnds() {
        if (keys == null) {
            throw new IllegalStateException("call serveTls first");
        }
        return keys.ends(expired);
    }

    synchronized void shut() {
        timer.shutdownNow();
        server.refuse();
    }
}
