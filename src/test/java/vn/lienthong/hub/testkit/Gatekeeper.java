package vn.lienthong.hub.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;

/** Stands between the hub and another side, and lets a message pass, or cuts the connection, by what it says. */
public final class Gatekeeper implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient http = HttpClient.newHttpClient();
    private final URI behind;
    private volatile Predicate<String> passes = text -> true;

    public Gatekeeper(URI behind) {
        this.behind = behind;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::pass);
        server.start();
    }

    /** From now on only what the test says passes. */
    public void letPass(Predicate<String> what) {
        passes = what;
    }

    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void pass(HttpExchange call) throws IOException {
        byte[] body = call.getRequestBody().readAllBytes();
        if (!passes.test(new String(body, StandardCharsets.UTF_8))) {
            call.close();
            return;
        }
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(
                            behind.resolve(call.getRequestURI().toString()))
                    .POST(HttpRequest.BodyPublishers.ofByteArray(body));
            request.header("Content-Type", call.getRequestHeaders().getFirst("Content-Type"));
            String action = call.getRequestHeaders().getFirst("SOAPAction");
            if (action != null) {
                request.header("SOAPAction", action);
            }
            HttpResponse<byte[]> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            answer.headers().firstValue("content-type").ifPresent(type -> call.getResponseHeaders()
                    .add("Content-Type", type));
            call.sendResponseHeaders(answer.statusCode(), answer.body().length);
            call.getResponseBody().write(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            call.close();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdown();
    }
}
