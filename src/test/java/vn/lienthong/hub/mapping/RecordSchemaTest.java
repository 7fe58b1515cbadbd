package vn.lienthong.hub.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordSchemaTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path FOLDER = Path.of("mappings");
    private static final Path SIXTY_FIELDS = Path.of("src/test/resources/mapping/sixty-fields.json");
    private final RecordSchema schema = RecordSchema.load(FOLDER);
    private ObjectNode dossierRecord = JSON.createObjectNode();

    @BeforeEach
    void readTheRecord() throws IOException {
        dossierRecord = (ObjectNode) JSON.readTree(Files.readAllBytes(SIXTY_FIELDS));
    }

    @Test
    void takesAFullRecord() {
        assertThat(schema.validate(dossierRecord)).isEmpty();
    }

    @Test
    void takesTheSmallestRecord() throws IOException {
        JsonNode least = JSON.readTree(
                "{'dossierCode':'000.01.10.H08-191216-0042','revision':1,'procedureCode':'1.001193',".replace('\'', '"')
                        + "'unit':'21556','status':'NEW','receivedAt':'2019-12-16T08:05:00+07:00','applicant':{'kind':'CITIZEN','name':'Mẫu'}}"
                                .replace('\'', '"'));

        assertThat(schema.validate(least)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dossierCode", "revision", "procedureCode", "unit", "status", "receivedAt", "applicant"})
    void namesWhatIsMissing(String field) {
        dossierRecord.remove(field);

        assertThat(schema.validate(dossierRecord))
                .containsExactly(new RecordSchema.Fault("/" + field, "nothing", "Send this field; it is mandatory."));
    }

    @Test
    void namesWhatIsMissingInside() {
        ((ObjectNode) dossierRecord.path("applicant")).remove(List.of("kind", "name"));

        assertThat(schema.validate(dossierRecord))
                .extracting(RecordSchema.Fault::pointer)
                .containsExactlyInAnyOrder("/applicant/kind", "/applicant/name");
    }

    @ParameterizedTest
    @CsvSource({
        "/dossierCode, '\" 000.01.10.H08-191216-0042\"'",
        "/dossierCode, '\"\"'",
        "/revision, 0",
        "/revision, 1.5",
        "/revision, '\"1\"'",
        "/unit, '\"2155\"'",
        "/unit, 21556",
        "/status, '\"processing\"'",
        "/status, 4",
        "/channel, '\"\"'",
        "/receivedAt, '\"2019-12-16T08:05:00\"'",
        "/receivedAt, '\"2019-02-31T08:05:00+07:00\"'",
        "/receivedAt, '\"0001-01-01T00:00:00+07:00\"'",
        "/dueAt, '\"9999-12-31T00:00:00+07:00\"'",
        "/dueAt, null",
        "/dueAt, '\"\"'",
        "/dueAt, '\"2019-12-16T25:00:00+07:00\"'",
        "/summary, '\"   \"'",
        "/summary, '\"a\\u000bb\"'",
        "/applicant/bornOn, '\"06/1989\"'",
        "/applicant/bornOn, '\"1989-13\"'",
        "/applicant/bornOn, '\"1989-02-30\"'",
        "/applicant/address/province, '\"1\"'",
        "/applicant/identity/type, '\"ID\"'",
        "/applicant/identity/number, 52189000000",
        "/fees/0/amount, 8000",
        "/fees/0/amount, '\"-1\"'",
        "/fees/0/amount, '\"1.5\"'",
        "/fees/0/amount, '\"5.0E4\"'",
        "/fees/0/amount, '\"1,000\"'",
        "/attachments/0/size, 2147483648",
        "/attachments/0/url, '\"file:///etc/passwd\"'",
        "/attachments/0/url, '\"https://a.example.vn/1##https://a.example.vn/2\"'",
        "/attachments/0/sha256, '\"ABC\"'",
        "/steps/1/status, '\"PAUSING\"'",
        "/papers, {}",
        "/results/0, []"
    })
    void refusesWhatIsNotAsItMustBeAndPointsToIt(String pointer, String value) throws IOException {
        set(pointer, JSON.readTree(value));

        assertThat(schema.validate(dossierRecord))
                .extracting(RecordSchema.Fault::pointer)
                .contains(pointer);
    }

    @ParameterizedTest
    @CsvSource({
        "/unit, '\"city:TP\"'",
        "/dossierCode, '\"000.00.BD.H08-230411-0004\"'",
        "/dossierCode, '\"H15.50.05.13-261008-0900975\"'",
        "/receivedAt, '\"2019-12-16T01:05:00Z\"'",
        "/receivedAt, '\"2019-12-16T08:05:00.123456+07:00\"'",
        "/applicant/bornOn, '\"1989\"'",
        "/applicant/bornOn, '\"1989-06\"'",
        "/fees/0/amount, '\"0\"'",
        "/fees/0/amount, '\"2147483648\"'",
        "/fees/0/amount, '\"50000.00\"'",
        "/attachments/0/size, 31457280",
        "/submitter, {}",
        "/extra, '{\"any\": [1, \"two\", true], \"more\": {\"deep\": 1}}'"
    })
    void takesWhatRealRecordsHold(String pointer, String value) throws IOException {
        set(pointer, JSON.readTree(value));

        assertThat(schema.validate(dossierRecord)).isEmpty();
    }

    @Test
    void refusesAnUnknownFieldAndSaysWhereItMayGo() {
        dossierRecord.put("dueat", "2019-12-16T08:05:00+07:00");

        assertThat(schema.validate(dossierRecord))
                .containsExactly(new RecordSchema.Fault(
                        "/dueat",
                        "a field that the schema does not know",
                        "Remove it or correct its spelling; what is your own goes under extra."));
    }

    @Test
    void boundsWhatIsOpen() {
        ObjectNode extra = dossierRecord.putObject("extra");
        for (int i = 0; i < 101; i++) {
            extra.put("k" + i, i);
        }

        assertThat(schema.validate(dossierRecord))
                .extracting(RecordSchema.Fault::pointer)
                .containsExactly("/extra");
    }

    @Test
    void showsNoPersonalData() {
        set("/applicant/name", JSON.getNodeFactory().textNode("Bà Bí Mật\u0001"));
        set("/applicant/identity/number", JSON.getNodeFactory().textNode("052 189 999 777"));
        set("/applicant/email", JSON.getNodeFactory().textNode("bi-mat"));
        dossierRecord.put("Bà Bí Mật", 1);

        assertThat(schema.validate(dossierRecord)).hasSize(4).allSatisfy(fault -> assertThat(fault.toString())
                .doesNotContain("Bí Mật", "bi-mat", "189"));
    }

    @Test
    void stopsCountingAtFifty() throws IOException {
        var steps = dossierRecord.putArray("steps");
        for (int i = 0; i < 200; i++) {
            steps.add(JSON.readTree("{\"x\": 1}"));
        }

        assertThat(schema.validate(dossierRecord)).hasSize(50);
    }

    @Test
    void describesAndBoundsEverythingItKnows() throws IOException {
        walk("", JSON.readTree(Files.readAllBytes(FOLDER.resolve(RecordSchema.FILE))));
    }

    private void walk(String at, JsonNode node) {
        for (Map.Entry<String, JsonNode> property : node.path("properties").properties()) {
            assertThat(property.getValue().has("title") && property.getValue().has("description"))
                    .as("title and description at %s/%s", at, property.getKey())
                    .isTrue();
        }
        if ("object".equals(node.path("type").asText()) && !at.endsWith("/extra") && !at.contains("extraValue")) {
            assertThat(node.path("additionalProperties").asBoolean(true))
                    .as("closed at %s", at)
                    .isFalse();
        }
        if ("string".equals(node.path("type").asText())) {
            assertThat(node.has("maxLength") || node.has("pattern"))
                    .as("bounded at %s", at)
                    .isTrue();
        }
        if ("array".equals(node.path("type").asText())) {
            assertThat(node.has("maxItems")).as("bounded at %s", at).isTrue();
        }
        node.properties().forEach(child -> walk(at + "/" + child.getKey(), child.getValue()));
    }

    private void set(String pointer, JsonNode value) {
        JsonPointer at = JsonPointer.compile(pointer);
        JsonNode parent = dossierRecord.at(at.head());
        String last = at.last().getMatchingProperty();
        if (parent instanceof ObjectNode object) {
            object.set(last, value);
        } else {
            ((com.fasterxml.jackson.databind.node.ArrayNode) parent).set(Integer.parseInt(last), value);
        }
    }
}
