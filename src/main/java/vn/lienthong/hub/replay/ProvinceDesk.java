package vn.lienthong.hub.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import vn.lienthong.hub.replay.HeldDossier.StepFate;
import vn.lienthong.hub.replay.Tally.Count;

/** The counter of the fake province: reads a message, applies the rules, keeps the books, writes the answer. Thread-safe. */
final class ProvinceDesk {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ALREADY_EXISTS = "Hồ sơ đã tồn tại";
    private static final String NOT_FOUND = "Không tìm thấy hồ sơ";
    private static final String SESSION_EXPIRED = "Phiên làm việc đã hết hạn";
    private static final String DONE = "Cập nhật thành công";

    private final FakeProvince.Settings settings;
    private final Weather weather;
    private final Sessions sessions;
    private final Tally tally;
    private final Map<String, HeldDossier> held;
    private final AtomicLong logins = new AtomicLong();

    ProvinceDesk(
            FakeProvince.Settings settings,
            Weather weather,
            Sessions sessions,
            Tally tally,
            Map<String, HeldDossier> held) {
        this.settings = settings;
        this.weather = weather;
        this.sessions = sessions;
        this.tally = tally;
        this.held = held;
    }

    /** Answers a login. */
    Reply login(byte[] body) {
        long number = logins.incrementAndGet();
        Weather.Hits hits = weather.login(number);
        long variation = weather.variation("login", (int) number);
        tally.misbehaved(hits);
        byte[] answer = hits.committed() ? session(body, number, variation) : failure("-1", "Hệ thống đang bận");
        return new Reply(answer, hits.kinds(), variation);
    }

    private byte[] session(byte[] body, long number, long variation) {
        JsonNode login = parse(body).orElse(JSON.createObjectNode());
        boolean known = settings.username().equals(login.path("username").asText())
                && settings.password().equals(login.path("password").asText());
        if (!known) {
            tally.add(Count.REFUSED_LOGINS);
            return failure("-2", "Sai tên đăng nhập hoặc mật khẩu");
        }
        tally.add(Count.LOGINS);
        ObjectNode answer = JSON.createObjectNode();
        writeSuccessCode(answer, variation);
        answer.put("session", sessions.open(number));
        return bytes(answer);
    }

    /** Answers a message to the service address. */
    Reply service(byte[] body) {
        tally.add(Count.REQUESTS);
        JsonNode envelope = parse(body).orElse(null);
        if (envelope == null || !envelope.isObject()) {
            tally.invalid("not-json", "a message that is no JSON object");
            return new Reply(failure("-1", "Dữ liệu không đúng định dạng JSON"), List.of(), 0);
        }
        if (!Normalizer.isNormalized(new String(body, StandardCharsets.UTF_8), Normalizer.Form.NFC)) {
            tally.add(Count.BODIES_NOT_NFC);
        }
        String code = codeOf(envelope);
        int visit = code.isEmpty() ? 0 : dossier(code).visit();
        long variation = weather.variation(code, visit);
        Weather.Hits hits = weather.message(code, visit);
        tally.misbehaved(hits);
        if (!hits.committed()) {
            return new Reply(refusal(hits, envelope), hits.kinds(), variation);
        }
        boolean anothers = hits.has(Misbehaviour.Kind.DUPLICATE_RECEIPT);
        String service = envelope.path("service").asText();
        byte[] answer = process(envelope, anothers ? weather.variation(service, 0) : variation, hits);
        tally.processed(hits);
        return new Reply(answer, hits.kinds(), variation);
    }

    private byte[] refusal(Weather.Hits hits, JsonNode envelope) {
        if (hits.has(Misbehaviour.Kind.EXPIRED_SESSION)) {
            sessions.forget(envelope.path("session").asText());
            tally.add(Count.EXPIRED_SESSIONS);
        }
        return refused(hits);
    }

    /** What is said of a message that was not processed. */
    static byte[] refused(Weather.Hits hits) {
        return hits.has(Misbehaviour.Kind.EXPIRED_SESSION)
                ? failure("-3", SESSION_EXPIRED)
                : failure("-1", "Hệ thống đang gặp sự cố, vui lòng thử lại sau");
    }

    private byte[] process(JsonNode envelope, long variation, Weather.Hits hits) {
        if (!sessions.valid(envelope.path("session").asText())) {
            tally.add(Count.EXPIRED_SESSIONS);
            return failure("-3", SESSION_EXPIRED);
        }
        String unit = envelope.path("madonvi").asText();
        if (unit.isBlank()) {
            return invalid("missing-madonvi", "Thiếu mã đơn vị (madonvi)", "");
        }
        String service = envelope.path("service").asText();
        return switch (service) {
            case "DongBoHoSoMC" -> dossiers(envelope, unit, variation);
            case "CapNhatTienDoHoSoMC" -> steps(envelope, variation);
            case "TraCuuHoSo" -> enquiry(envelope, variation, hits);
            default -> invalid("unknown-service", "Dịch vụ không tồn tại", service);
        };
    }

    private byte[] dossiers(JsonNode envelope, String unit, long variation) {
        JsonNode updating = envelope.path("isUpdating");
        if (!updating.isTextual()
                || !(updating.textValue().equals("True") || updating.textValue().equals("False"))) {
            return invalid("isUpdating", "Tham số isUpdating phải là \"True\" hoặc \"False\"", codeOf(envelope));
        }
        JsonNode data = envelope.path("data");
        if (!data.isArray() || data.isEmpty()) {
            return invalid("no-data", "Thiếu dữ liệu hồ sơ (data)", codeOf(envelope));
        }
        for (JsonNode dossier : data) {
            Optional<ProvinceRules.Refusal> refusal = ProvinceRules.checkDossier(dossier);
            if (refusal.isPresent()) {
                return invalid(refusal.get().reason(), refusal.get().message(), codeOf(envelope));
            }
        }
        boolean update = updating.textValue().equals("True");
        for (JsonNode dossier : data) {
            Optional<byte[]> failure = update ? update(dossier) : create(dossier, unit);
            if (failure.isPresent()) {
                return failure.get();
            }
        }
        return success(variation);
    }

    private Optional<byte[]> create(JsonNode dossier, String unit) {
        String code = dossier.path("MaHoSo").asText();
        if (held.size() > settings.maxDossiers()) {
            return Optional.of(failure("-1", "Kho hồ sơ của hệ thống thử đã đầy"));
        }
        if (!dossier(code).create(dossier)) {
            tally.finding(Count.REPEATED_CREATES, "created again: " + code);
            return Optional.of(failure("3", ALREADY_EXISTS));
        }
        tally.created(unit);
        return Optional.empty();
    }

    private Optional<byte[]> update(JsonNode dossier) {
        String code = dossier.path("MaHoSo").asText();
        HeldDossier known = held.get(code);
        if (known == null || !known.exists()) {
            tally.finding(Count.UNKNOWN_DOSSIER, "update for a dossier not held: " + code);
            return Optional.of(failure("-1", NOT_FOUND));
        }
        known.update(dossier).ifPresent(how -> tally.finding(Count.ORDER_BREAKS, code + ": " + how));
        tally.add(Count.UPDATES);
        return Optional.empty();
    }

    private byte[] steps(JsonNode envelope, long variation) {
        JsonNode data = envelope.path("data");
        if (!data.isArray() || data.isEmpty()) {
            return invalid("no-data", "Thiếu dữ liệu tiến độ (data)", codeOf(envelope));
        }
        List<JsonNode> checked = new ArrayList<>(data.size());
        for (JsonNode step : data) {
            Optional<ProvinceRules.Refusal> refusal = ProvinceRules.checkStep(step);
            if (refusal.isPresent()) {
                return invalid(refusal.get().reason(), refusal.get().message(), codeOf(envelope));
            }
            HeldDossier known = held.get(step.path("MaHoSo").asText());
            if (known == null || !known.exists()) {
                tally.finding(
                        Count.UNKNOWN_DOSSIER,
                        "progress for a dossier not held: "
                                + step.path("MaHoSo").asText());
                return failure("-1", NOT_FOUND);
            }
            checked.add(step);
        }
        checked.forEach(this::step);
        return success(variation);
    }

    private void step(JsonNode step) {
        String code = step.path("MaHoSo").asText();
        long hash = Chance.hash(step.path("ThoiDiemXuLy").asText()
                + '|'
                + step.path("TrangThai").asText()
                + '|'
                + step.path("NguoiXuLy").asText()
                + '|'
                + step.path("NoiDungXuLy").asText());
        long at = ProvinceRules.at(step);
        StepFate fate = dossier(code).step(hash, at);
        if (fate == StepFate.REPEATED) {
            tally.finding(Count.REPEATED_STEPS, code + ": step of " + at + " came again");
            return;
        }
        tally.add(Count.STEPS);
        if (fate == StepFate.OUT_OF_ORDER) {
            tally.finding(Count.ORDER_BREAKS, code + ": step of " + at + " after a later one");
        }
    }

    private byte[] enquiry(JsonNode envelope, long variation, Weather.Hits hits) {
        tally.add(Count.ENQUIRIES);
        String code = envelope.path("mahoso").asText().strip();
        if (code.isEmpty()) {
            return invalid("missing-mahoso", "Thiếu mã hồ sơ (mahoso)", "");
        }
        ObjectNode answer = JSON.createObjectNode();
        writeSuccessCode(answer, variation);
        HeldDossier known = held.get(code);
        if (known == null || !known.exists()) {
            answer.putArray("result");
            return bytes(answer);
        }
        ObjectNode row = answer.putArray("result").addObject();
        row.put("MAHOSO", hits.has(Misbehaviour.Kind.DUPLICATE_RECEIPT) ? Receipts.neighbour(code) : code);
        row.put("TRANGTHAI", Integer.toString(known.status()));
        if (!hits.has(Misbehaviour.Kind.UNCOUNTED)) {
            row.put("SOTIENTRINH", known.steps());
        }
        return bytes(answer);
    }

    private byte[] invalid(String reason, String message, String code) {
        tally.invalid(reason, "refused, " + reason + (code.isEmpty() ? "" : ": " + code));
        return failure("-1", message);
    }

    private HeldDossier dossier(String code) {
        return held.computeIfAbsent(code, k -> new HeldDossier());
    }

    private static String codeOf(JsonNode envelope) {
        JsonNode code = envelope.path("data").path(0).path("MaHoSo");
        String text = (code.isMissingNode() ? envelope.path("mahoso") : code)
                .asText("")
                .strip();
        return text.length() <= 50 ? text : "";
    }

    private static byte[] success(long variation) {
        ObjectNode answer = JSON.createObjectNode();
        writeSuccessCode(answer, variation);
        answer.put("message", DONE);
        return bytes(answer);
    }

    /** Real systems of one family write "all is well" in three ways. */
    private static void writeSuccessCode(ObjectNode answer, long variation) {
        switch ((int) Math.floorMod(variation, 3L)) {
            case 0 -> answer.put("error_code", 0);
            case 1 -> answer.put("error_code", "0");
            default -> answer.put("error_code", "00");
        }
    }

    private static byte[] failure(String code, String message) {
        ObjectNode answer = JSON.createObjectNode();
        answer.put("error_code", code);
        answer.put("message", message);
        return bytes(answer);
    }

    private static Optional<JsonNode> parse(byte[] body) {
        try {
            return Optional.ofNullable(JSON.readTree(body));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static byte[] bytes(JsonNode node) {
        try {
            return JSON.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A JSON tree can always be written.", e);
        }
    }

    static Map<String, HeldDossier> emptyShelf() {
        return new ConcurrentHashMap<>();
    }
}
