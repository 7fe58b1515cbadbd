package vn.lienthong.hub.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.replay.FakeProvince;

/** {@code probe --contract}: what has changed, what it breaks, and for which wards. */
class ContractDriftCommandTest {
    private static final Path CONTRACT = Path.of("connectors/province-soap/contract");
    private static final String SOAP = "hub.destinations.province-soap.";

    @TempDir
    Path folder;

    private static Ran probe(Map<String, String> settings, String... more) {
        List<String> command = new ArrayList<>(List.of("probe", "--contract"));
        command.addAll(List.of(more));
        settings.forEach((key, value) -> command.addAll(List.of("--set", key + "=" + value)));
        return Ran.command(command.toArray(String[]::new));
    }

    private static Map<String, String> soap(String address) {
        return Map.of(
                SOAP + "address", address, SOAP + "username", "demo", SOAP + "password", "mat-khau-khong-ai-duoc-thay");
    }

    @Test
    void theFakeProvinceServesItsContractsAndTheySayWhatTheFoldersSay() {
        try (FakeProvince province = FakeProvince.start(FakeProvince.Settings.defaults(), Clock.systemUTC())) {
            province.serveSoap(CONTRACT.resolve("exchange.wsdl"));
            Map<String, String> settings =
                    new TreeMap<>(soap(province.address() + "/services/ExchDocumentServiceImplPort"));
            settings.put(
                    "hub.destinations.province-rest.address", province.address().toString());
            settings.put("hub.destinations.province-rest.username", "demo");
            settings.put("hub.destinations.province-rest.password", "demo");
            Ran ran = probe(settings);

            assertThat(ran.code()).as(ran.toString()).isZero();
            assertThat(ran.out())
                    .contains("province-rest: the contract says what it said")
                    .contains("province-soap: the contract says what it said")
                    .contains("theirs " + province.address() + "/services/ExchDocumentServiceImplPort?wsdl (assumed: ");
        }
    }

    @Test
    void aChangeNamesConnectorOperationPlaceAndTheWardsWhoseRecordsGoThatWay() throws Exception {
        Files.copy(CONTRACT.resolve("exchange.wsdl"), folder.resolve("exchange.wsdl"));
        String schema = Files.readString(CONTRACT.resolve("exchange.xsd"));
        Files.writeString(
                folder.resolve("exchange.xsd"),
                schema.replace("name=\"lePhiHoSo\" type=\"xs:int\"", "name=\"lePhiHoSo\" type=\"xs:short\""),
                StandardCharsets.UTF_8);
        Path plan = Files.writeString(
                folder.resolve("plan.yaml"),
                "{name: made up, destination: province-soap, waves: [{name: first, date: 2019-12-17, start: \"17:30\","
                        + " units: [\"21556\", \"21562\"]}]}");
        Map<String, String> settings = new TreeMap<>(soap("http://127.0.0.1:9"));
        settings.put("hub.switchover.plan", plan.toString());
        settings.put("hub.intake.owed-by-unit.21562", "");
        String against = folder.resolve("exchange.wsdl").toString();
        Ran ran = probe(settings, "province-soap", "--against", against, "--json");

        assertThat(ran.code()).as(ran.toString()).isEqualTo(1);
        JsonNode told = Json.MAPPER.readTree(ran.out()).path(0);
        assertThat(told.path("verdict").asText()).isEqualTo("breaks");
        JsonNode worst = told.at("/changes/0");
        assertThat(worst.path("endpoint").asText()).isEqualTo("updateResult");
        assertThat(worst.path("place").asText()).isEqualTo("request /arg0/documentResultSoapList/lePhiHoSo");
        assertThat(worst.path("what").asText()).isEqualTo("maximum 2147483647 becomes 32767");
        assertThat(told.at("/touches/0/units").findValuesAsText("code"))
                .contains("21556")
                .doesNotContain("21562");
        Ran text = probe(settings, "province-soap", "--against", against);
        assertThat(text.out())
                .contains("province-soap: the contract has changed: 1 breaks, 1 harmless")
                .contains("wave first, 2019-12-17: Phường Đống Đa (21556)");
        assertThat(ran + text.toString()).doesNotContain("mat-khau-khong-ai-duoc-thay");
    }

    @Test
    void whatCannotBeHadIsToldAndEndsWithThree() {
        Ran ran = probe(soap("http://127.0.0.1:9/khong-co"), "province-soap");
        assertThat(ran.code()).as(ran.toString()).isEqualTo(3);
        assertThat(ran.out()).contains("nobody knows whether the contract has changed", "Found: ", "To do: ");
        assertThat(probe(Map.of(), "province-soap", "echo", "--against", "x.wsdl")
                        .code())
                .isEqualTo(2);
        assertThat(probe(soap("http://127.0.0.1:9"), "khong-co").code()).isEqualTo(2);
    }
}
