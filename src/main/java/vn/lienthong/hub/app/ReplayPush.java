package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;
import vn.lienthong.hub.replay.Player;

/**
 * Pushes records into a hub on this machine for many threads, each of which waits for its answer: those that wait at the same time go in one request, as
 * lines of a batch. Ten thousand requests, one by one, cost a sixth of a replay. Thread-safe.
 */
final class ReplayPush implements AutoCloseable {
    private static final int PUSHERS = 2;
    private static final int MOST = 64;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String hub;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
    private final List<Thread> pushers;

    /** What the hub says of one record. */
    record Answer(int status, JsonNode body) {}

    private record Waiting(String source, byte[] record, CompletableFuture<Answer> answer) {
        /** Whether it may be a line: one with line breaks in it is no line. */
        boolean isLine() {
            return record.length > 0 && IntStream.range(0, record.length).noneMatch(i -> record[i] == '\n');
        }
    }

    /** @param hub its address without a path */
    ReplayPush(URI hub) {
        this.hub = hub.toString();
        this.pushers = IntStream.range(0, PUSHERS)
                .mapToObj(i -> new Thread(this::work, "replay-push-" + i))
                .toList();
        pushers.forEach(thread -> {
            thread.setDaemon(true);
            thread.start();
        });
    }

    /**
     * Begins to push one.
     *
     * @param source as which it is pushed, with {@link ReplaySettings#PASSWORD}
     * @return completed with the hub's answer, or with the IOException for which there is none
     */
    CompletableFuture<Answer> push(String source, byte[] record) {
        Waiting waiting = new Waiting(source, record, new CompletableFuture<>());
        queue.add(waiting);
        return waiting.answer();
    }

    private void work() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                List<Waiting> some = new ArrayList<>(List.of(queue.take()));
                queue.drainTo(some, MOST - 1);
                push(some);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void push(List<Waiting> some) throws InterruptedException {
        Map<String, List<Waiting>> lines = new LinkedHashMap<>();
        for (Waiting one : some) {
            if (one.isLine()) {
                lines.computeIfAbsent(one.source(), source -> new ArrayList<>()).add(one);
            } else {
                answered(List.of(one));
            }
        }
        for (List<Waiting> batch : lines.values()) {
            answered(batch);
        }
    }

    /** Of one source. Each gets its answer, or is told why there is none. */
    private void answered(List<Waiting> batch) throws InterruptedException {
        try {
            if (batch.size() == 1) {
                Waiting one = batch.get(0);
                one.answer().complete(post("/v1/dossiers", "application/json", one.source(), one.record()));
            } else {
                lines(batch);
            }
        } catch (IOException | RuntimeException e) {
            batch.forEach(one -> one.answer().completeExceptionally(e));
        }
    }

    private void lines(List<Waiting> batch) throws IOException, InterruptedException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (Waiting one : batch) {
            body.writeBytes(one.record());
            body.write('\n');
        }
        // A refused batch is one answer for all; an accepted one is an answer for each.
        Reply reply =
                send("/v1/dossiers/batch", "application/x-ndjson", batch.get(0).source(), body.toByteArray());
        String[] answers = new String(reply.body(), StandardCharsets.UTF_8).split("\n");
        if (reply.status() == 200 && answers.length < batch.size()) {
            throw new IOException(answers.length + " answers to " + batch.size() + " records");
        }
        for (int i = 0; i < batch.size(); i++) {
            JsonNode answer = Json.MAPPER.readTree(answers[reply.status() == 200 ? i : 0]);
            int status = reply.status() == 200 ? answer.path("status").asInt() : reply.status();
            batch.get(i).answer().complete(new Answer(status, answer));
        }
    }

    private Answer post(String path, String type, String source, byte[] body) throws IOException, InterruptedException {
        Reply reply = send(path, type, source, body);
        return new Answer(reply.status(), Json.MAPPER.readTree(reply.body()));
    }

    private record Reply(int status, byte[] body) {}

    private Reply send(String path, String type, String source, byte[] body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(hub + path))
                .timeout(PATIENCE)
                .header("Content-Type", type)
                .header("Authorization", Player.Settings.basic(source, ReplaySettings.PASSWORD))
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        var answer = http.send(request, BodyHandlers.ofByteArray());
        return new Reply(answer.statusCode(), answer.body());
    }

    @Override
    public void close() {
        pushers.forEach(Thread::interrupt);
    }
}
