package vn.lienthong.hub.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.connector.Conversation;
import vn.lienthong.hub.recording.ExchangeFolder;
import vn.lienthong.hub.recording.RecordedExchange;
import vn.lienthong.hub.replay.FakeProvince;
import vn.lienthong.hub.replay.Misbehaviour;
import vn.lienthong.hub.testkit.FakeCity;

/** Records and files put into the whole hub, as they arrive behind a gateway that answers as Axis 1.4 does; and what it holds for us. */
@Timeout(180)
class GatewaySoapThroughHubIT {

    private static Path folder = Path.of("");
    private static final FakeCity city = new FakeCity();
    private static FakeProvince province;
    private static StartedHub hub;

    @BeforeAll
    static void start(@TempDir Path data) {
        folder = data;
        province = FakeProvince.start(FakeProvince.Settings.defaults(), Clock.systemUTC());
        province.serveGateway();
        Map<String, String> settings = new HashMap<>();
        for (String mine : List.of("hub.destinations.gateway-soap.", "hub.pulls.gateway-soap.")) {
            settings.put(mine + "address", province.address() + FakeProvince.GATEWAY_PATH);
            settings.put(mine + "username", "demo");
            settings.put(mine + "password", "demo");
        }
        String there = "hub.destinations.gateway-soap.";
        settings.put(there + "mapping.sending-system-id", "1:30:0:0:0:0:1");
        settings.put(there + "mapping.receiving-system-ids", "0:30:0:0:49:0:2");
        settings.put(there + "answer-timeout", "PT2S");
        settings.put(there + "probe-every", "PT0.2S");
        settings.put(there + "retry.first", "PT0.2S");
        settings.put(there + "retry.cap", "PT0.5S");
        settings.put("hub.pulls.gateway-soap.every", "PT1S");
        settings.put("management.endpoint.health.show-details", "always");
        settings.put("hub.pulls.gateway-soap.mapping.units", "1:30:0:0:0:0:1=21556");
        settings.put("hub.destinations.city-rest.address", city.address());
        settings.put("hub.destinations.city-rest.token", "the-bai-thu");
        settings.put("hub.intake.owed-to", "gateway-soap");
        hub = new StartedHub(data, settings);
    }

    @AfterAll
    static void stop() {
        hub.close();
        province.close();
        city.close();
    }

    @BeforeEach
    void fairWeather() {
        province.misbehave(List.of());
    }

    private static ObjectNode record(String dossier, int revision, byte[]... files) throws Exception {
        ObjectNode record = StartedHub.record(dossier, revision, StartedHub.KNOWN_PROCEDURE);
        record.put("summary", "Trích yếu <b>mẫu</b> ]]> & \"nháy\"");
        StartedHub.attach(record, files);
        return record;
    }

    private static byte[] file(String text) {
        return text.repeat(2000).getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aDossierArrivesWithItsFilesAndThenItsStatuses() throws Exception {
        byte[] one = file("một");
        byte[] two = file("hai");
        hub.hold(one);
        hub.hold(two);
        String dossier = hub.newDossier();
        hub.awaitTransfer(hub.push(record(dossier, 1, one, two)), "DELIVERED");
        FakeProvince.Holding held = province.holding(dossier).orElseThrow();
        assertThat(held.contents()).isEqualTo(1);
        assertThat(held.steps()).isEqualTo(1);
        ObjectNode later = record(dossier, 2, one, two);
        later.withArray("steps")
                .addObject()
                .put("at", "2019-12-16T09:00:00+07:00")
                .put("status", "PROCESSING");
        hub.awaitTransfer(hub.push(later), "DELIVERED");
        held = province.holding(dossier).orElseThrow();
        assertThat(held.contents()).as("the dossier had not changed").isEqualTo(1);
        assertThat(held.steps()).isEqualTo(3);
        assertThat(province.report().findings()).isEmpty();
        JsonNode explained = StartedHub.json(hub.get("/v1/dossiers/" + dossier));
        assertThat(explained.toString()).contains("sendMessage", "upload").doesNotContain("ZGVtbzpkZW1v");
    }

    @Test
    void withoutOneOfItsFilesNoDossierLeaves() throws Exception {
        byte[] there = file("ba");
        hub.hold(there);
        String dossier = hub.newDossier();
        hub.push(record(dossier, 1, there, file("bốn")));
        // It is tried again and again: between two tries it says whom it waits for.
        hub.await(
                "/v1/dossiers/" + dossier,
                node -> node.toString().contains("file-not-held")
                        && node.toString().contains("city-source"));
        assertThat(province.holding(dossier)).isEmpty();
    }

    @Test
    void aGatewayThatIsDownKeepsNobodyBack() throws Exception {
        province.refuseConnections();
        String dossier = hub.newDossier();
        String transfer = hub.push(record(dossier, 1));
        hub.await("/v1/dossiers/" + dossier, node -> node.toString().contains("not-reached"));
        province.acceptConnections();
        hub.awaitTransfer(transfer, "DELIVERED");
        assertThat(province.holding(dossier)).isPresent();
    }

    @Test
    void badWeatherEndsAndEveryDossierIsThereOnce() throws Exception {
        province.misbehave(List.of(
                Misbehaviour.parse("fault:0.3"),
                Misbehaviour.parse("half-a-body:0.2"),
                Misbehaviour.parse("busy:0.2")));
        byte[] one = file("năm");
        hub.hold(one);
        String dossier = hub.newDossier();
        String transfer = hub.push(record(dossier, 1, one));
        String other = hub.newDossier();
        String second = hub.push(record(other, 1));
        hub.awaitTransfer(transfer, "DELIVERED");
        hub.awaitTransfer(second, "DELIVERED");
        assertThat(province.holding(dossier)).isPresent();
        assertThat(province.holding(other)).isPresent();
    }

    /** Of two dossiers, one of which had to upload twice; of the other what was uploaded is changed in the recording. */
    @Test
    void whatWasUploadedToWhereTheGatewaySaidIsPlayedAgain() throws Exception {
        Path recording = folder.resolve("recording");
        byte[] one = file("chín");
        byte[] two = file("mười");
        hub.hold(one);
        hub.hold(two);
        String dossier = hub.newDossier();
        province.misbehave(List.of(Misbehaviour.parse("fault")));
        String troubled = hub.push(record(dossier, 1, one, two));
        hub.await("/v1/transfers/" + troubled, view -> view.path("troubles").asInt() > 0);
        province.misbehave(List.of());
        hub.awaitTransfer(troubled, "DELIVERED");
        hub.awaitTransfer(hub.push(record(dossier, 2, one, two)), "DELIVERED");
        String other = hub.newDossier();
        hub.awaitTransfer(hub.push(record(other, 1, one)), "DELIVERED");
        record(recording, dossier);
        Set<Path> before = Set.copyOf(ExchangeFolder.in(recording));
        record(recording, other);
        Path changed = ExchangeFolder.in(recording).stream()
                .filter(exchange -> !before.contains(exchange))
                .findFirst()
                .orElseThrow();
        Path upload = request(changed, Conversation.UPLOAD);
        Files.writeString(upload, Files.readString(upload).replace("\"Extension\":\".pdf\"", "\"Extension\":\".doc\""));

        Path kept = folder.resolve("kept");
        Ran ran = replay(recording, "--hub", "--data", folder.resolve("play").toString(), "--to", kept.toString());
        assertThat(ran.err()).isEmpty();
        JsonNode found = Json.MAPPER.readTree(ran.out());
        assertThat(found.path("notAsked")).as("%s", found).isEmpty();
        assertThat(found.path("failed")).as("%s", found).isEmpty();
        assertThat(found.path("strangers")).as("%s", found).isEmpty();
        assertThat(found.path("same").asInt()).as("%s", found).isEqualTo(2);
        assertThat(found.path("differences")).singleElement().satisfies(difference -> {
            assertThat(difference.path("exchange").asText()).isEqualTo(String.valueOf(changed.getFileName()));
            assertThat(difference.path("operation").asText()).isEqualTo(Conversation.UPLOAD);
            assertThat(difference.path("side").asText()).isEqualTo("request");
            assertThat(difference.path("path").asText()).isEqualTo("/form/file_meta_data/Extension");
        });
        Path again = kept.resolve(String.valueOf(changed.getFileName()));
        assertThat(request(again, Conversation.UPLOAD)).content().contains("\"Extension\":\".pdf\"");
        assertThat(again.resolve("01-answer.http"))
                .as("what they said is not touched")
                .hasSameTextualContentAs(changed.resolve("01-answer.http"))
                .content()
                .contains("http://noi-khac.example/gw-portlet/upload?ticket=");

        // Where nothing is uploaded anew, what was uploaded is said to be left out.
        JsonNode fake = Json.MAPPER.readTree(replay(recording, "--fake").out());
        assertThat(fake.path("replayed").asInt()).as("%s", fake).isEqualTo(1);
        assertThat(fake.path("notAsked").toString()).contains("it carries a file, and a recording keeps none");
    }

    private static Ran replay(Path recording, String... args) {
        String mapping = "hub.destinations.gateway-soap.mapping.";
        return Ran.command(Stream.concat(
                        Stream.of(
                                "replay",
                                recording.toString(),
                                "--json",
                                "--set",
                                mapping + "sending-system-id=1:30:0:0:0:0:1",
                                "--set",
                                mapping + "receiving-system-ids=0:30:0:0:49:0:2"),
                        Stream.of(args))
                .toArray(String[]::new));
    }

    private static void record(Path recording, String dossier) {
        Ran recorded = Ran.command(
                "record",
                "--dossier",
                dossier,
                "--to",
                recording.toString(),
                "--by",
                "An",
                "--why",
                "a test",
                "--hub",
                hub.address());
        assertThat(recorded.err()).isEmpty();
    }

    /** The file of the first request with an operation. */
    private static Path request(Path exchange, String operation) throws IOException {
        List<String> operations = ExchangeFolder.read(exchange).legs().stream()
                .map(RecordedExchange.Leg::operation)
                .toList();
        return exchange.resolve("%02d-request.http".formatted(operations.indexOf(operation) + 1));
    }

    private static String message(String content, String... files) {
        StringBuilder attached = new StringBuilder();
        for (String file : files) {
            attached.append("<attach-file><attach-file-id>\n\t<![CDATA[")
                    .append(file)
                    .append(
                            "]]></attach-file-id><file-name><![CDATA[giấy tờ mẫu]]></file-name><extension><![CDATA[.pdf]]></extension>")
                    .append("<mime-type><![CDATA[application/octet-stream]]></mime-type></attach-file>");
        }
        return """
                <message>
                	<message-id><![CDATA[{{message-id}}]]></message-id>
                	<sending-system-id>
                		<![CDATA[0:30:0:0:49:0:2]]>
                	</sending-system-id>
                	<receiving-system-id><![CDATA[1:30:0:0:0:0:1]]></receiving-system-id>
                	<document-type><![CDATA[2.100.1.1]]></document-type>
                	<content>
                		<![CDATA[%s]]>
                	</content>
                	<attach-files>%s</attach-files>
                </message>"""
                .formatted(Base64.getMimeEncoder().encodeToString(content.getBytes(StandardCharsets.UTF_8)), attached);
    }

    @Test
    void whatTheGatewayHoldsIsTakenAndOnlyThenAcknowledged() throws Exception {
        province.mail()
                .handOver(
                        message(
                                "{\"soBienNhan\":12342000001,\"maLoaiHoSo\":\"1.001193\",\"ngayTiepNhanHoSo\":1576458300000,\"hoVaTenKhachHang\":\"Nguyễn Thị Mẫu\",\"trichYeu\":\"Khai sinh ]]\"}"));
        String broken = province.mail().handOver("<message><send-date><![CDATA[1]]>2</send-date></message>");
        JsonNode taken = hub.await(
                "/v1/dossiers/BN-0000012342000001", node -> node.toString().contains("city-rest"));
        assertThat(taken.toString()).contains("gateway-soap");
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> province.mail().waiting().isEmpty());
        assertThat(province.mail().refused()).containsOnlyKeys(broken);
        assertThat(province.mail().refused().get(broken)).contains("message-unreadable");
    }

    private static String dossier(String number) {
        return "{\"soBienNhan\":\"" + number
                + "\",\"maLoaiHoSo\":\"1.001193\",\"ngayTiepNhanHoSo\":1576458300000,\"hoVaTenKhachHang\":\"Nguyễn Thị Mẫu\",\"soFileDinhKem\":0}";
    }

    private static boolean isKnown(String number) throws Exception {
        return hub.get("/v1/dossiers/BN-" + number).statusCode() == 200;
    }

    private static void assertHeld(byte[]... files) throws Exception {
        for (byte[] file : files) {
            String sha256 = StartedHub.sha256(file);
            assertThat(folder.resolve("attachments")
                            .resolve(sha256.substring(0, 2))
                            .resolve(sha256))
                    .hasBinaryContent(file);
        }
    }

    @Test
    void oneOfThreeFilesThatDoesNotComeKeepsItsDossierThereAndNoOther() throws Exception {
        byte[][] bytes = {file("sáu"), file("bảy"), file("tám")};
        String[] numbers = new String[3];
        for (int i = 0; i < 3; i++) {
            numbers[i] = province.mail().file(bytes[i]);
        }
        province.mail().spoil(numbers[1], 200);
        String waits = province.mail().handOver(message(dossier("0000012342000002"), numbers));
        province.mail().handOver(message(dossier("0000012342000003")));
        hub.await("/v1/dossiers/BN-0000012342000003", node -> node.toString().contains("city-rest"));
        JsonNode health = hub.await("/actuator/health", node -> node.at("/components/pulls/details/gateway-soap")
                .asText()
                .startsWith("a person must act: "));
        assertThat(health.at("/components/pulls/details/gateway-soap").asText())
                .contains("message " + waits, "file " + numbers[1], "a web page");
        assertThat(isKnown("0000012342000002")).isFalse();
        // What is with the city may be on its way to be acknowledged.
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> province.mail().waiting().equals(List.of(waits)));
        assertThat(province.mail().fetched(numbers[0]))
                .as("once in all these rounds")
                .isEqualTo(1);

        province.mail().spoil(numbers[1], 0);
        hub.await("/v1/dossiers/BN-0000012342000002", node -> node.toString().contains("city-rest"));
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> province.mail().waiting().isEmpty());
        assertHeld(bytes);
        String code = "BN-0000012342000002";
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> city.revisions(code)
                .contains(1));
        assertThat(city.files(code)).as("all of them, in order").containsExactly(bytes);
        for (String number : numbers) {
            assertThat(province.mail().fetched(number)).isEqualTo(1);
        }
        assertThat(province.mail().refused()).doesNotContainKey(waits);
    }
}
