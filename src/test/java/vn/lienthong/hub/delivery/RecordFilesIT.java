package vn.lienthong.hub.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.connector.FetchRules;
import vn.lienthong.hub.connector.ShelfInMemory;
import vn.lienthong.hub.testkit.Waiting;

/** Files that are fetched from two servers, of which one hangs. */
@Timeout(120)
class RecordFilesIT {
    private final CountDownLatch end = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger hanging = new AtomicInteger();

    private HttpServer hangs;
    private HttpServer answers;
    private RecordFiles files;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        hangs = server();
        hangs.createContext("/", exchange -> {
            hanging.incrementAndGet();
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });
        answers = server();
        answers.createContext("/", exchange -> {
            byte[] file = exchange.getRequestURI().getPath().getBytes(java.nio.charset.StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, file.length);
            exchange.getResponseBody().write(file);
            exchange.close();
        });
        files = new RecordFiles(
                new ShelfInMemory(),
                new FetchRules(
                        List.of(address(hangs), address(answers)),
                        Set.of("127.0.0.1"),
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(100),
                        1_000,
                        4),
                new FileLinks("https://hub.example", FileLinkKeys.at(folder.resolve("files.key"))));
    }

    private HttpServer server() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.setExecutor(threads);
        server.start();
        return server;
    }

    private static String address(HttpServer server) {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @AfterEach
    void stop() {
        end.countDown();
        files.close();
        hangs.stop(0);
        answers.stop(0);
        threads.shutdownNow();
    }

    private Optional<Hindrance> hold(HttpServer server, int number) {
        ObjectNode record = JsonNodeFactory.instance.objectNode();
        record.putArray("attachments").addObject().put("id", "f1").put("url", address(server) + "/" + number + ".pdf");
        return files.hold(Flights.first(), record, false);
    }

    @Test
    void aServerThatHangsKeepsNoOtherWaiting() {
        for (int i = 0; i < 10; i++) {
            assertThat(hold(hangs, i))
                    .hasValueSatisfying(one -> assertThat(one.fetching()).isTrue());
        }
        Waiting.until(
                () -> "fetched", Duration.ofSeconds(30), () -> hold(answers, 1).isEmpty());
        assertThat(hanging).hasValue(2);
    }

    @Test
    void aServerThatHangsDoesNotFillWhatIsAskedForEither() {
        for (int i = 0; i < 1_200; i++) {
            hold(hangs, i);
        }
        Waiting.until(
                () -> "fetched", Duration.ofSeconds(30), () -> hold(answers, 1).isEmpty());
    }

    @Test
    void aSenderWaitsOnceForWhatItAskedForAndNeverAgain() {
        hold(hangs, 1);
        long began = System.nanoTime();
        for (int i = 0; i < 100; i++) {
            assertThat(hold(hangs, 1)).isPresent();
        }
        // At 300 ms each it were half a minute.
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
    }
}
