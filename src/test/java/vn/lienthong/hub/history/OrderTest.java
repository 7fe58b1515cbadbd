package vn.lienthong.hub.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.reference.Reference;

/** Rows come out by dossier and revision, whatever the order of the export was. */
class OrderTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Gist.Reader GISTS =
            new Gist.Reader(Reference.load(Path.of("mappings/tables")).statuses());

    @TempDir
    Path folder;

    @Test
    void rowsOfManyRunsComeOutInOrderAndOnlyOnce() throws IOException {
        List<String> bodies = new ArrayList<>();
        for (int dossier = 0; dossier < 400; dossier++) {
            for (int revision = 1; revision <= 1 + dossier % 4; revision++) {
                bodies.add("{\"dossierCode\":\"D-" + dossier + "\",\"revision\":" + revision + "}");
            }
        }
        Collections.shuffle(bodies, new Random(5));
        List<Sorted> shuffled = new ArrayList<>();
        bodies.forEach(body -> shuffled.add(sorted(shuffled.size() + 1, body)));
        // D-1/2 stands before D-10/1 among texts too.
        List<String> expected = shuffled.stream().map(OrderTest::name).sorted().toList();
        Runs runs = new Runs(folder.resolve("sorted"));
        int run = 0;
        for (int from = 0; from < shuffled.size(); from += 7) {
            runs.write(++run, new ArrayList<>(shuffled.subList(from, Math.min(shuffled.size(), from + 7))));
        }
        assertThat(run).as("more than may be open at once").isGreaterThan(64);
        assertThat(codes(runs)).isEqualTo(expected);
        // Once more, now that they are merged into fewer.
        assertThat(codes(new Runs(folder.resolve("sorted")))).hasSize(shuffled.size());
        try (Stream<Path> files = Files.list(folder.resolve("sorted"))) {
            assertThat(files.count()).isLessThanOrEqualTo(64);
        }
    }

    @Test
    void aRunThatWasNotNotedIsForgotten() throws IOException {
        Runs runs = new Runs(folder.resolve("sorted"));
        runs.write(1, new ArrayList<>(List.of(sorted(1, "{\"dossierCode\":\"D-1\",\"revision\":1}"))));
        runs.write(2, new ArrayList<>(List.of(sorted(2, "{\"dossierCode\":\"D-2\",\"revision\":1}"))));
        Files.writeString(folder.resolve("sorted/run-0000003-0000003.zst.part"), "torn");
        runs.keep(1);
        assertThat(codes(runs)).containsExactly("D-1/1");
    }

    @Test
    void aDossierIsOpenByItsLatestRow() throws IOException {
        Dossier closed = dossier(
                "{\"dossierCode\":\"D-1\",\"revision\":2,\"status\":\"RETURNED\",\"finishedAt\":\"2024-01-05T08:00:00+07:00\"}",
                "{\"dossierCode\":\"D-1\",\"revision\":1,\"status\":\"RECEIVED\"}");
        assertThat(closed.ended()).isTrue();
        assertThat(closed.at())
                .isEqualTo(java.time.Instant.parse("2024-01-05T01:00:00Z").toEpochMilli());
        assertThat(dossier("{\"dossierCode\":\"D-1\",\"revision\":1,\"status\":\"FINISHED\"}")
                        .ended())
                .isFalse();
        assertThat(dossier("{\"dossierCode\":\"D-1\",\"revision\":1,\"status\":\"WITHDRAWN\"}")
                        .ended())
                .isTrue();
        assertThat(dossier("{\"dossierCode\":\"D-1\",\"revision\":1}").ended()).isFalse();
    }

    @Test
    void rowsThatAreStepsGrowIntoNumberedSnapshots() throws IOException {
        String step =
                "{\"dossierCode\":\"D-1\",\"status\":\"%s\",\"steps\":[{\"at\":\"2019-12-1%dT08:00:00+07:00\",\"note\":\"%s\"}]}";
        Dossier dossier = dossier(
                step.formatted("RETURNED", 8, "c"),
                step.formatted("RECEIVED", 6, "a"),
                step.formatted("PROCESSING", 7, "b"));
        List<JsonNode> records = records(dossier, true);
        assertThat(records)
                .extracting(record -> record.path("revision").asInt())
                .containsExactly(1, 2, 3);
        assertThat(records)
                .extracting(record -> record.path("status").asText())
                .containsExactly("RECEIVED", "PROCESSING", "RETURNED");
        assertThat(records)
                .extracting(record -> record.path("steps").findValuesAsText("note"))
                .containsExactly(List.of("a"), List.of("a", "b"), List.of("a", "b", "c"));
    }

    @Test
    void aRecordWithARevisionGoesAsItStands() throws IOException {
        String body = "{ \"dossierCode\" : \"D-1\", \"revision\" : 4 }";
        Story story = new Story(dossier(body), false);
        assertThat(new String(story.next().body(), StandardCharsets.UTF_8)).isEqualTo(body);
        assertThat(story.hasNext()).isFalse();
    }

    @Test
    void ofWhatIsNoRecordEveryRowGoesByItself() throws IOException {
        Runs runs = new Runs(folder.resolve("sorted"));
        runs.write(
                1,
                new ArrayList<>(List.of(
                        sorted(1, "no json"),
                        sorted(2, "{\"dossierCode\":\"  \"}"),
                        sorted(3, "[]"),
                        sorted(4, "{\"dossierCode\":\"" + "x".repeat(70_000) + "\"}"))));
        try (Merge merge = runs.merge()) {
            for (long row = 1; row <= 4; row++) {
                Dossier one = Objects.requireNonNull(Dossier.next(merge));
                assertThat(one.code()).isEmpty();
                assertThat(one.rows())
                        .extracting(sorted -> sorted.row().number())
                        .containsExactly(row);
            }
            assertThat(Dossier.next(merge)).isNull();
        }
    }

    @Test
    void aDossierOfTooManyRowsKeepsAsManyAsItMay() throws IOException {
        String[] rows = new String[Dossier.MOST_ROWS + 2];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = "{\"dossierCode\":\"D-1\",\"revision\":" + (i + 1) + "}";
        }
        Dossier dossier = dossier(rows);
        assertThat(dossier.rows()).hasSize(Dossier.MOST_ROWS);
        assertThat(dossier.beyond())
                .extracting(
                        sorted -> Objects.requireNonNull(sorted.row().flaw()).code())
                .containsExactly("too-many-rows", "too-many-rows");
    }

    private Dossier dossier(String... bodies) throws IOException {
        Runs runs = new Runs(Files.createTempDirectory(folder, "d"));
        List<Sorted> rows = new ArrayList<>();
        for (String body : bodies) {
            rows.add(sorted(rows.size() + 1, body));
        }
        runs.write(1, rows);
        try (Merge merge = runs.merge()) {
            Dossier dossier = Objects.requireNonNull(Dossier.next(merge));
            assertThat(merge.hasNext()).isFalse();
            return dossier;
        }
    }

    private static List<JsonNode> records(Dossier dossier, boolean steps) throws IOException {
        List<JsonNode> records = new ArrayList<>();
        for (Story story = new Story(dossier, steps); story.hasNext(); ) {
            records.add(JSON.readTree(story.next().body()));
        }
        return records;
    }

    private static Sorted sorted(long number, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return Sorted.of(GISTS.read(bytes), Row.of(number, bytes));
    }

    private static List<String> codes(Runs runs) throws IOException {
        List<String> codes = new ArrayList<>();
        try (Merge merge = runs.merge()) {
            merge.forEachRemaining(row -> codes.add(name(row)));
        }
        return codes;
    }

    private static String name(Sorted row) {
        return row.code() + "/" + row.revision();
    }
}
