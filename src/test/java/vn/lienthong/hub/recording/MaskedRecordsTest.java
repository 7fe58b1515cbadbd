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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.intake.RecordReader;
import vn.lienthong.hub.mapping.RecordSchema;
import vn.lienthong.hub.reference.Reference;
import vn.lienthong.hub.replay.SampleDay;
import vn.lienthong.hub.replay.SampleRecord;

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
        for (Path file : inputs()) {
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

    private static List<Path> inputs() {
        try (Stream<Path> files = Files.walk(Path.of("mappings"))) {
            return files.filter(file -> file.endsWith("input.json")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode json(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
