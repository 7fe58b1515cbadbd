package vn.lienthong.hub.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One connection of a player: pushes what it is given, in order, until the hub has answered each record or patience ends. */
final class PlayConnection {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(60);
    private static final Duration SHORTEST_WAIT = Duration.ofMillis(200);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final HttpClient client;
    private final Player.Settings settings;
    private final PlayTally tally;
    private final CountDownLatch stopping;

    PlayConnection(HttpClient client, Player.Settings settings, PlayTally tally, CountDownLatch stopping) {
        this.client = client;
        this.settings = settings;
        this.tally = tally;
        this.stopping = stopping;
    }

    /** What one push left over, and how long the hub asked to wait. */
    private record Rest(List<PlayLine> lines, Duration pause) {}

    void push(List<PlayLine> lines) throws InterruptedException {
        List<PlayLine> open = lines;
        long patienceEnds = System.nanoTime() + settings.patience().toNanos();
        Duration backoff = SHORTEST_WAIT;
        while (!open.isEmpty() && !tally.stopped()) {
            Rest rest = open.size() == 1 && settings.batch() == 1 ? single(open.get(0), backoff) : batch(open, backoff);
            if (rest.lines().size() < open.size()) {
                patienceEnds = System.nanoTime() + settings.patience().toNanos();
                backoff = SHORTEST_WAIT;
            }
            open = rest.lines();
            if (open.isEmpty() || System.nanoTime() > patienceEnds) {
                break;
            }
            tally.resent.add(open.size());
            if (stopping.await(rest.pause().toMillis(), TimeUnit.MILLISECONDS)) {
                break;
            }
            backoff = shorter(backoff.multipliedBy(2), LONGEST_WAIT);
        }
        tally.unsent.add(open.size());
    }

    private Rest single(PlayLine line, Duration backoff) throws InterruptedException {
        try {
            HttpResponse<byte[]> answer = post("/v1/dossiers", "application/json", line.json());
            if (stops(answer)) {
                return new Rest(List.of(line), Duration.ZERO);
            }
            if (again(answer.statusCode())) {
                return new Rest(List.of(line), pause(answer, backoff));
            }
            count(answer.statusCode(), tree(answer.body()));
            return new Rest(List.of(), Duration.ZERO);
        } catch (IOException e) {
            return new Rest(List.of(line), backoff);
        }
    }

    private Rest batch(List<PlayLine> lines, Duration backoff) throws InterruptedException {
        ByteArrayOutputStream body = new ByteArrayOutputStream(lines.size() * 3_000);
        for (PlayLine line : lines) {
            body.writeBytes(line.json());
            body.write('\n');
        }
        try {
            HttpResponse<byte[]> answer = post("/v1/dossiers/batch", "application/x-ndjson", body.toByteArray());
            if (stops(answer)) {
                return new Rest(lines, Duration.ZERO);
            }
            return answer.statusCode() == 200
                    ? new Rest(unanswered(lines, answer.body()), pause(answer, backoff))
                    : new Rest(lines, pause(answer, backoff));
        } catch (IOException e) {
            return new Rest(lines, backoff);
        }
    }

    /** Counts the answers, line by line, and gives back what has to be pushed again, in order. */
    private List<PlayLine> unanswered(List<PlayLine> lines, byte[] body) {
        String[] answers = new String(body, StandardCharsets.UTF_8).split("\n");
        List<PlayLine> rest = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            JsonNode answer = i < answers.length ? tree(answers[i].getBytes(StandardCharsets.UTF_8)) : JSON.nullNode();
            int status = answer.path("status").asInt();
            if (status == 0 || again(status)) {
                rest.add(lines.get(i));
            } else {
                count(status, answer);
            }
        }
        return rest;
    }

    private void count(int status, JsonNode answer) {
        if (status == 202) {
            (answer.path("superseded").asBoolean() ? tally.superseded : tally.accepted).increment();
        } else if (status == 200) {
            tally.repeated.increment();
        } else {
            String type = answer.path("type").asText("");
            String code = type.substring(type.lastIndexOf(':') + 1);
            tally.refused(status + (code.isEmpty() ? "" : " " + code));
        }
    }

    private static boolean again(int status) {
        return status == 429 || status >= 500 || status == 408;
    }

    /** An answer that every further record would get too. */
    private boolean stops(HttpResponse<byte[]> answer) {
        int status = answer.statusCode();
        if (status == 401 || status == 403) {
            tally.stop("The hub does not know this sender. Found: HTTP " + status + " from " + settings.hub()
                    + ". Give a credential that the hub is configured with.");
        } else if (status == 404 || status == 405) {
            tally.stop("There is no hub at this address. Found: HTTP " + status + " from " + settings.hub()
                    + ". Give the address without a path, for example http://127.0.0.1:8080.");
        }
        return tally.stopped();
    }

    private static Duration pause(HttpResponse<?> answer, Duration otherwise) {
        Optional<String> asked = answer.headers().firstValue("Retry-After");
        if (asked.isPresent() && asked.get().matches("\\d{1,5}")) {
            return shorter(Duration.ofSeconds(Long.parseLong(asked.get())), LONGEST_WAIT.multipliedBy(10));
        }
        return otherwise;
    }

    private HttpResponse<byte[]> post(String path, String type, byte[] body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(settings.hub() + path))
                .timeout(ANSWER_WITHIN)
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        settings.authorization().ifPresent(value -> request.header("Authorization", value));
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static JsonNode tree(byte[] body) {
        try {
            JsonNode tree = JSON.readTree(body);
            return tree == null ? JSON.nullNode() : tree;
        } catch (IOException e) {
            return JSON.nullNode();
        }
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
