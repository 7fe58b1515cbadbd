package vn.lienthong.hub.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The city's own system as {@code connectors/city-rest} wants it: takes everything, and knows what it took. */
public final class FakeCity implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, List<Integer>> filings = new ConcurrentHashMap<>();
    private final Map<String, List<byte[]>> files = new ConcurrentHashMap<>();
    private final List<String> repeated = new CopyOnWriteArrayList<>();

    public FakeCity() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/v1/filings", call -> answer(call, "NEW"));
        server.createContext("/v1/progress", call -> answer(call, "NEW"));
        server.createContext("/v1/enquiries", call -> answer(call, "HELD"));
        server.start();
    }

    private void answer(HttpExchange call, String taken) throws IOException {
        JsonNode body = JSON.readTree(call.getRequestBody().readAllBytes());
        String code = body.path("dossierCode").asText();
        if (call.getRequestURI().getPath().endsWith("filings")) {
            List<Integer> had = filings.computeIfAbsent(code, key -> new CopyOnWriteArrayList<>());
            int revision = body.path("revision").asInt();
            for (JsonNode file : body.path("files")) {
                files.computeIfAbsent(code, key -> new CopyOnWriteArrayList<>())
                        .add(file.path("base64").binaryValue());
            }
            if (had.contains(revision)) {
                repeated.add(code + " " + revision);
            } else {
                had.add(revision);
            }
        }
        byte[] said = JSON.writeValueAsBytes(
                Map.of("dossierCode", code, "taken", taken, "number", "TP-" + code, "held", filings.containsKey(code)));
        call.getResponseHeaders().add("Content-Type", "application/json");
        call.sendResponseHeaders(200, said.length);
        call.getResponseBody().write(said);
        call.close();
    }

    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Dossiers whose filing it has. */
    public int filings() {
        return filings.size();
    }

    /** What the files of a dossier hold, in the order in which they came. */
    public List<byte[]> files(String code) {
        return List.copyOf(files.getOrDefault(code, new ArrayList<>()));
    }

    /** Revisions of a dossier in the order in which they came. */
    public List<Integer> revisions(String code) {
        return List.copyOf(filings.getOrDefault(code, new ArrayList<>()));
    }

    /** What came again. */
    public List<String> repeated() {
        return List.copyOf(repeated);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdown();
    }
}
