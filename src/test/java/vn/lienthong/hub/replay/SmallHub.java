package vn.lienthong.hub.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A hub of a few lines, to which a player can push: it answers as the interface says. */
final class SmallHub implements AutoCloseable {
    /** Answers given before anything is processed: a status, with a second of Retry-After if it ends in "!"; 0 drops. */
    final Queue<String> troubles = new ConcurrentLinkedQueue<>();

    final List<String> authorizations = new ArrayList<>();
    final TreeSet<Integer> batchSizes = new TreeSet<>();
    private final Map<String, JsonNode> held = new HashMap<>();
    private final Map<String, Integer> newest = new HashMap<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(8);
    private final HttpServer server;

    SmallHub() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/v1/dossiers", this::answer);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String trouble = troubles.poll();
        if (trouble != null) {
            trouble(exchange, trouble);
            return;
        }
        synchronized (this) {
            authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            boolean batch = exchange.getRequestURI().getPath().endsWith("/batch");
            if (!batch) {
                JsonNode result = take(body);
                send(exchange, result.path("status").asInt(), result + "\n");
                return;
            }
            StringBuilder results = new StringBuilder();
            String[] lines = new String(body, StandardCharsets.UTF_8).split("\n");
            batchSizes.add(lines.length);
            for (String line : lines) {
                results.append(take(line.getBytes(StandardCharsets.UTF_8))).append('\n');
            }
            send(exchange, 200, results.toString());
        }
    }

    private static void trouble(HttpExchange exchange, String trouble) throws IOException {
        if (trouble.equals("0")) {
            exchange.close();
            return;
        }
        if (trouble.endsWith("!")) {
            exchange.getResponseHeaders().set("Retry-After", "1");
        }
        send(exchange, Integer.parseInt(trouble.replace("!", "")), "");
    }

    private JsonNode take(byte[] body) throws IOException {
        JsonNode record;
        try {
            record = ProvinceTalk.JSON.readTree(body);
        } catch (IOException e) {
            return result(400, "not-json");
        }
        String code = record.path("dossierCode").asText().strip();
        int revision = record.path("revision").asInt();
        if (!record.path("applicant").has("name") || !record.path("revision").isInt()) {
            return result(422, "invalid-record");
        }
        JsonNode before = held.putIfAbsent(code + " " + revision, record);
        if (before != null) {
            return before.equals(record) ? result(200, "repeated") : result(409, "revision-conflict");
        }
        boolean superseded = newest.getOrDefault(code, 0) > revision;
        newest.merge(code, revision, Math::max);
        return ProvinceTalk.JSON.createObjectNode().put("status", 202).put("superseded", superseded);
    }

    private static JsonNode result(int status, String code) {
        return ProvinceTalk.JSON
                .createObjectNode()
                .put("status", status)
                .put("type", "urn:lienthong-hub:problem:" + code);
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    synchronized int size() {
        return held.size();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
