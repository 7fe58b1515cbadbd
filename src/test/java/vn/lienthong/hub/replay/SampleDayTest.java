package vn.lienthong.hub.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import vn.lienthong.hub.mapping.RecordSchema;
import vn.lienthong.hub.reference.Reference;
import vn.lienthong.hub.replay.SampleRecord.Expected;

class SampleDayTest {
    private static final Reference REFERENCE = Reference.load(Path.of("mappings/tables"));
    private static final SampleDay ORDINARY = SampleDay.of(1, 1, SampleDay.USUAL_DAY, REFERENCE);

    private static SampleDay day(long seed, double scale) {
        return SampleDay.of(seed, scale, SampleDay.USUAL_DAY, REFERENCE);
    }

    private static String hash(SampleDay day) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        day.forEach(record -> digest.update(record.json()));
        return HexFormat.of().formatHex(digest.digest());
    }

    @Test
    void sameSeedGivesTheSameBytesAndAnotherSeedOthers() throws Exception {
        assertThat(hash(day(7, 0.1))).isEqualTo(hash(day(7, 0.1))).isNotEqualTo(hash(day(8, 0.1)));
    }

    @Test
    void theKeptExcerptAndTheDayOfTheDemoNameNoDossierTwice() {
        Set<String> ofTheDemo = new HashSet<>();
        day(1, 1).forEach(record -> ofTheDemo.add(record.dossierCode()));

        assertThat(day(20191216, 0.2)).noneMatch(record -> ofTheDemo.contains(record.dossierCode()));
    }

    /** If this fails because the day was changed on purpose: see test-fixtures/README.md. */
    @Test
    void reproducesTheKeptExcerptByteForByte() throws Exception {
        Path kept = Path.of("test-fixtures/sample-day");
        Path written = Path.of("target/sample-day");
        day(20191216, 0.2).write(written, 200);

        assertThat(written.resolve("records.ndjson")).hasSameBinaryContentAs(kept.resolve("records-with-nfd.ndjson"));
        assertThat(written.resolve("expected.csv")).hasSameBinaryContentAs(kept.resolve("expected.csv"));
        assertThat(Files.readString(kept.resolve("records.sha256")).strip())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256")
                                .digest(Files.readAllBytes(written.resolve("records.ndjson")))));
    }

    @Test
    void comesInTheOrderOfTime() {
        Instant last = Instant.MIN;
        int count = 0;
        for (SampleRecord record : ORDINARY) {
            assertThat(record.at()).isAfterOrEqualTo(last);
            last = record.at();
            count++;
        }
        assertThat(count).isEqualTo(ORDINARY.size()).isGreaterThan(2 * ORDINARY.dossiers());
    }

    @Test
    void hasTheUnitsAndProceduresOfTheCity() {
        Map<String, Integer> perUnit = new TreeMap<>();
        Set<String> procedures = new HashSet<>();
        ORDINARY.forEach(record -> {
            perUnit.merge(record.unit(), 1, Integer::sum);
            if (record.oddity().equals("none")) {
                REFERENCE
                        .procedures()
                        .find(json(record).path("procedureCode").asText())
                        .ifPresent(p -> procedures.add(p.code()));
            }
        });
        int island = perUnit.getOrDefault("21607", 0);
        assertThat(perUnit.keySet().stream().filter(code -> !code.startsWith("city:")))
                .hasSize(21);
        assertThat(perUnit.keySet().stream().filter(code -> code.startsWith("city:")))
                .hasSize(14);
        assertThat(island).isPositive().isLessThan(60);
        assertThat(perUnit.getOrDefault("21556", 0)).isGreaterThan(20 * island);
        // All 294 but those that only odd dossiers drew.
        assertThat(procedures).hasSizeGreaterThan(260);
    }

    @Test
    void hasAMorningPeak() {
        long peak = 0;
        Set<String> seen = new HashSet<>();
        for (SampleRecord record : ORDINARY) {
            if (!seen.add(record.dossierCode())) {
                continue;
            }
            int minute =
                    record.at().atOffset(ZoneOffset.ofHours(7)).toLocalTime().toSecondOfDay() / 60;
            peak += minute >= 450 && minute < 540 ? 1 : 0;
        }
        // An hour and a half of an office day of eight hours.
        assertThat((double) peak / ORDINARY.dossiers()).isBetween(0.4, 0.6);
    }

    @Test
    void hasEveryPartOfARecordInAShareOfTheRecords() {
        Map<String, Integer> shares = new HashMap<>();
        int manySteps = 0;
        for (SampleRecord record : ORDINARY) {
            if (!record.oddity().equals("none")) {
                continue;
            }
            JsonNode json = json(record);
            json.fieldNames().forEachRemaining(field -> shares.merge(field, 1, Integer::sum));
            shares.merge(json.path("status").asText(), 1, Integer::sum);
            shares.merge(json.path("channel").asText(), 1, Integer::sum);
            manySteps += json.path("steps").size() > 10 ? 1 : 0;
        }
        for (String part : List.of(
                "attachments",
                "fees",
                "supplements",
                "results",
                "submitter",
                "NEW",
                "RECEIVED",
                "REFUSED",
                "PROCESSING",
                "SUPPLEMENT_REQUESTED",
                "PAYMENT_REQUESTED",
                "WITHDRAWN",
                "STOPPED",
                "FINISHED",
                "RETURNED",
                "ONLINE",
                "COUNTER",
                "POST")) {
            assertThat(shares).containsKey(part);
        }
        assertThat(shares.getOrDefault("attachments", 0)).isBetween(ORDINARY.size() / 5, ORDINARY.size() * 4 / 5);
        assertThat(manySteps).as("dossiers with more than one chunk of steps").isGreaterThan(20);
    }

    @Test
    void growsBySnapshots() {
        Map<String, List<JsonNode>> dossiers = new HashMap<>();
        for (SampleRecord record : day(3, 0.3)) {
            if (record.oddity().equals("none")) {
                dossiers.computeIfAbsent(record.dossierCode(), k -> new ArrayList<>())
                        .add(json(record));
            }
        }
        int steps = 0;
        for (List<JsonNode> snapshots : dossiers.values()) {
            for (int i = 1; i < snapshots.size(); i++) {
                JsonNode before = snapshots.get(i - 1);
                JsonNode after = snapshots.get(i);
                assertThat(after.path("revision").asInt())
                        .isEqualTo(before.path("revision").asInt() + 1);
                assertThat(after.path("applicant")).isEqualTo(before.path("applicant"));
                for (int step = 0; step < before.path("steps").size(); step++) {
                    assertThat(after.path("steps").get(step))
                            .isEqualTo(before.path("steps").get(step));
                    steps++;
                }
            }
        }
        assertThat(steps).isGreaterThan(500);
    }

    @Test
    void isSoundBySchemaWhereItIsNotOdd() {
        RecordSchema schema = RecordSchema.load(Path.of("mappings"));
        for (SampleRecord record : day(5, 0.3)) {
            if (record.oddity().equals("none")) {
                assertThat(schema.validate(json(record)))
                        .as(record.dossierCode())
                        .isEmpty();
                assertThat(Normalizer.isNormalized(text(record), Normalizer.Form.NFC))
                        .isTrue();
            }
        }
    }

    @Test
    void hasASmallKnownShareOfOddRecordsOfEveryKind() {
        Map<String, Integer> odd = new TreeMap<>();
        Map<Expected, Integer> expected = new TreeMap<>();
        for (SampleRecord record : ORDINARY) {
            odd.merge(record.oddity(), 1, Integer::sum);
            expected.merge(record.expected(), 1, Integer::sum);
        }
        SampleDay large = day(1, 4);
        large.forEach(record -> odd.merge(record.oddity(), 1, Integer::sum));
        assertThat(odd).hasSize(Oddity.values().length);
        assertThat(1 - (double) odd.getOrDefault("none", 0) / (ORDINARY.size() + large.size()))
                .isBetween(0.04, 0.12);
        assertThat(expected).isEqualTo(ORDINARY.expected()).containsOnlyKeys(Expected.values());
        assertThat(expected.getOrDefault(Expected.DELIVERED, 0)).isGreaterThan(ORDINARY.size() * 9 / 10);
    }

    @Test
    void saysOfEveryRecordThatItIsMadeUp() {
        for (SampleRecord record : day(9, 0.3)) {
            String text = Normalizer.normalize(text(record), Normalizer.Form.NFC);
            if (record.oddity().equals("cut-line")) {
                continue;
            }
            assertThat(text).contains("Thử");
            assertThat(json(record).path("extra").path("synthetic").asBoolean()).isTrue();
            assertThat(json(record).path("summary").asText()).startsWith("[synthetic r");
            JsonNode identity = json(record).path("applicant").path("identity");
            if (!record.oddity().equals("lost-zero") && identity.has("number")) {
                assertThat(identity.path("number").asText()).matches("052[45]\\d{8}|99\\d{7}|99\\d{8}|THU\\d{6}");
            }
            assertThat(json(record).path("applicant").path("phone").asText().strip())
                    .matches("[\\h]*0900000\\d{3}");
        }
    }

    @Test
    void namesAttachmentsByTheHashOfBytesThatItCanGive() throws Exception {
        int seen = 0;
        for (SampleRecord record : day(2, 0.02)) {
            if (!record.oddity().equals("none")) {
                continue;
            }
            for (JsonNode attachment : json(record).path("attachments")) {
                byte[] bytes = SampleDay.attachment(
                        record.dossierCode(), attachment.path("id").asText());
                assertThat(attachment.path("sha256").asText())
                        .isEqualTo(HexFormat.of()
                                .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
                assertThat(attachment.path("size").asInt()).isEqualTo(bytes.length);
                seen++;
            }
        }
        assertThat(seen).isPositive();
    }

    @Test
    void refusesAScaleThatGivesNothing() {
        for (double scale : new double[] {0, -1, Double.NaN, 1e9, 1e-9}) {
            assertThatThrownBy(() -> day(1, scale))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("Found: " + scale);
        }
    }

    private static String text(SampleRecord record) {
        return new String(record.json(), StandardCharsets.UTF_8);
    }

    private static JsonNode json(SampleRecord record) {
        try {
            return ProvinceTalk.JSON.readTree(record.json());
        } catch (java.io.IOException e) {
            return ProvinceTalk.JSON.createObjectNode();
        }
    }
}
