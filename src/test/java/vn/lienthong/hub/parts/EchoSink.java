package vn.lienthong.hub.parts;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The other side of the connector echo: takes every message, and gives its dossier back. */
final class EchoSink implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<String> keys = ConcurrentHashMap.newKeySet();

    EchoSink() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.setExecutor(threads);
        server.createContext("/messages", call -> {
            call.getRequestBody().readAllBytes();
            keys.add(String.valueOf(call.getRequestHeaders().getFirst("Idempotency-Key")));
            byte[] answer = "{\"dossier\":\"taken\",\"number\":\"1\"}".getBytes(StandardCharsets.UTF_8);
            call.getResponseHeaders().add("Content-Type", "application/json");
            call.sendResponseHeaders(200, answer.length);
            call.getResponseBody().write(answer);
            call.close();
        });
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Different messages taken so far. */
    int taken() {
        return keys.size();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdown();
    }
}
