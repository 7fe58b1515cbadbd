package vn.lienthong.hub.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.replay.FakeProvince;
import vn.lienthong.hub.replay.Misbehaviour;
import vn.lienthong.hub.testkit.FakeCity;

/** One hub, and a province that goes wrong in several ways at once: nothing is lost, nothing comes twice, and people are told what is the matter. */
@Timeout(180)
class MisbehaviourThroughHubIT {
    private static final String UNIT = "H21.ZZ.01";
    private static final String OTHER_UNIT = "H21.ZZ.02";
    private static final String PULL = "hub.pulls.province-soap-inbox.";

    @TempDir
    private static Path place;

    private static FakeCity city;
    private static FakeProvince province;
    private static StartedHub hub;

    @BeforeAll
    static void start() throws IOException {
        city = new FakeCity();
        province = FakeProvince.start(
                FakeProvince.Settings.defaults().withSlowness(Duration.ofMillis(150)), Clock.systemUTC());
        province.serveSoap(Path.of("connectors/province-soap/contract/exchange.wsdl"));
        province.serveTls(place.resolve("keys"));
        Map<String, String> settings = new HashMap<>();
        String there = "hub.destinations.province-rest.";
        settings.put(there + "address", province.tlsAddress().toString());
        settings.put(there + "trust-store", place.resolve("keys/authority.pem").toString());
        settings.put(there + "answer-timeout", "PT1S");
        settings.put(there + "probe-every", "PT0.2S");
        settings.put(there + "retry.first", "PT0.2S");
        settings.put(there + "retry.cap", "PT0.5S");
        settings.put("hub.destinations.city-rest.address", city.address());
        settings.put("hub.destinations.city-rest.token", "the-bai-thu");
        settings.put("hub.intake.owed-to", "province-rest");
        settings.put(PULL + "address", province.address() + FakeProvince.SOAP_PATH);
        settings.put(PULL + "username", "demo");
        settings.put(PULL + "password", "demo");
        settings.put(PULL + "unit-codes", UNIT + "," + OTHER_UNIT);
        settings.put(PULL + "every", "PT0.2S");
        // The weather of a test hits the pulls as well; the next test need not wait for long.
        settings.put(PULL + "longest-wait", "PT1S");
        settings.put("management.endpoint.health.show-details", "always");
        hub = new StartedHub(home(place.resolve("home")), place.resolve("data"), settings);
    }

    /** As the repository has it, but that the province's certificate need not be one that the whole machine trusts. */
    private static Path home(Path home) throws IOException {
        try (Stream<Path> all = Files.list(Path.of("connectors"))) {
            HomeCopy.of(
                    home,
                    all.map(folder -> folder.getFileName().toString()).collect(java.util.stream.Collectors.toSet()));
        }
        String pull = "routes/province-soap-inbox-to-city.camel.yaml";
        Files.copy(Path.of(pull), home.resolve(pull));
        Path connector = home.resolve("connectors/province-rest");
        Path kamelet = connector.resolve("province-rest-sink.kamelet.yaml");
        String trust = "      trustStore: {title: Trusted, description: Whom we trust., type: string, default: ''}\n";
        String step = "        - to: {uri: 'step:tls', parameters: {trustStore: '{{trustStore}}'}}\n";
        Files.writeString(
                kamelet,
                Files.readString(kamelet)
                        .replace("      concurrency:\n        title", trust + "      concurrency:\n        title")
                        .replace("      steps:\n", "      steps:\n" + step));
        Path readme = connector.resolve("README.md");
        Files.writeString(readme, Files.readString(readme).replace("## Limits", "`trustStore`\n\n## Limits"));
        return home;
    }

    @AfterAll
    static void stop() {
        hub.close();
        province.close();
        city.close();
    }

    @AfterEach
    void clears() throws Exception {
        weather();
        JsonNode balance = StartedHub.json(hub.get("/v1/balance"));
        assertThat(balance.toString()).doesNotContain("\"closes\":false");
        assertThat(province.report().orderBreaks()).isZero();
        assertThat(province.report().repeatedSteps()).isZero();
        assertThat(city.repeated()).isEmpty();
    }

    private static void weather(String... names) {
        province.misbehave(Stream.of(names).map(Misbehaviour::parse).toList());
    }

    private static ObjectNode record(String dossier, int revision) {
        return StartedHub.record(dossier, revision, StartedHub.KNOWN_PROCEDURE)
                .put("summary", "[synthetic r" + revision + "] Đăng ký khai sinh");
    }

    private static void until(String what, BooleanSupplier holds) {
        Awaitility.await(what)
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .until(holds::getAsBoolean);
    }

    private static int contents(String dossier) {
        return province.holding(dossier).map(FakeProvince.Holding::contents).orElse(0);
    }

    @Test
    void aReceiptThatIsAnotherDossiersIsNotBelieved() throws Exception {
        String one = hub.newDossier();
        String other = hub.newDossier();
        weather("timeout-after-commit");
        String first = hub.push(record(one, 1));
        until("the province holds it", () -> contents(one) == 1);
        weather();
        hub.awaitTransfer(first, "DELIVERED");
        weather("timeout-after-commit");
        String transfer = hub.push(record(other, 1));
        until("the province holds it", () -> contents(other) == 1);
        weather("duplicate-receipt");

        JsonNode explained =
                hub.await("/v1/dossiers/" + other, node -> node.toString().contains("enquiry-about-another"));
        assertThat(explained.toString()).as("nobody takes it for delivered").doesNotContain("\"DELIVERED\"");
        weather();
        hub.awaitTransfer(transfer, "DELIVERED");
        assertThat(contents(other)).isPositive();
        assertThat(province.report().repeatedCreates()).isZero();
    }

    @Test
    void receiptsThatAreGivenTwiceCostNobodyADossier() throws Exception {
        weather("duplicate-receipt");
        List<String> dossiers = pushed(5, 1);

        assertThat(dossiers).allSatisfy(dossier -> assertThat(contents(dossier)).isEqualTo(1));
    }

    @Test
    void answersThatOvertakeEachOtherChangeNoDossiersOrder() throws Exception {
        weather("out-of-order");
        List<String> dossiers = pushed(8, 3);

        assertThat(dossiers).allSatisfy(dossier -> {
            FakeProvince.Holding held = province.holding(dossier).orElseThrow();
            assertThat(held.revision()).isEqualTo(3);
            assertThat(held.contents()).isEqualTo(3);
            assertThat(held.steps()).isEqualTo(3);
        });
    }

    @Test
    void slowAnswersInTheWrongCharsetAreReadOrAskedFor() throws Exception {
        weather("slow-drip", "wrong-charset:0.4");
        List<String> dossiers = pushed(3, 2);

        assertThat(dossiers).allSatisfy(dossier -> assertThat(
                        province.holding(dossier).orElseThrow().revision())
                .isEqualTo(2));
        assertThat(province.report().misbehaved()).containsKeys("slow-drip", "wrong-charset");
        assertThat(province.report().repeatedCreates()).isZero();
    }

    /** Pushes so many dossiers, each with so many revisions, and waits until all are delivered. */
    private static List<String> pushed(int many, int revisions) throws Exception {
        List<String> dossiers =
                IntStream.range(0, many).mapToObj(i -> hub.newDossier()).toList();
        List<String> transfers = new ArrayList<>();
        for (int revision = 1; revision <= revisions; revision++) {
            for (String dossier : dossiers) {
                ObjectNode record = record(dossier, revision);
                for (int step = 1; step < revision; step++) {
                    record.withArray("steps")
                            .add(StartedHub.record(dossier, step, "").at("/steps/0"));
                }
                transfers.add(hub.push(record));
            }
        }
        for (String transfer : transfers) {
            hub.awaitTransfer(transfer, "DELIVERED");
        }
        return dossiers;
    }

    @Test
    void aCertificateThatHasEndedIsToldAsThatAndKeepsNobodyElseWaiting() throws Exception {
        hub.awaitTransfer(hub.push(record(hub.newDossier(), 1)), "DELIVERED");
        weather("certificate-expired");
        Awaitility.await("the certificate is shown")
                .until(() -> province.tlsEnds().isBefore(Clock.systemUTC().instant()));
        String dossier = hub.newDossier();
        String transfer = hub.push(record(dossier, 1));

        JsonNode explained =
                hub.await("/v1/dossiers/" + dossier, node -> node.toString().contains("tls-failed"));
        assertThat(explained.toString()).contains("their certificate has ended").doesNotContain("PARKED");
        province.filings().file(OTHER_UNIT, 900, filing("0900000009"));
        until("the other way goes on", () -> city.revisions("ONLINE-900").equals(List.of(1)));
        weather();
        hub.awaitTransfer(transfer, "DELIVERED");
        assertThat(contents(dossier)).isEqualTo(1);
    }

    private static Map<String, String> filing(String phone) {
        return Map.of(
                "chuSoHuuHoSo", "Nguyễn Thị Mẫu",
                "hoTenNguoiNop", "Nguyễn Thị Mẫu",
                "gioiTinh", "0",
                "maLoaiHoSo", "1.001193.000.00.00.H08",
                "ngayDangKyHoSo", "05/01/2026 07:30:00",
                "soDtDiDong", phone);
    }

    @Test
    void whatIsNeverLetGoAndAlwaysSaysMoreStopsNothingBehindIt() throws Exception {
        weather("unacknowledged-head", "more-for-ever", "out-of-order");
        province.filings().pageSize(4);
        for (int id = 1; id <= 10; id++) {
            province.filings().file(UNIT, id, filing("0900000001"));
        }
        until("the head stands", () -> province.filings().given(1) > 4);
        province.filings().again(UNIT, 1, Map.of("soDtDiDong", "0900000002"));
        province.filings().file(OTHER_UNIT, 101, filing("0900000003"));
        until("the city has all", () -> IntStream.rangeClosed(2, 10)
                .allMatch(id -> city.revisions("ONLINE-" + id).equals(List.of(1))));
        until("the head is told again and again", () -> province.filings().given(1) > 12);
        province.filings().file(UNIT, 11, filing("0900000004"));
        until("what is new comes in its time", () -> city.revisions("ONLINE-11").equals(List.of(1)));
        JsonNode health =
                hub.await("/actuator/health", node -> node.toString().contains("took it that we have these messages"));

        assertThat(health.at("/components/hubPulls/status").asText("DEGRADED")).isEqualTo("DEGRADED");
        // What is with the city may be on its way to be acknowledged, and what is acknowledged on its way to the city.
        until("the head alone waits", () -> province.filings().waiting(UNIT) == 1);
        until("the city has the change", () -> city.revisions("ONLINE-1").contains(2));
        assertThat(city.revisions("ONLINE-1"))
                .as("no change back is seen in it")
                .containsExactly(1, 2);
        until("the other unit's is there once", () -> city.revisions("ONLINE-101")
                .equals(List.of(1)));
        JsonNode explained = hub.await(
                "/v1/dossiers/ONLINE-1",
                node -> node.at("/paths/0/came/0/pulled/0/times").asInt() > 5);
        assertThat(explained.at("/paths/0/came/0/pulled/0/acknowledged").asText())
                .as("%s", explained)
                .isEqualTo("done");
        weather();
        until("let go at last", () -> province.filings().waiting(UNIT) == 0);
    }
}
