package vn.lienthong.hub.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vn.lienthong.hub.intake.RecordReader;
import vn.lienthong.hub.mapping.Mapping;
import vn.lienthong.hub.mapping.MappingResult;
import vn.lienthong.hub.mapping.Mappings;
import vn.lienthong.hub.mapping.Message;
import vn.lienthong.hub.mapping.RecordSchema;
import vn.lienthong.hub.reference.Reference;
import vn.lienthong.hub.replay.SampleRecord.Expected;
import vn.lienthong.hub.replay.Tally.Count;
import vn.lienthong.hub.vocabulary.HeldSteps;

/** What a sample day says of its records is what intake, mapping and province make of them, without broker and database. */
class SampleDayThroughTheRoomsTest {
    private static final Reference REFERENCE = Reference.load(Path.of("mappings/tables"));
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T03:00:00Z"), ZoneOffset.UTC);

    private final RecordReader reader = RecordReader.of(RecordSchema.load(Path.of("mappings")), REFERENCE, CLOCK);
    private final Mapping mapping = Mappings.load(Path.of("mappings"), REFERENCE)
            .named("dossier-to-province-rest")
            .orElseThrow();
    private final Sessions sessions = new Sessions(CLOCK, Duration.ofHours(1), 1);
    private final Tally tally = new Tally();
    private final ProvinceDesk desk = new ProvinceDesk(
            FakeProvince.Settings.defaults(), new Weather(1, List.of()), sessions, tally, ProvinceDesk.emptyShelf());
    private final String session = sessions.open(0);
    private final Map<String, HeldSteps> stepsHeld = new HashMap<>();
    private final Map<String, byte[]> fingerprints = new HashMap<>();

    @Test
    void endsAsItSays() throws IOException {
        SampleDay day = SampleDay.of(11, 1, SampleDay.USUAL_DAY, REFERENCE);
        for (SampleRecord record : day) {
            RecordReader.Result result = reader.read(record.json());
            String which = record.dossierCode() + " r" + record.revision() + " " + record.oddity() + " " + result;
            if (record.expected() == Expected.REFUSED) {
                assertThat(result).as(which).isInstanceOf(RecordReader.Unreadable.class);
                continue;
            }
            assertThat(result).as(which).isInstanceOf(RecordReader.Read.class);
            judge(record, (RecordReader.Read) result);
        }
        assertThat(tally.get(Count.STEPS)).isEqualTo(day.expectedSteps());
        assertThat(tally.get(Count.REPEATED_STEPS)).isZero();
        assertThat(tally.get(Count.ORDER_BREAKS)).as("%s", tally.findings()).isZero();
        assertThat(tally.get(Count.BODIES_NOT_NFC)).isZero();
        assertThat(tally.invalid()).isEmpty();
    }

    private void judge(SampleRecord record, RecordReader.Read read) throws IOException {
        assertThat(read.record().dossierCode()).isEqualTo(record.dossierCode());
        String key = record.dossierCode() + " " + record.revision();
        byte[] before = fingerprints.putIfAbsent(key, read.fingerprint());
        switch (record.expected()) {
            case REPEATED -> assertThat(read.fingerprint()).as(key).isEqualTo(before);
            case CONFLICT -> assertThat(read.fingerprint()).as(key).isNotEqualTo(before);
            case PARKED, BEHIND_PARKED -> assertThat(map(read)).isInstanceOf(MappingResult.Refused.class);
            case SUPERSEDED ->
                assertThat(fingerprints).containsKey(record.dossierCode() + " " + (record.revision() + 1));
            default -> deliver(record, map(read));
        }
    }

    private MappingResult map(RecordReader.Read read) throws IOException {
        ObjectNode input = ProvinceTalk.JSON.createObjectNode();
        input.set("record", ProvinceTalk.JSON.readTree(read.record().content()));
        HeldSteps steps = stepsHeld.get(read.record().dossierCode());
        ObjectNode held = input.putObject("held").put("exists", steps != null);
        (steps == null ? HeldSteps.NONE : steps).confirmed().forEach(held.putArray("steps")::add);
        input.put("enquiry", false);
        input.putObject("destination");
        return mapping.apply(input);
    }

    private void deliver(SampleRecord record, MappingResult result) throws IOException {
        assertThat(result).as(record.dossierCode()).isInstanceOf(MappingResult.Mapped.class);
        for (Message message : ((MappingResult.Mapped) result).messages()) {
            ObjectNode body = ((ObjectNode) message.body().deepCopy()).put("session", session);
            JsonNode answer =
                    ProvinceTalk.JSON.readTree(desk.service(body.toString().getBytes(StandardCharsets.UTF_8))
                            .body());
            assertThat(answer.path("message").asText())
                    .as("%s: %s", record.dossierCode(), answer)
                    .isEqualTo("Cập nhật thành công");
            stepsHeld.merge(
                    record.dossierCode(),
                    HeldSteps.of(message.confirmsSteps()),
                    (held, more) -> held.confirming(more.confirmed()));
        }
    }
}
