package vn.lienthong.hub.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.hub.hub.HubOnRealParts.await;
import static vn.lienthong.hub.hub.HubOnRealParts.record;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vn.lienthong.hub.journal.TestJournal;
import vn.lienthong.hub.vocabulary.TransferState;

/** Two destinations, one of which answers a few bytes at a time: the other does not wait for it. */
class SlowDestinationIT {
    private static final int RECORDS = 300;
    private static final int PART = 25;
    /** Slow enough that the machine's own load is not what is measured. */
    private static final String RATE = "100";

    private static final byte[] ANSWER = "{\"dossier\":\"taken\",\"number\":\"1\"}".getBytes(StandardCharsets.UTF_8);
    private static final long DRIP_NANOS = 50_000_000;

    @RegisterExtension
    final TestJournal journals = TestJournal.with(Clock.systemUTC(), settings -> settings);

    @Test
    void theOtherKeepsNineTenthsOfItsRate() throws IOException {
        ExecutorService threads = Executors.newCachedThreadPool();
        HttpServer dripping = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        dripping.setExecutor(threads);
        dripping.createContext("/", SlowDestinationIT::drip);
        dripping.start();
        try (HubOnRealParts hub = new HubOnRealParts(journals.journal()).with("rate", RATE)) {
            hub.and(
                            "echo",
                            Map.of(
                                    "address",
                                    "http://127.0.0.1:" + dripping.getAddress().getPort()))
                    .start();
            Delivered delivered = new Delivered(hub);

            double alone = paceOf(hub, 0, List.of("province-rest"), delivered);
            long slow = delivered.echo.get();
            double besideSlow = paceOf(hub, RECORDS, List.of("province-rest", "echo"), delivered);

            assertThat(besideSlow).isLessThanOrEqualTo(alone / 0.9);
            assertThat(delivered.echo.get()).as("it drips all the same").isBetween(slow + 1, RECORDS - 1L);
        } finally {
            dripping.stop(0);
            threads.shutdownNow();
        }
    }

    /** Seconds for the quicker three quarters of it: what is left out is when the machine itself stood still. */
    private static double paceOf(HubOnRealParts hub, int from, List<String> owed, Delivered delivered) {
        int before = delivered.province.size();
        long start = System.nanoTime();
        List<CompletableFuture<?>> pushed = new ArrayList<>();
        for (int i = from; i < from + RECORDS; i++) {
            String code = "000.00.01.H08-191216-%05d".formatted(i);
            pushed.add(hub.push(code, owed, record(code, 1, 1)));
        }
        pushed.forEach(CompletableFuture::join);
        await("all are at the province", () -> delivered.province.size() == before + RECORDS);
        List<Long> parts = new ArrayList<>();
        long since = start;
        for (int last = before + PART - 1; last < before + RECORDS; last += PART) {
            long now = delivered.province.get(last);
            parts.add(now - since);
            since = now;
        }
        return parts.stream()
                        .sorted()
                        .limit(parts.size() * 3L / 4)
                        .mapToLong(Long::longValue)
                        .sum()
                / 1e9;
    }

    private static void drip(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, ANSWER.length);
        for (byte one : ANSWER) {
            exchange.getResponseBody().write(one);
            exchange.getResponseBody().flush();
            LockSupport.parkNanos(DRIP_NANOS);
        }
        exchange.close();
    }

    /** What has landed: of the province when, in nanoseconds. */
    private static final class Delivered {
        private final List<Long> province = new CopyOnWriteArrayList<>();
        private final AtomicLong echo = new AtomicLong();

        Delivered(HubOnRealParts hub) {
            hub.running().delivery().onLanded(landing -> {
                if (landing.becomes() == TransferState.DELIVERED) {
                    if (landing.flight().destination().equals("echo")) {
                        echo.incrementAndGet();
                    } else {
                        province.add(System.nanoTime());
                    }
                }
            });
        }
    }
}
