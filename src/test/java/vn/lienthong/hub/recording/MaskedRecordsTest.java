package vn.lienthong.hub.recording;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.intake.RecordReader;
import vn.lienthong.hub.mapping.RecordSchema;
import vn.lienthong.hub.reference.Reference;
import vn.lienthong.hub.replay.SampleDay;
import vn.lienthong.hub.replay.SampleRecord;
import vn.lienthong.hub.testkit.MappingInputs;

/** A recording is of use only while the hub takes its records: what was a record before it was masked is one afterwards. */
class MaskedRecordsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Reference REFERENCE = Reference.load(Path.of("mappings/tables"));
    private static final RecordReader READER =
            RecordReader.of(RecordSchema.load(Path.of("mappings")), REFERENCE, Clock.systemUTC());

    @TempDir
    private Path data;

    @Test
    void everyRecordOfTheMappingsCasesIsStillOne() {
        Map<String, String> records = new TreeMap<>();
        for (Path file : MappingInputs.all()) {
            JsonNode record = json(file).path("record");
            if (record.isObject() && read(record.toString()) instanceof RecordReader.Read) {
                records.put(record.toString(), file.toString());
            }
        }
        assertThat(records).hasSizeGreaterThan(100);
        List<String> refused = new ArrayList<>();
        records.forEach((record, file) -> refused.addAll(refusal(file, record)));
        assertThat(refused).isEmpty();
    }

    @Test
    void everyRecordOfTheSampleDayIsStillOne() {
        List<String> refused = new ArrayList<>();
        int taken = 0;
        for (SampleRecord sample : SampleDay.of(3, 0.02, SampleDay.USUAL_DAY, REFERENCE)) {
            String record = new String(sample.json(), StandardCharsets.UTF_8);
            if (read(record) instanceof RecordReader.Read) {
                taken++;
                refused.addAll(refusal(sample.oddity(), record));
            }
        }
        assertThat(taken).isGreaterThan(100);
        assertThat(refused).isEmpty();
    }

    @Test
    void aTextAtTheLimitOfItsFieldGrowsByNoLongerName() {
        for (String name : List.of("An Bá Cư", "Lý Ý", "Vũ Thị Nở")) {
            String summary = ("Trích yếu của " + name + ", ")
                    .repeat(100)
                    .substring(0, 2_000)
                    .strip();
            String record = "{\"applicant\":{\"name\":\"" + name + "\"},\"summary\":\"" + summary + "\"}";

            RecordedExchange masked = Recordings.recorder(data).masked(Recordings.exchange(record, Hidden.json("{}")));

            assertThat(read(masked).path("summary").asText())
                    .hasSizeLessThanOrEqualTo(summary.length())
                    .doesNotContain(name);
        }
    }

    /** The city gets what the hub got: a person in both is one made-up person, and what stays in one stays in the other. */
    @Test
    void aRecordThatIsSentAsItIsIsMaskedAsItIs() throws IOException {
        int compared = 0;
        for (Path file : MappingInputs.all()) {
            Path expected = file.resolveSibling("expected.json");
            if (!file.toString().contains("dossier-to-city-rest") || !Files.exists(expected)) {
                continue;
            }
            JsonNode record = json(file).path("record");
            for (JsonNode message : json(expected).path("messages")) {
                JsonNode body = message.path("body");
                RecordedExchange masked = Recordings.recorder(data)
                        .masked(Recordings.exchange(
                                "city-rest",
                                record.toString(),
                                Hidden.json(body.toString()),
                                "HTTP/1.1 200 OK\r\n\r\n"));
                Map<JsonNode, JsonNode> known = new HashMap<>();
                pairs(record, read(masked), known);
                Map<JsonNode, JsonNode> sent = new HashMap<>();
                pairs(body, JSON.readTree(Recordings.body(masked)), sent);
                for (JsonNode same : sent.keySet()) {
                    if (same.isContainerNode() && known.containsKey(same)) {
                        compared++;
                        assertThat(sent.get(same)).as("%s, %s", file, same).isEqualTo(known.get(same));
                    }
                }
                JsonNode origin = sent.get(body.path("origin"));
                if (origin != null) {
                    body.path("origin").properties().forEach(one -> {
                        JsonNode before = record.path("extra").path(one.getKey());
                        if (before.equals(one.getValue())) {
                            assertThat(origin.path(one.getKey()))
                                    .as("%s, %s", file, one.getKey())
                                    .isEqualTo(read(masked).path("extra").path(one.getKey()));
                        }
                    });
                }
            }
        }
        assertThat(compared).isGreaterThan(100);
    }

    private static void pairs(JsonNode raw, JsonNode masked, Map<JsonNode, JsonNode> into) {
        into.put(raw, masked);
        for (int i = 0; raw.isArray() && i < raw.size(); i++) {
            pairs(raw.get(i), masked.get(i), into);
        }
        raw.properties().forEach(one -> pairs(one.getValue(), masked.path(one.getKey()), into));
    }

    @Test
    void whatTheMappingToTheGatewayAlwaysSaysStays() {
        String body =
                "{\"ipAddress\":\"127.0.0.1\",\"description\":\"HSMC SoBienNhan = 0000012342000001\",\"soBienNhan\":\"0000012342000001\","
                        + "\"edXML:OrganId\":\"1:30:0:0:0:0:1\",\"edXML:OrganName\":\"Phường Mẫu\",\"hoSoKemTheo\":[{\"ten\":\"Tờ khai\"}]}";
        RecordedExchange masked = Recordings.recorder(data)
                .masked(Recordings.exchange("gateway-soap", "{}", Hidden.json(body), "HTTP/1.1 200 OK\r\n\r\n"));
        JsonNode sent = parsed(Recordings.body(masked));
        assertThat(sent.path("description").asText())
                .isEqualTo("HSMC SoBienNhan = " + sent.path("soBienNhan").asText())
                .doesNotContain("0000012342000001");
        assertThat(Recordings.body(masked))
                .contains("\"127.0.0.1\"", "\"1:30:0:0:0:0:1\"", "\"Phường Mẫu\"", "\"Tờ khai\"");
    }

    @Test
    void whatARecordSaysIsTheSameBehindAStateThoughATurnIsInIt() {
        String note = "Đơn đã tồn tại ở phòng bên";
        String record = "{\"steps\":[{\"note\":\"" + note + "\"}]}";
        RecordedExchange masked = Recordings.recorder(data)
                .masked(Recordings.exchange(record, Hidden.json("{\"message\":\"Không thành công: " + note + "\"}")));
        assertThat(parsed(Recordings.body(masked)).path("message").asText())
                .isEqualTo(
                        "Không thành công: " + read(masked).at("/steps/0/note").asText());
    }

    @Test
    void theNameOfAFileIsMaskedAlsoWhereItStandsAmongNamesOfPapers() {
        String name = "don cua Le Thi Muoi Lam";
        String record = "{\"attachments\":[{\"id\":\"a1\",\"name\":\"" + name + "\"}],"
                + "\"papers\":[{\"name\":\"Đơn đăng ký\"}],\"results\":[{\"name\":\"Trích lục của Lê Mười.PDF\"}]}";
        for (String connector : List.of("national-portal-rest", "land-registry-rest", "lgsp-document-rest")) {
            String body = "{\"data\":[{\"TenGiayTo\":\"" + name + "\",\"TenThanhPhanHoSo\":\"" + name
                    + "\",\"PaperName\":\"Đơn đăng ký\"},{\"TenGiayTo\":\"Đơn đăng ký\",\"GiayToKetQua\":{\"TenGiayTo\":\"Trích lục của Lê Mười.PDF\"}}]}";
            RecordedExchange masked = Recordings.recorder(data)
                    .masked(Recordings.exchange(connector, record, Hidden.json(body), "HTTP/1.1 200 OK\r\n\r\n"));
            JsonNode sent = parsed(Recordings.body(masked));
            JsonNode kept = read(masked);
            assertThat(Recordings.body(masked))
                    .doesNotContain("Muoi Lam", "Lê Mười")
                    .contains("Đơn đăng ký");
            assertThat(sent.at("/data/0/TenGiayTo")).isEqualTo(kept.at("/attachments/0/name"));
            assertThat(sent.at("/data/0/TenThanhPhanHoSo")).isEqualTo(kept.at("/attachments/0/name"));
            assertThat(sent.at("/data/1/GiayToKetQua/TenGiayTo")).isEqualTo(kept.at("/results/0/name"));
            assertThat(kept.at("/papers/0/name").asText()).isEqualTo("Đơn đăng ký");
        }
    }

    private static JsonNode parsed(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode read(RecordedExchange exchange) {
        try {
            return JSON.readTree(exchange.record());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> refusal(String from, String record) {
        RecordedExchange masked = Recordings.recorder(data).masked(Recordings.exchange(record, Hidden.json("{}")));
        String after = new String(masked.record(), StandardCharsets.UTF_8);
        return read(after) instanceof RecordReader.Unreadable bad ? List.of(from + ": " + bad) : List.of();
    }

    private static RecordReader.Result read(String record) {
        return READER.read(record.getBytes(StandardCharsets.UTF_8));
    }

    private static JsonNode json(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
