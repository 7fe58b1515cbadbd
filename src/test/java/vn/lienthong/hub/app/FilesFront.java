package vn.lienthong.hub.app;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiPredicate;

/** Stands in front of a fake gateway: gives large files itself, made of their numbers while they are sent, and lets everything else pass. */
final class FilesFront implements AutoCloseable {
    static final int SIZE = 30 << 20;
    private static final int SOME = 1 << 16;

    /** How often each file was begun. */
    final Map<String, Integer> begun = new ConcurrentHashMap<>();
    /** Asked in the middle of a file, with its number and how often it was begun: whether it goes on. */
    volatile BiPredicate<String, Integer> goesOn = (file, times) -> true;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient http = HttpClient.newHttpClient();
    private final URI behind;

    FilesFront(URI behind) {
        this.behind = behind;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::pass);
        server.createContext("/gw-portlet/download", this::give);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The same bytes each time. */
    static String sha256(String file) throws IOException {
        Random random = new Random(Long.parseLong(file));
        byte[] some = new byte[SOME];
        return LargeFilesDesk.sha256(new InputStream() {
            private int left = SIZE;
            private InputStream now = new ByteArrayInputStream(new byte[0]);

            @Override
            public int read() throws IOException {
                throw new UnsupportedOperationException("read one by one");
            }

            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                int read = now.read(into, from, length);
                if (read >= 0 || left == 0) {
                    return read;
                }
                random.nextBytes(some);
                left -= some.length;
                now = new ByteArrayInputStream(some);
                return now.read(into, from, length);
            }
        });
    }

    private void give(HttpExchange call) throws IOException {
        String query = call.getRequestURI().getQuery();
        String file = query.substring(query.indexOf('=') + 1, query.indexOf('-'));
        int times = begun.merge(file, 1, Integer::sum);
        Random random = new Random(Long.parseLong(file));
        byte[] some = new byte[SOME];
        try (call) {
            call.sendResponseHeaders(200, SIZE);
            OutputStream out = call.getResponseBody();
            for (int left = SIZE; left > 0; left -= some.length) {
                if (left == SIZE / 2 && !goesOn.test(file, times)) {
                    return;
                }
                random.nextBytes(some);
                out.write(some);
            }
        }
    }

    private void pass(HttpExchange call) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        behind.resolve(call.getRequestURI().toString()))
                .POST(HttpRequest.BodyPublishers.ofByteArray(
                        call.getRequestBody().readAllBytes()));
        for (String header : Arrays.asList("Content-Type", "SOAPAction", "Authorization")) {
            request.header(header, call.getRequestHeaders().getFirst(header));
        }
        try (call) {
            HttpResponse<byte[]> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            answer.headers().firstValue("Content-Type").ifPresent(type -> call.getResponseHeaders()
                    .add("Content-Type", type));
            call.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
            call.getResponseBody().write(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
