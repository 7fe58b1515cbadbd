package vn.lienthong.hub.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Speaks with a fake province as a one-stop system does: what the tests of this room send. */
final class ProvinceTalk {
    static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI address;
    private final Duration patience;

    ProvinceTalk(URI address) {
        this(address, Duration.ofSeconds(30));
    }

    ProvinceTalk(URI address, Duration patience) {
        this.address = address;
        this.patience = patience;
    }

    static ObjectNode dossier(String code) {
        ObjectNode dossier = JSON.createObjectNode();
        dossier.put("MaHoSo", code);
        dossier.put("MaTTHC", "1.001193");
        dossier.put("ChuHoSo", "Người Giả Lập");
        dossier.put("LoaiDoiTuong", "1");
        dossier.put("SoGiayToChuHoSo", "052489000001");
        dossier.put("NgayTiepNhan", "20191216080500");
        dossier.put("TrangThaiHoSo", "4");
        dossier.put("HinhThuc", "0");
        dossier.put("TrichYeuHoSo", "[synthetic r1] Đăng ký khai sinh");
        return dossier;
    }

    static ObjectNode step(String code, String at, String what) {
        ObjectNode step = JSON.createObjectNode();
        step.put("MaHoSo", code);
        step.put("NguoiXuLy", "Cán bộ Giả");
        step.put("ThoiDiemXuLy", at);
        step.put("NoiDungXuLy", what);
        step.put("TrangThai", "4");
        return step;
    }

    static ObjectNode envelope(String session, String service) {
        ObjectNode envelope = JSON.createObjectNode();
        envelope.put("session", session);
        envelope.put("madonvi", "000.99.99.H99");
        envelope.put("service", service);
        return envelope;
    }

    static ObjectNode create(String session, JsonNode... dossiers) {
        return sync(session, "False", dossiers);
    }

    static ObjectNode update(String session, JsonNode... dossiers) {
        return sync(session, "True", dossiers);
    }

    private static ObjectNode sync(String session, String updating, JsonNode... dossiers) {
        ObjectNode envelope = envelope(session, "DongBoHoSoMC");
        envelope.put("isUpdating", updating);
        for (JsonNode dossier : dossiers) {
            envelope.withArray("data").add(dossier);
        }
        return envelope;
    }

    static ObjectNode progress(String session, JsonNode... steps) {
        ObjectNode envelope = envelope(session, "CapNhatTienDoHoSoMC");
        for (JsonNode step : steps) {
            envelope.withArray("data").add(step);
        }
        return envelope;
    }

    static ObjectNode enquiry(String session, String code) {
        ObjectNode envelope = envelope(session, "TraCuuHoSo");
        envelope.put("mahoso", code);
        return envelope;
    }

    HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address.resolve(path))
                .timeout(patience)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(address.resolve(path)).timeout(patience).build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> send(JsonNode message) throws IOException, InterruptedException {
        return post("/mapi/g", message.toString());
    }

    JsonNode tell(JsonNode message) throws IOException, InterruptedException {
        return JSON.readTree(send(message).body());
    }

    String logIn() throws IOException, InterruptedException {
        HttpResponse<String> answer = post("/mapi/login", "{\"username\":\"demo\",\"password\":\"demo\"}");
        return JSON.readTree(answer.body()).path("session").asText();
    }
}
