package vn.lienthong.hub.delivery;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.lienthong.hub.connector.Connector;
import vn.lienthong.hub.connector.Connectors;
import vn.lienthong.hub.connector.ShelfInMemory;
import vn.lienthong.hub.journal.Flight;
import vn.lienthong.hub.journal.Landing.KeptExchange;
import vn.lienthong.hub.kit.SettableClock;
import vn.lienthong.hub.mapping.Mapping;
import vn.lienthong.hub.mapping.MappingResult;
import vn.lienthong.hub.mapping.Message;
import vn.lienthong.hub.vocabulary.Outcome;

/** What is kept of an attempt whose files went up, and whose message did not go: real connector, real HTTP. */
class UploadsOfAnAttemptIT {

    private final WireMockServer portal =
            new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final SettableClock clock = SettableClock.onTheSampleDay();
    private final ShelfInMemory shelf = new ShelfInMemory();

    @BeforeEach
    void start() {
        portal.start();
        camel.start();
        told("GetToken", "{\"data\":{\"access_token\":\"the-bai-1\"}}");
        told("UploadFile", "{\"code\":200,\"data\":[{\"IdTepTin\":\"tep-1\",\"HashTepTin\":\"bam-1\"}]}");
        told("CreateDossier", "{\"code\":200,\"data\":{\"IdHoSo\":7}}");
    }

    @AfterEach
    void stop() {
        camel.stop();
        portal.stop();
    }

    private void told(String operation, String body) {
        portal.stubFor(any(urlPathEqualTo("/" + operation))
                .willReturn(aResponse()
                        .withHeader("Content-Type", "application/json")
                        .withBody(body)));
    }

    private int came(String operation) {
        return portal.findAll(anyRequestedFor(urlPathEqualTo("/" + operation))).size();
    }

    /** A message with so many files, whatever the record. */
    private Mapping naming(int files) throws IOException {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("MaHoSo", "G09");
        for (int i = 0; i < files; i++) {
            byte[] file = ("Giay to mau so " + i).getBytes(StandardCharsets.US_ASCII);
            body.withArray("GiayTo")
                    .addObject()
                    .putObject("TepTin")
                    .put(
                            "sha256",
                            shelf.take(new ByteArrayInputStream(file), 100).sha256());
        }
        return new Mapping() {
            @Override
            public String name() {
                return "with-files";
            }

            @Override
            public MappingResult apply(JsonNode input) {
                return new MappingResult.Mapped(
                        List.of(new Message("CreateDossier", body, true, List.of(), false)), List.of());
            }
        };
    }

    /** At a node that is cut off when so many files went up. */
    private Attempt fly(int files, int atMost) throws IOException {
        return fly(Flights.first(), naming(files), () -> came("UploadFile") < atMost);
    }

    private Attempt fly(Flight flight, Mapping mapping, BooleanSupplier mayBegin) {
        Connector connector = Connectors.load(Path.of("connectors"))
                .open(
                        "national-portal-rest",
                        Map.of("address", portal.baseUrl(), "client-id", "khach-thu", "client-secret", "bi-mat-thu"),
                        camel,
                        clock,
                        shelf);
        Attempt attempt = new Attempt(flight, Map.of(), mayBegin, clock);
        attempt.map(mapping);
        attempt.deliver(connector);
        return attempt;
    }

    @Test
    void theUploadsOfAnAttemptThatIsCutOffAreKept() throws IOException {
        Attempt attempt = fly(3, 2);

        assertThat(came("UploadFile")).isEqualTo(2);
        assertThat(came("CreateDossier")).isZero();
        assertThat(attempt.row()).isEqualTo("cut-off");
        assertThat(attempt.kept())
                .extracting(KeptExchange::operation, KeptExchange::status)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("upload", 200),
                        org.assertj.core.groups.Tuple.tuple("upload", 200));
    }

    @Test
    void filesThatWentUpLeaveNoDoubtAboutTheDossier() throws IOException {
        Attempt attempt = fly(1, 1);

        assertThat(attempt.row()).isEqualTo("cut-off");
        assertThat(attempt.outcome()).isInstanceOfSatisfying(Outcome.Deferred.class, deferred -> assertThat(
                        deferred.problem().found())
                .startsWith("0 messages"));
        assertThat(attempt.forGate().trouble()).isNull();
    }

    @Test
    void aMessageInDoubtComesAgainWithTheFilesThatItHadAndAnyOtherWithFreshOnes() throws IOException {
        Mapping mapping = naming(1);
        fly(Flights.first(), mapping, () -> true);
        clock.advance(Duration.ofDays(3));
        fly(Flights.of(0, 1, true), mapping, () -> true);
        assertThat(came("UploadFile"))
                .as("it may have arrived, and was known by these")
                .isEqualTo(1);

        fly(Flights.of(1, 0, false), mapping, () -> true);
        assertThat(came("UploadFile"))
                .as("the portal may have thrown them away")
                .isEqualTo(2);
        assertThat(came("CreateDossier")).isEqualTo(3);
    }
}
