package vn.lienthong.hub.hub;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vn.lienthong.hub.delivery.MappingInput;
import vn.lienthong.hub.journal.Carried;
import vn.lienthong.hub.journal.Landing.KeptExchange;
import vn.lienthong.hub.journal.TransferView;
import vn.lienthong.hub.mapping.MappingResult;
import vn.lienthong.hub.mapping.Message;
import vn.lienthong.hub.vocabulary.Held;
import vn.lienthong.hub.vocabulary.TransferState;

/** What was known of a dossier when a transfer of the past began, told from what was sent by it. */
class RetellingTest {
    private static final String PORTAL = "national-portal-rest";
    private static final Hub HUB = Hub.at(Path.of("."));

    private static List<String> operationsToldAgain(String remembered, KeptExchange... exchanges) throws IOException {
        JsonNode record = new ObjectMapper()
                .readTree(Path.of("mappings/dossier-to-national-portal-rest/cases/first-a-code-is-reserved/input.json")
                        .toFile())
                .path("record");
        TransferView transfer = new TransferView(
                1,
                1,
                "city",
                record.path("dossierCode").asText(),
                1,
                record.path("procedureCode").asText(),
                "21556",
                PORTAL,
                TransferState.DELIVERED,
                Instant.EPOCH,
                null,
                null,
                1,
                0,
                null,
                null,
                null,
                null,
                Instant.EPOCH,
                null,
                null);
        Carried carried = new Carried(transfer, new byte[0], null, remembered, List.of(exchanges), false, true);
        MappingResult told = new Retelling(carried, HUB.connectors())
                .told(
                        HUB.mappings().named("dossier-to-national-portal-rest").orElseThrow(),
                        held -> MappingInput.of(record, held, false, Map.of()),
                        Held.NOTHING);
        return ((MappingResult.Mapped) told)
                .messages().stream().map(Message::operation).distinct().toList();
    }

    private static KeptExchange exchange(String operation, String sent, String answered) {
        return new KeptExchange(
                operation,
                sent.getBytes(StandardCharsets.UTF_8),
                200,
                null,
                answered.getBytes(StandardCharsets.UTF_8),
                1,
                false);
    }

    @Test
    void digitsInsideALongerNumberWereNotKnownBefore() throws IOException {
        assertThat(operationsToldAgain(
                        "{\"code\":\"1193\"}",
                        exchange("GetNextValue", "{\"code\":\"1.001193.000.00.00.H08\"}", "{\"value\":\"1193\"}")))
                .startsWith("GetNextValue", "CreateDossier");
    }

    @Test
    void whatStoodInAMessageAsAWholeWasKnownBefore() throws IOException {
        assertThat(operationsToldAgain(
                        "{\"code\":\"1193\"}",
                        exchange(
                                "CreateDossier",
                                "{\"data\":[{\"MaHoSo\":\"1193\"}]}",
                                "{\"data\":{\"MaHoSo\":\"1193\",\"IdHoSo\":\"77\"}}")))
                .startsWith("CreateDossier");
    }
}
