package vn.lienthong.hub.delivery;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.camel.impl.DefaultCamelContext;
import vn.lienthong.hub.connector.Connector;
import vn.lienthong.hub.connector.Connectors;
import vn.lienthong.hub.journal.Flight;
import vn.lienthong.hub.kit.SettableClock;
import vn.lienthong.hub.mapping.Mapping;
import vn.lienthong.hub.mapping.Mappings;
import vn.lienthong.hub.reference.Reference;

/** Test tool: the real connector and mapping of the province towards a stub that answers as it is told. */
final class StubbedProvince implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path CASES = Path.of("connectors/province-rest/cases");
    private static final Mappings MAPPINGS =
            Mappings.load(Path.of("mappings"), Reference.load(Path.of("mappings/tables")));
    private static final Mapping MAPPING =
            MAPPINGS.named("dossier-to-province-rest").orElseThrow();

    private final WireMockServer stub =
            new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final Clock clock = SettableClock.onTheSampleDay();
    private final Connector connector;

    StubbedProvince() {
        this(Path.of("connectors"));
    }

    StubbedProvince(Path connectors) {
        stub.start();
        camel.start();
        connector = Connectors.load(connectors)
                .open(
                        "province-rest",
                        Map.of("address", stub.baseUrl(), "username", "tai-khoan-thu", "password", "mat-khau-thu"),
                        camel,
                        clock);
        stub.stubFor(post("/mapi/login")
                .willReturn(aResponse().withBody("{\"error_code\":\"0\",\"session\":\"phien-thu-1\"}")));
    }

    /** Answers as the stub of a case of the connector does. */
    StubbedProvince as(String situation) {
        for (JsonNode mapping :
                read(CASES.resolve(situation).resolve("stub.json")).path("mappings")) {
            stub.addStubMapping(StubMapping.buildFrom(mapping.toString()));
        }
        return this;
    }

    /** Answers every message that contains a text, until told otherwise; the last told counts. */
    StubbedProvince answering(String part, int status, String body) {
        stub.stubFor(post("/mapi/g")
                .withRequestBody(containing(part))
                .willReturn(aResponse().withStatus(status).withBody(body)));
        return this;
    }

    /** Runs a flight through the flow of the province, as often as the flow wants to run. */
    Attempt fly(Flight flight) {
        return fly(flight, () -> true);
    }

    /** The same with a lookup in front of the mapping. */
    Attempt fly(Flight flight, Lookup lookup) {
        return fly(flight, MAPPING, attempt -> attempt.enrich(lookup));
    }

    /** The same with another mapping, and with what stands in front of it. */
    Attempt fly(Flight flight, Mapping mapping, Consumer<Attempt> before) {
        Attempt attempt = new Attempt(flight, Map.of("unitCode", "000.00.00.H08"), () -> true, clock);
        do {
            before.accept(attempt);
            attempt.map(mapping);
            attempt.deliver(connector);
        } while (attempt.runsAgain());
        return attempt;
    }

    /** The same at a node that may be cut off meanwhile. */
    Attempt fly(Flight flight, BooleanSupplier mayBegin) {
        Attempt attempt = new Attempt(flight, Map.of("unitCode", "000.00.00.H08"), mayBegin, clock);
        do {
            attempt.map(MAPPING);
            attempt.deliver(connector);
        } while (attempt.runsAgain());
        return attempt;
    }

    /** The messages that came, logins left out, in order. */
    List<JsonNode> messages() {
        List<JsonNode> messages = new ArrayList<>();
        for (ServeEvent event : stub.getAllServeEvents()) {
            if (event.getRequest().getUrl().equals("/mapi/g")) {
                messages.add(0, parse(event.getRequest().getBodyAsString()));
            }
        }
        return messages;
    }

    long logins() {
        return stub.getAllServeEvents().stream()
                .filter(event -> event.getRequest().getUrl().equals("/mapi/login"))
                .count();
    }

    /** What each message was: {@code create}, {@code update}, {@code enquiry}, or the number of its steps. */
    List<String> kinds() {
        return messages().stream().map(StubbedProvince::kind).toList();
    }

    private static String kind(JsonNode message) {
        return switch (message.path("service").asText()) {
            case "TraCuuHoSo" -> "enquiry";
            case "CapNhatTienDoHoSoMC" -> message.path("data").size() + " steps";
            default -> message.path("isUpdating").asText().equals("True") ? "update" : "create";
        };
    }

    private static JsonNode read(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        camel.stop();
        stub.stop();
    }
}
