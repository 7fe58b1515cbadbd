package vn.lienthong.hub.app;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code probe} towards those that give instead of take: a list is asked for and nothing is acknowledged; a lookup is asked what its folder names, or not. */
class ProbeOfTheWayBackTest {
    private static final String BOX = "hub.pulls.land-registry-inbox-rest.";
    private static final String POPULATION = "hub.lookups.population-lookup-soap.";

    private final Outside outside = new Outside();

    @AfterEach
    void stop() {
        outside.stop();
    }

    private static Ran probe(Map<String, String> settings, String... more) {
        List<String> command = new ArrayList<>(List.of("probe"));
        command.addAll(List.of(more));
        settings.forEach((key, value) -> command.addAll(List.of("--set", key + "=" + value)));
        return Ran.command(command.toArray(String[]::new));
    }

    private Map<String, String> box() {
        return Map.of(BOX + "address", outside.baseUrl() + "/box", BOX + "token", "the-bai-khong-ai-duoc-thay");
    }

    @Test
    void aSourceIsAskedForAPageAndToldNothing() throws Exception {
        outside.answers(
                post(anyUrl()),
                "{\"Result\":1,\"Message\":\"\",\"ConTiep\":1,\"Data\":[{\"Id\":1,\"ThaoTac\":\"KetThucHoSo\"},{\"Id\":2,\"ThaoTac\":\"KetThucHoSo\"}]}");
        Ran ran = probe(box());

        assertThat(ran.code()).as(ran.toString()).isZero();
        assertThat(ran.out())
                .startsWith("land-registry-inbox-rest (pull): it is there and our credentials work; "
                        + "its list names 2 messages and more, nothing was fetched or acknowledged (");
        assertThat(ran.toString()).doesNotContain("the-bai-khong-ai-duoc-thay");
        assertThat(outside.arrived("/box"))
                .singleElement()
                .satisfies(body -> assertThat(body.path("ThaoTac").asText()).isEqualTo("LayThongDiep"));
    }

    @Test
    void aSourceThatIsNotThereOrRefusesUsIsToldApart() {
        outside.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(503)));
        assertThat(probe(box()).code()).isEqualTo(3);
        outside.answers(any(anyUrl()), "{\"Result\":0,\"Message\":\"Sai\"}");
        Ran refused = probe(box(), "--json");
        assertThat(refused.code()).as(refused.toString()).isEqualTo(1);
        assertThat(refused.out()).contains("\"works\" : false", "\"pull\" : \"land-registry-inbox-rest\"");
    }

    @Test
    void aSourceThatListsByDaysIsAskedForToday() {
        try (FakeRegistry registry = new FakeRegistry()) {
            registry.registers(1, "000.00.ZZ.H08-191216-0001", "1/2026-MAU");
            registry.lists(0, 1);
            Ran ran = probe(registry.settings(), "civil-registry-results-rest");

            assertThat(ran.code()).as(ran.toString()).isZero();
            assertThat(ran.out()).contains("its list for KS names 1 message, nothing was fetched");
            assertThat(registry.asked).containsExactly("dsHoSoDangKy KS " + FakeRegistry.day(0));
        }
    }

    private Map<String, String> population() {
        return Map.of(
                POPULATION + "address", outside.baseUrl(),
                POPULATION + "hashed-address", "https://dan-cu.example/tra-cuu",
                POPULATION + "username", "tai-khoan-thu",
                POPULATION + "shared-secret", "bi-mat-thu",
                POPULATION + "api-key", "khoa-thu",
                POPULATION + "x-road-client", "VN/GOV/000.00.00.H08/hub-thu");
    }

    @Test
    void aLookupWhoseQuestionsAreAllAboutPeopleIsNotAskedAndSaysWhy() throws Exception {
        Ran ran = probe(population());

        assertThat(ran.code()).as(ran.toString()).isZero();
        assertThat(ran.out())
                .isEqualTo(
                        "population-lookup-soap (lookup): not probed: each of its questions is about a person, and is"
                                + " kept there as asked by us" + System.lineSeparator());
        JsonNode found = Json.MAPPER.readTree(probe(population(), "--json").out());
        assertThat(found.path(0).path("notProbed").asText()).contains("about a person");
        assertThat(found.path(0).has("works")).as("nobody knows").isFalse();
        assertThat(outside.getAllServeEvents()).isEmpty();
    }

    @Test
    void aLookupIsAskedWhatItsFolderNames(@TempDir Path home) throws Exception {
        HomeCopy.of(home, Set.of("echo"));
        Files.writeString(
                home.resolve("connectors/echo/lookup.yaml"),
                """
                asks: dossier-to-echo
                reads: dossier-to-echo
                probe: {operation: version, body: {which: all, deep: true}}
                """);
        outside.answers(post(anyUrl()), "{\"dossier\":\"any\"}");
        Ran ran = probe(Map.of("hub.lookups.echo.address", outside.baseUrl() + "/echo"), "--home", home.toString());

        assertThat(ran.out()).startsWith("echo (lookup): it is there and our credentials work (taken, ");
        assertThat(ran.code()).isZero();
        assertThat(outside.getAllServeEvents()).singleElement().satisfies(event -> assertThat(
                        event.getRequest().getBodyAsString())
                .contains("\"which\":\"all\",\"deep\":true"));
    }

    @Test
    void oneThatKnowsNoQuestionKeepsNobodyFromAskingTheOthers() {
        outside.answers(post(anyUrl()), "{\"Result\":1,\"Message\":\"\",\"Data\":[]}");
        Map<String, String> both = new java.util.HashMap<>(box());
        both.put("hub.destinations.province-gateway-rest.address", outside.baseUrl());
        both.put("hub.destinations.province-gateway-rest.token", "the-bai-thu");
        both.put("hub.destinations.province-gateway-rest.mapping.enquiry", "no");
        Ran ran = probe(both);

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out().lines())
                .anySatisfy(line -> assertThat(line).startsWith("province-gateway-rest: not probed: Nothing was sent"))
                .anySatisfy(line -> assertThat(line).contains("names nothing, nothing was fetched or acknowledged"));
        Ran unknown = probe(both, "provence");
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.err()).contains("Nothing of this name is configured.", "land-registry-inbox-rest");
    }
}
