package vn.lienthong.hub.replay;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import vn.lienthong.hub.connector.StandIn;
import vn.lienthong.hub.journal.Landing.KeptExchange;
import vn.lienthong.hub.recording.FromJournal;
import vn.lienthong.hub.recording.RecordedExchange;
import vn.lienthong.hub.recording.RecordedExchange.About;
import vn.lienthong.hub.recording.RecordedExchange.Leg;
import vn.lienthong.hub.recording.RecordedExchange.Recorded;

/** What was recorded of a destination, as tests make it up, and how they speak with it; people and dossiers are made up. */
final class RecordedStage {
    static final String DONE = "{\"error_code\":0,\"message\":\"Cập nhật thành công\"}";
    static final String EXISTS = "{\"error_code\":3,\"message\":\"Hồ sơ đã tồn tại\"}";
    static final String NOBODY = "{\"error_code\":0,\"result\":[]}";
    static final String NEW = "000.99.99.H99-191216-7777";
    private static final Instant THEN = Instant.parse("2026-01-05T01:00:00Z");

    final Tally tally = new Tally();
    private final List<ReplayScript> scripts = new ArrayList<>();

    static String dossier(int number) {
        return "000.99.99.H99-191216-%04d".formatted(number);
    }

    static String content(String code, boolean update) {
        return ProvinceTalk.JSON
                .createObjectNode()
                .put("session", RecordedExchange.DROPPED)
                .put("service", "DongBoHoSoMC")
                .put("isUpdating", update ? "True" : "False")
                .set("data", ProvinceTalk.JSON.createArrayNode().add(ProvinceTalk.dossier(code)))
                .toString();
    }

    static String enquiry(String code) {
        return ProvinceTalk.enquiry(RecordedExchange.DROPPED, code).toString();
    }

    static String found(String code) {
        return "{\"error_code\":0,\"result\":[{\"MAHOSO\":\"" + code + "\",\"TRANGTHAI\":\"4\",\"SOTIENTRINH\":1}]}";
    }

    static Leg leg(String operation, String sent, int status, String answered) {
        return FromJournal.leg(
                new KeptExchange(
                        operation,
                        sent.getBytes(StandardCharsets.UTF_8),
                        status,
                        status == 0 ? "CONNECTION_LOST" : null,
                        answered.getBytes(StandardCharsets.UTF_8),
                        0,
                        false),
                "/");
    }

    /** One with heads of its own: a path and a header of the answer. */
    static Leg leg(String operation, String path, String sent, String header, String answered) {
        String request = "POST " + path + " HTTP/1.1\r\nContent-Type: application/json\r\n\r\n" + sent;
        String answer = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n" + header + "\r\n\r\n" + answered;
        return new Leg(
                operation,
                request.getBytes(StandardCharsets.UTF_8),
                answer.getBytes(StandardCharsets.UTF_8),
                null,
                0,
                false,
                false);
    }

    void recorded(String destination, String code, int revision, Leg... legs) {
        About about = new About(
                code,
                revision,
                "",
                "21556",
                destination,
                destination,
                Map.of(),
                "DELIVERED",
                null,
                null,
                THEN.plusSeconds(scripts.size()),
                new Recorded(THEN, "An", "a test", "journal", null, null));
        scripts.add(new ReplayScript(
                Path.of("recording/" + scripts.size()),
                new RecordedExchange(about, null, List.of(legs), List.of(), List.of())));
    }

    List<ReplayScript> scripts() {
        return List.copyOf(scripts);
    }

    RecordedWindow window(String destination, Misbehaviour... weather) {
        return windowOf(List.of(destination), weather);
    }

    /** Each destination with what was recorded of it. */
    RecordedWindow windowOf(List<String> destinations, Misbehaviour... weather) {
        RecordedBehaviour behaviour = new RecordedBehaviour();
        for (String destination : destinations) {
            StandIn standIn = StandIn.of(Path.of("connectors"), destination).orElseThrow();
            Map<String, String> settings = standIn.settings(URI.create("http://127.0.0.1"), Map.of());
            behaviour.add(
                    destination,
                    standIn.otherSide(settings),
                    standIn.logins(standIn.settings(URI.create("http://127.0.0.1/replay/" + destination), Map.of())),
                    scripts.stream()
                            .filter(script -> script.destination().equals(destination))
                            .toList());
        }
        return new RecordedWindow(behaviour, new Weather(1, List.of(weather)), tally);
    }

    static String said(RecordedWindow window, String path, String body) {
        Reply reply = window.take("POST", "/replay/" + path, null, body.getBytes(StandardCharsets.UTF_8));
        return (reply.hits().isEmpty() ? "" : reply.hits() + " ") + reply.status() + " "
                + new String(reply.body(), StandardCharsets.UTF_8);
    }

    /** Four dossiers, as a province met them. */
    RecordedWindow province() {
        String operation = "DongBoHoSoMC";
        recorded(
                "province-rest",
                dossier(1),
                1,
                leg(operation, content(dossier(1), false), 0, ""),
                leg("TraCuuHoSo", enquiry(dossier(1)), 200, found(dossier(1))));
        recorded("province-rest", dossier(2), 1, leg(operation, content(dossier(2), false), 200, DONE));
        recorded("province-rest", dossier(2), 2, leg(operation, content(dossier(2), true), 200, DONE));
        recorded(
                "province-rest",
                dossier(3),
                1,
                leg(operation, content(dossier(3), false), 200, EXISTS),
                leg(operation, content(dossier(3), true), 200, DONE));
        recorded(
                "province-rest",
                dossier(4),
                1,
                leg("TraCuuHoSo", enquiry(dossier(4)), 200, NOBODY),
                leg(operation, content(dossier(4), false), 200, DONE));
        return window("province-rest");
    }

    static String soap(String operation, String inside) {
        return "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body><n:" + operation
                + " xmlns:n=\"http://hoso.provider.exch.sharedservice.dtt.vn/\">" + inside + "</n:" + operation
                + "></s:Body></s:Envelope>";
    }

    static String page(String more, int... ids) {
        StringBuilder items = new StringBuilder("<errCode>0</errCode><errMsg></errMsg><conTiep>" + more + "</conTiep>");
        for (int id : ids) {
            items.append("<onlineDocumentSoapList><maLoaiHoSo>1.001193</maLoaiHoSo><onlineId>")
                    .append(id)
                    .append("</onlineId></onlineDocumentSoapList>");
        }
        return soap("pullDocumentResponse", "<return>" + items + "</return>");
    }

    static String pull() {
        return soap(
                "pullDocument",
                "<arg0><password>x</password><userName>y</userName><maDonViTiepNhan>H21.ZZ.01</maDonViTiepNhan></arg0>");
    }

    static String tell(int id) {
        return soap(
                "updateSendSignal",
                "<arg0><password>x</password><userName>y</userName><idList>" + id + "</idList></arg0>");
    }

    static String named(RecordedWindow window, String method, String target, String operation) {
        Reply reply = window.take(method, "/replay/" + target, operation, new byte[0]);
        return reply.status() + " " + new String(reply.body(), StandardCharsets.UTF_8);
    }
}
