package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A civil registry as connectors/civil-registry-results-rest knows it, and the city beside it: lists by days, registrations by their number, and who asked what. */
final class FakeRegistry implements AutoCloseable {
    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final int OURS = 900007;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, ArrayNode> days = new ConcurrentHashMap<>();
    private final Map<Long, JsonNode> rows = new ConcurrentHashMap<>();
    /** Lists and registrations that were asked for, in order. */
    final List<String> asked = new CopyOnWriteArrayList<>();
    /** What the city was told, by progress. */
    final List<JsonNode> city = new CopyOnWriteArrayList<>();
    /** The dossier of which the city is told, once, in vain: it is not taken, and not answered until {@link #gone}. */
    volatile String neverArrives = "";
    /** Down when that message hangs. */
    final CountDownLatch hanging = new CountDownLatch(1);
    /** To be counted down when the hub that sent it is no more. */
    final CountDownLatch gone = new CountDownLatch(1);

    private final Set<String> keys = ConcurrentHashMap.newKeySet();
    /** Done before a registration is answered. */
    volatile Runnable meanwhile = () -> {};

    FakeRegistry() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/token", call -> say(call, "{\"access_token\":\"the-bai-1\",\"expires_in\":3600}"));
        server.createContext("/hotich/1.0/dsHoSoDangKy", this::list);
        server.createContext("/hotich/1.0/traHoSo", this::detail);
        server.createContext("/city", this::city);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** A day of Viet Nam, so many days ago. */
    static LocalDate day(int ago) {
        return LocalDate.now(ZONE).minusDays(ago);
    }

    /** It lists a registration of one of our units. */
    void lists(int ago, long id) {
        lists(ago, id, OURS);
    }

    void lists(int ago, long id, int unit) {
        // A list of its own each time: the one before may be on its way to a hub that asks just now.
        days.compute(day(ago).toString(), (day, had) -> {
            ArrayNode list = had == null ? Json.MAPPER.createArrayNode() : had.deepCopy();
            ObjectNode entry = Json.object().put(list.isEmpty() ? " id" : "id", id);
            return list.add(entry.put("maDonVi", unit));
        });
    }

    void registers(long id, String dossier, String number) {
        ObjectNode row = Json.object().put("id", id).put("so", number).put("quyenSo", "01/2026-MAU");
        row.put("trangSo", 6)
                .put("ngayDangKy", "05/01/2026")
                .put("maHoSo", dossier)
                .put("hoTen", "Nguyễn Thị Bé Mẫu");
        says(id, Json.MAPPER.createArrayNode().add(row));
    }

    void says(long id, JsonNode answer) {
        rows.put(id, answer);
    }

    static JsonNode notComplete() {
        return Json.object().put("status", 0).put("errorCode", "200").put("errorDescription", "RECORD_UNCOMPLETE");
    }

    long askedFor(long id) {
        return asked.stream().filter(("traHoSo " + id)::equals).count();
    }

    /** What the city was told of a dossier. */
    List<JsonNode> told(String dossier) {
        return city.stream()
                .filter(body -> body.path("dossierCode").asText().equals(dossier))
                .toList();
    }

    private void list(HttpExchange call) throws IOException {
        JsonNode body = Json.MAPPER.readTree(call.getRequestBody().readAllBytes());
        String day = body.path("ngayCapNhat").asText();
        asked.add("dsHoSoDangKy " + body.path("module").asText() + " " + day);
        say(
                call,
                body.path("module").asText().equals("KS")
                        ? days.getOrDefault(day, Json.MAPPER.createArrayNode()).toString()
                        : "[]");
    }

    private void detail(HttpExchange call) throws IOException {
        JsonNode body = Json.MAPPER.readTree(call.getRequestBody().readAllBytes());
        asked.add("traHoSo " + (body.path("maHoSo").isIntegralNumber() ? body.path("maHoSo") : "no number"));
        meanwhile.run();
        JsonNode row = rows.get(body.path("maHoSo").asLong());
        say(call, row == null ? "{\"status\":0,\"errorCode\":201}" : row.toString());
    }

    /** It holds every dossier, and takes a message once: under a key that it has seen it says so and takes nothing. */
    private void city(HttpExchange call) throws IOException {
        JsonNode body = Json.MAPPER.readTree(call.getRequestBody().readAllBytes());
        String dossier = body.path("dossierCode").asText();
        ObjectNode answer = Json.object().put("dossierCode", dossier);
        if (!call.getRequestURI().getPath().endsWith("/v1/progress")) {
            say(call, answer.put("held", true).toString());
        } else if (dossier.equals(neverArrives)) {
            neverArrives = "";
            hanging.countDown();
            untilGone();
            call.close();
        } else {
            boolean isNew = keys.add(call.getRequestHeaders().getFirst("Idempotency-Key"));
            if (isNew) {
                city.add(body);
            }
            say(call, answer.put("taken", isNew ? "NEW" : "HELD").toString());
        }
    }

    private void untilGone() {
        try {
            gone.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void say(HttpExchange call, String body) throws IOException {
        byte[] said = body.getBytes(StandardCharsets.UTF_8);
        call.getResponseHeaders().add("Content-Type", "application/json");
        call.sendResponseHeaders(200, said.length);
        call.getResponseBody().write(said);
        call.close();
    }

    /** Settings of a hub that asks it, but for the hub's own. */
    Map<String, String> settings() {
        String pull = "hub.pulls.civil-registry-results-rest.";
        return Map.ofEntries(
                Map.entry("hub.destinations.city-rest.address", address() + "/city"),
                Map.entry("hub.destinations.city-rest.token", "the-bai-thu"),
                Map.entry(pull + "address", address()),
                Map.entry(pull + "login-address", address()),
                Map.entry(pull + "client-id", "khach-thu"),
                Map.entry(pull + "client-secret", "bi-mat-khong-ai-duoc-thay-66"),
                Map.entry(pull + "modules", "KS,KT"),
                Map.entry(pull + "unit-numbers", Integer.toString(OURS)),
                Map.entry(pull + "mapping.units", "21556=" + OURS),
                Map.entry(pull + "every", "PT0.2S"),
                Map.entry(pull + "longest-wait", "PT0.5S"),
                Map.entry(pull + "fetch-again", "PT1S"));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
