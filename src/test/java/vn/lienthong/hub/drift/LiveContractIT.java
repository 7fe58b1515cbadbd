package vn.lienthong.hub.drift;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.connector.PublishedContract;
import vn.lienthong.hub.connector.PublishedContract.Theirs;
import vn.lienthong.hub.testkit.TlsPeople;

/** Contracts are fetched over HTTP, and what comes in the place of one is told in three parts. */
class LiveContractIT {
    private static final Path CONTRACT = Path.of("connectors/province-soap/contract");
    private static final WireMockServer SERVER =
            new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));

    @TempDir
    Path folder;

    /** A machine that stands still for a while is no server that does not answer. */
    private String patience = "PT30S";

    @BeforeAll
    static void start() {
        SERVER.start();
    }

    @AfterAll
    static void stop() {
        SERVER.stop();
    }

    @BeforeEach
    void forget() {
        SERVER.resetAll();
    }

    private Theirs fetched(String connector) {
        return fetched(connector, Map.of("address", SERVER.baseUrl() + "/dich-vu", "answer-timeout", patience));
    }

    private static Theirs fetched(String connector, Map<String, String> settings) {
        return PublishedContract.of(Path.of("connectors"), connector).live(settings, "");
    }

    private static void says(String url, ResponseDefinitionBuilder answer) {
        SERVER.stubFor(get(urlEqualTo(url)).willReturn(answer));
    }

    private static ResponseDefinitionBuilder xml(String text) {
        return aResponse()
                .withHeader("Content-Type", "text/xml; charset=utf-8")
                .withBody(text.getBytes(StandardCharsets.UTF_8));
    }

    private String problem(ResponseDefinitionBuilder answer) {
        SERVER.stubFor(any(anyUrl()).willReturn(answer));
        Theirs theirs = fetched("province-soap");
        assertThat(theirs.facts()).isEmpty();
        var problem = theirs.problem().orElseThrow();
        assertThat(problem.found().split(SERVER.baseUrl(), -1))
                .as(problem.found())
                .hasSize(2);
        assertThat(problem.found()).doesNotContain("/tmp/");
        assertThat(problem.cure()).isNotBlank();
        return problem.code() + ": " + problem.what();
    }

    private static String wsdl(String location) throws IOException {
        return Files.readString(CONTRACT.resolve("exchange.wsdl")).replace("exchange.xsd", location);
    }

    @Test
    void whatItImportsIsFetchedFromTheSameHostWithoutCredentials() throws IOException {
        String schema = Files.readString(CONTRACT.resolve("exchange.xsd"));
        says("/dich-vu?wsdl", xml(wsdl(SERVER.baseUrl() + "/dich-vu?xsd=1")));
        says("/dich-vu?xsd=1", xml(schema));
        Theirs theirs = fetched("province-soap");
        assertThat(theirs.problem()).isEmpty();
        assertThat(theirs.facts())
                .contains(PublishedContract.of(Path.of("connectors"), "province-soap")
                        .own());
        assertThat(theirs.assumption()).isNotEmpty();
        SERVER.verify(1, getRequestedFor(urlEqualTo("/dich-vu?xsd=1")).withoutHeader("Authorization"));

        says("/dich-vu?wsdl", xml(wsdl("http://schemas.example/1.xsd")));
        assertThat(fetched("province-soap").problem().orElseThrow().code()).isEqualTo("contract-imports-elsewhere");
    }

    @Test
    void whatItImportsFromAnAddressOfTheListIsFetchedThere() throws IOException {
        DriftBed.copy(Path.of("connectors/province-soap"), folder.resolve("province-soap"));
        Files.writeString(
                folder.resolve("province-soap/published.yaml"),
                "at: \"{{address}}?wsdl\"\nimports-from: [localhost]\n");
        WireMockServer schemas = new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));
        schemas.start();
        try {
            String schema = Files.readString(CONTRACT.resolve("exchange.xsd"));
            schemas.stubFor(get(urlEqualTo("/luoc-do/exchange.xsd")).willReturn(xml(schema)));
            says("/dich-vu?wsdl", xml(wsdl(schemas.baseUrl() + "/luoc-do/exchange.xsd")));
            Theirs theirs = PublishedContract.of(folder, "province-soap")
                    .live(Map.of("address", SERVER.baseUrl() + "/dich-vu", "answer-timeout", patience), "");
            assertThat(theirs.problem()).isEmpty();
            assertThat(theirs.facts())
                    .contains(PublishedContract.of(folder, "province-soap").own());
            schemas.verify(1, getRequestedFor(urlEqualTo("/luoc-do/exchange.xsd")));
        } finally {
            schemas.stop();
        }
    }

    @Test
    void overTlsOnlyWhomTheConnectorTrustsIsAskedAndWithItsOwnCertificate() throws Exception {
        TlsPeople people = TlsPeople.in(folder);
        WireMockServer server = new WireMockServer(options()
                .bindAddress("127.0.0.1")
                .httpDisabled(true)
                .dynamicHttpsPort()
                .keystoreType("PKCS12")
                .keystorePath(people.keys("server").toString())
                .keystorePassword(TlsPeople.PASSWORD)
                .keyManagerPassword(TlsPeople.PASSWORD)
                .needClientAuth(true)
                .trustStoreType("PKCS12")
                .trustStorePath(people.trust().toString())
                .trustStorePassword(TlsPeople.PASSWORD));
        server.start();
        try {
            Path contract = Path.of("connectors/population-lookup-soap/contract");
            for (String name : List.of("population.wsdl", "population.xsd", "citizen.xsd")) {
                String at = name.endsWith("wsdl") ? "/tra-cuu?wsdl" : "/" + name;
                server.stubFor(get(urlEqualTo(at)).willReturn(xml(Files.readString(contract.resolve(name)))));
            }
            Map<String, String> settings = new TreeMap<>(Map.of(
                    "address", "https://127.0.0.1:" + server.httpsPort() + "/tra-cuu", "answer-timeout", patience));
            assertThat(fetched("population-lookup-soap", settings)
                            .problem()
                            .orElseThrow()
                            .code())
                    .isEqualTo("contract-not-reached");
            settings.putAll(
                    Map.of("trust-store", people.trust().toString(), "trust-store-password", TlsPeople.PASSWORD));
            assertThat(fetched("population-lookup-soap", settings)
                            .problem()
                            .orElseThrow()
                            .code())
                    .as("without a certificate of ours")
                    .isEqualTo("contract-not-reached");
            settings.putAll(
                    Map.of("key-store", people.keys("client").toString(), "key-store-password", TlsPeople.PASSWORD));
            Theirs theirs = fetched("population-lookup-soap", settings);
            assertThat(theirs.problem()).isEmpty();
            assertThat(theirs.facts())
                    .contains(PublishedContract.of(Path.of("connectors"), "population-lookup-soap")
                            .own());
        } finally {
            server.stop();
        }
    }

    @Test
    void anOpenApiDocumentIsFetchedTooAndARedirectOnTheSameHostIsFollowed() throws IOException {
        byte[] document = Files.readAllBytes(Path.of("connectors/province-rest/contract/openapi.yaml"));
        says("/dich-vu/v3/api-docs", aResponse().withStatus(302).withHeader("Location", "/docs/goc"));
        says("/docs/goc", aResponse().withBody(document));
        assertThat(fetched("province-rest").facts())
                .contains(PublishedContract.of(Path.of("connectors"), "province-rest")
                        .own());
    }

    @Test
    void whatComesInThePlaceOfAContractIsTold() throws IOException {
        assertThat(problem(aResponse().withStatus(404))).startsWith("contract-not-there");
        assertThat(problem(aResponse().withStatus(503)))
                .isEqualTo("contract-not-reached: The other side fails when it is asked for its contract.");
        assertThat(problem(aResponse().withStatus(401))).startsWith("contract-needs-login");
        assertThat(problem(aResponse().withStatus(302).withHeader("Location", "https://dang-nhap.example/")))
                .startsWith("contract-redirected");
        assertThat(problem(aResponse().withBody("<!DOCTYPE html><html><body>Bảo trì</body></html>")))
                .startsWith("contract-web-page");
        assertThat(problem(aResponse()
                        .withHeader("Content-Type", "text/html")
                        .withBody("<html><form><input type='password' name='p'></form></html>")))
                .startsWith("contract-login-page");
        assertThat(problem(aResponse().withBody(""))).startsWith("contract-empty");
        assertThat(problem(aResponse()
                        .withBody(wsdl("exchange.xsd")
                                .replace("a setting says", "một nơi nói")
                                .getBytes(StandardCharsets.UTF_16LE))))
                .startsWith("contract-");
        assertThat(problem(aResponse()
                        .withBody("<?xml version=\"1.0\" encoding=\"UTF-8\"?><!-- \u00e0 --><a/>"
                                .getBytes(StandardCharsets.ISO_8859_1))))
                .startsWith("contract-charset");
        assertThat(problem(xml(wsdl("exchange.xsd").substring(0, 3000))))
                .isEqualTo("contract-unreadable: The file is no XML to its end.");
        assertThat(problem(xml("<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>")))
                .isEqualTo("contract-unreadable: The file has a document type or an entity, which could do harm.");
        assertThat(problem(aResponse().withBody("{\"openapi\": \"3.0.0\"}")))
                .isEqualTo("contract-unreadable: It is no WSDL.");
        assertThat(problem(xml(Files.readString(Path.of("connectors/gateway-soap/contract/gateway.wsdl")))))
                .startsWith("contract-unreadable: It is the contract of another service");
        assertThat(problem(aResponse().withHeader("Content-Length", "16777217").withBody("a")))
                .startsWith("contract-too-large");
        patience = "PT1S";
        assertThat(problem(aResponse().withFixedDelay(4_000).withBody("spät"))).startsWith("contract-not-reached");
    }

    @Test
    void ofWhatItImportsTheAddressIsToldFromWhichItCame() throws IOException {
        says("/dich-vu?wsdl", xml(wsdl("luoc-do/exchange.xsd")));
        says("/luoc-do/exchange.xsd", xml("<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'>"));
        var problem = fetched("province-soap").problem().orElseThrow();
        assertThat(problem.code()).isEqualTo("contract-unreadable");
        assertThat(problem.found())
                .startsWith(SERVER.baseUrl() + "/luoc-do/exchange.xsd, line ")
                .endsWith(", from " + SERVER.baseUrl() + "/dich-vu?wsdl");
    }

    @Test
    void whatIsToDoAboutADocumentThatIsNoneIsNothingThatProbeCannotDo() {
        for (String text : List.of("openapi: 4.0.0", "openapi: {", "{\"status\": 404}", "[1, 2]")) {
            says("/dich-vu/v3/api-docs", aResponse().withBody(text));
            var problem = fetched("province-rest").problem().orElseThrow();
            assertThat(problem.code()).as(text).isEqualTo("contract-unreadable");
            assertThat(problem.cure()).as(text).doesNotContain("--from").contains("OpenAPI 3 or Swagger 2.0");
        }
    }

    @Test
    void whereNobodyListensIsTold() {
        Theirs theirs = fetched("province-soap", Map.of("address", "http://127.0.0.1:9/dich-vu"));
        assertThat(theirs.problem().orElseThrow().code()).isEqualTo("contract-not-reached");
        assertThat(theirs.problem().orElseThrow().cure()).contains("--against FILE");
    }
}
