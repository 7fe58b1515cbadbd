package vn.lienthong.hub.torture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The second destination, which cannot be asked anything: it takes what comes and writes down under which key, with which bytes and
 * in which order. Goes wrong now and then while it is told to. Thread-safe.
 */
final class Receiver implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SILENCE_MILLIS = 6_000;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(24);
    private final long seed;
    private final Map<String, Message> byKey = new HashMap<>();
    private final Map<String, Taken> byDossier = new HashMap<>();
    private volatile boolean moody;
    private final AtomicLong taken = new AtomicLong();
    private int repeats;
    private int otherBytes;
    private int otherKey;
    private int outOfOrder;

    private record Message(String dossier, int revision, int hash, int visits) {}

    /**
     * What was taken of a dossier.
     *
     * @param revisions one bit for each
     * @param twice how often one came that was there, under another key
     * @param older how often one came after a newer one
     */
    private record Taken(long revisions, int highest, int twice, int older) {
        static final Taken NOTHING = new Taken(0, 0, 0, 0);
    }

    /** What it saw. */
    record Report(long taken, int repeats, int otherBytes, int otherKey, int outOfOrder) {}

    private enum Mood {
        WELL,
        NOT_NOW,
        LOST_ANSWER,
        SILENT,
        BROKEN
    }

    Receiver(long seed) throws IOException {
        this.seed = seed;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
        server.setExecutor(threads);
        server.createContext("/messages", this::take);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** Whether it goes wrong now and then. */
    void moody(boolean now) {
        moody = now;
    }

    /** Messages taken for the first time. */
    long taken() {
        return taken.get();
    }

    synchronized Report report() {
        return new Report(taken.get(), repeats, otherBytes, otherKey, outOfOrder);
    }

    /** How many different revisions of a dossier it has. */
    synchronized int revisions(String dossier) {
        return Long.bitCount(byDossier.getOrDefault(dossier, Taken.NOTHING).revisions());
    }

    /** How many dossiers it has. */
    synchronized int dossiers() {
        return byDossier.size();
    }

    /** What it keeps of a dossier. */
    synchronized Kept kept(String dossier) {
        Taken held = byDossier.getOrDefault(dossier, Taken.NOTHING);
        return new Kept(held.revisions(), true, held.twice(), held.older(), 0);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void take(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String key = String.valueOf(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
        JsonNode message = JSON.readTree(body);
        Mood mood = mood(key, message, body);
        switch (mood) {
            case WELL ->
                answer(
                        exchange,
                        200,
                        JSON.createObjectNode()
                                .put("dossier", message.path("dossier").asText())
                                .put("number", "n-" + key)
                                .toString());
            case NOT_NOW -> {
                exchange.getResponseHeaders().set("Retry-After", "1");
                answer(exchange, 503, "{\"busy\":true}");
            }
            case BROKEN -> answer(exchange, 500, "<html>500</html>");
            case LOST_ANSWER -> exchange.close();
            case SILENT -> {
                Machine.pause(SILENCE_MILLIS);
                exchange.close();
            }
        }
    }

    private synchronized Mood mood(String key, JsonNode message, byte[] body) {
        String dossier = message.path("dossier").asText();
        int revision = message.path("revision").asInt();
        int hash = Arrays.hashCode(body);
        @Nullable Message before = byKey.get(key);
        int visits = before == null ? 0 : before.visits();
        if (before != null && (before.hash() != hash || !before.dossier().equals(dossier))) {
            otherBytes++;
        }
        Mood mood = moody ? draw(key, visits) : Mood.WELL;
        boolean held = before != null && before.revision() > 0;
        boolean takes = mood != Mood.NOT_NOW;
        byKey.put(key, new Message(dossier, held || takes ? revision : 0, hash, visits + 1));
        if (takes && held) {
            repeats++;
            book(dossier, revision, false);
        } else if (takes) {
            first(dossier, revision);
        }
        return mood;
    }

    private void first(String dossier, int revision) {
        Taken held = byDossier.getOrDefault(dossier, Taken.NOTHING);
        boolean there = (held.revisions() & 1L << revision) != 0;
        otherKey += there ? 1 : 0;
        book(dossier, revision, there);
        taken.incrementAndGet();
    }

    private void book(String dossier, int revision, boolean twice) {
        Taken held = byDossier.getOrDefault(dossier, Taken.NOTHING);
        boolean older = held.highest() > revision;
        outOfOrder += older ? 1 : 0;
        byDossier.put(
                dossier,
                new Taken(
                        held.revisions() | 1L << revision,
                        Math.max(held.highest(), revision),
                        held.twice() + (twice ? 1 : 0),
                        held.older() + (older ? 1 : 0)));
    }

    /** One message in twenty-five, by its key and how often it came. */
    private Mood draw(String key, int visits) {
        Draws draws = new Draws(seed ^ key.hashCode() * 0x9E3779B97F4A7C15L ^ visits);
        if (draws.below(100) >= 4) {
            return Mood.WELL;
        }
        return Mood.values()[1 + draws.below(Mood.values().length - 1)];
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
