package vn.lienthong.hub.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vn.lienthong.hub.app.ReplayPush.Answer;

/** Against a server that answers as intake does, and not before it may. */
@Timeout(60)
class ReplayPushTest {
    private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();
    private final CountDownLatch mayAnswer = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile int batchStatus = 200;
    private HttpServer hub;
    private ReplayPush push;

    @BeforeEach
    void start() throws IOException {
        hub = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        hub.createContext("/", this::answer);
        hub.setExecutor(threads);
        hub.start();
        push = new ReplayPush(URI.create("http://127.0.0.1:" + hub.getAddress().getPort()));
    }

    @AfterEach
    void stop() {
        push.close();
        hub.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String path = exchange.getRequestURI().getPath();
        asked.add(path + " " + body);
        try {
            mayAnswer.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        boolean lines = path.endsWith("/batch") && batchStatus == 200;
        String said = lines
                ? body.lines()
                        .map(line -> "{\"status\":202,\"echo\":" + line + "}")
                        .collect(Collectors.joining("\n"))
                : "{\"echo\":" + (body.isBlank() || body.contains("\n") ? "0" : body) + "}";
        byte[] bytes = said.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(path.endsWith("/batch") ? batchStatus : 202, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private CompletableFuture<Answer> push(String source, String record) {
        return push.push(source, record.getBytes(StandardCharsets.UTF_8));
    }

    /** Both pushers wait for an answer; what comes now waits for them. */
    private void occupy() throws InterruptedException {
        push("a", "-1");
        asked.take();
        push("a", "-2");
        asked.take();
    }

    @Test
    void whatWaitsAtTheSameTimeGoesInOneRequestAndEachGetsItsOwnAnswer() throws Exception {
        occupy();
        List<CompletableFuture<Answer>> answers =
                IntStream.range(0, 20).mapToObj(i -> push("a", "" + i)).toList();
        mayAnswer.countDown();
        for (int i = 0; i < answers.size(); i++) {
            Answer answer = answers.get(i).get();
            assertThat(answer.status()).isEqualTo(202);
            assertThat(answer.body().path("echo").asInt()).isEqualTo(i);
        }
        assertThat(asked)
                .hasSizeLessThanOrEqualTo(4)
                .anyMatch(request -> request.startsWith("/v1/dossiers/batch ")
                        && request.lines().count() > 5);
    }

    @Test
    void recordsOfTwoSourcesNeverShareARequest() throws Exception {
        occupy();
        List<CompletableFuture<Answer>> answers = IntStream.range(0, 20)
                .mapToObj(i -> push(i % 2 == 0 ? "even" : "odd", "" + i))
                .toList();
        mayAnswer.countDown();
        for (CompletableFuture<Answer> answer : answers) {
            answer.get();
        }
        assertThat(asked).allSatisfy(request -> assertThat(request.substring(request.indexOf(' ') + 1)
                        .lines()
                        .map(line -> Integer.parseInt(line) % 2)
                        .distinct())
                .hasSize(1));
    }

    @Test
    void aRecordWithLineBreaksIsNoLine() throws Exception {
        occupy();
        CompletableFuture<Answer> broken = push("a", "{\n}");
        CompletableFuture<Answer> whole = push("a", "1");
        mayAnswer.countDown();
        assertThat(broken.get().status()).isEqualTo(202);
        assertThat(whole.get().status()).isEqualTo(202);
        assertThat(asked).contains("/v1/dossiers {\n}");
    }

    @Test
    void aBatchThatIsRefusedIsRefusedToEach() throws Exception {
        batchStatus = 503;
        occupy();
        List<CompletableFuture<Answer>> answers =
                IntStream.range(0, 5).mapToObj(i -> push("a", "" + i)).toList();
        mayAnswer.countDown();
        for (CompletableFuture<Answer> answer : answers) {
            assertThat(answer.get().status()).isIn(202, 503);
        }
        assertThat(answers.stream().filter(answer -> answer.join().status() == 503))
                .hasSizeGreaterThanOrEqualTo(4);
    }

    @Test
    void whereNobodyAnswersEachIsToldSo() {
        hub.stop(0);
        assertThatThrownBy(() -> push("a", "1").get(30, TimeUnit.SECONDS)).hasRootCauseInstanceOf(IOException.class);
    }
}
