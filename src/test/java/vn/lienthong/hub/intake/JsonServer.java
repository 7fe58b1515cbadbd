package vn.lienthong.hub.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A real HTTP server on loopback that is told JSON and says JSON, for the sources of tests. */
final class JsonServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    JsonServer(HttpHandler handler) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", handler);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    static JsonNode told(HttpExchange call) throws IOException {
        return JSON.readTree(call.getRequestBody().readAllBytes());
    }

    static void say(HttpExchange call, JsonNode said) throws IOException {
        say(call, 200, JSON.writeValueAsBytes(said));
    }

    static void say(HttpExchange call, int status, byte[] said) throws IOException {
        call.getResponseHeaders().add("Content-Type", "application/json");
        call.sendResponseHeaders(status, said.length == 0 ? -1 : said.length);
        call.getResponseBody().write(said);
        call.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdown();
    }
}
