package vn.lienthong.hub.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import vn.lienthong.hub.hub.Hub;
import vn.lienthong.hub.intake.RecordReader;
import vn.lienthong.hub.journal.Entry;
import vn.lienthong.hub.journal.TestJournal;
import vn.lienthong.hub.mapping.RecordSchema;
import vn.lienthong.hub.rehearsal.LiveRehearsal.Unit;
import vn.lienthong.hub.rehearsal.Plan;
import vn.lienthong.hub.rehearsal.Rehearsals;
import vn.lienthong.hub.rehearsal.ReportBook;

/** Rehearsals over a real journal, with the mappings, tables and readers of the repository, and without a hub. */
class RehearsalIT {
    private static final String WARD = "21556";
    private static final Hub HUB = Hub.at(Path.of("."));
    private static final RecordReader READER =
            RecordReader.of(RecordSchema.load(Path.of("mappings")), HUB.reference(), Clock.systemUTC());

    @RegisterExtension
    final TestJournal journals = TestJournal.with(Clock.systemUTC(), settings -> settings);

    @TempDir
    private Path data;

    private Rehearsals rehearsals;
    private ReportBook book;

    @BeforeEach
    void open() {
        Map<String, String> settings = new HashMap<>(Map.of(
                "hub.home", "",
                "hub.data", data.toString(),
                "hub.destinations.province-rest.address", "http://127.0.0.1:9/real",
                "hub.destinations.province-rest.username", "hub",
                "hub.destinations.province-rest.password", "throw-away",
                "hub.destinations.province-rest.rate", "2"));
        HubSettings read =
                new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate("hub", HubSettings.class);
        book = new ReportBook(data.resolve("rehearsals"));
        RehearsalTrials trials =
                new RehearsalTrials(HUB, read, HubFiles.of(read, Clock.systemUTC()), Clock.systemUTC());
        rehearsals = new Rehearsals(new Rehearsals.Parts(
                journals.journal(),
                book,
                new RehearsalOutside(trials, HUB, read, READER, destination -> 0),
                Clock.systemUTC()));
    }

    @AfterEach
    void close() {
        rehearsals.close();
    }

    @Test
    void countsWhatOfTheJournalWouldGoAndWhyTheRestWouldNot() throws Exception {
        accept(StartedHub.record("H-1", 1, StartedHub.KNOWN_PROCEDURE));
        accept(StartedHub.record("H-1", 2, StartedHub.KNOWN_PROCEDURE));
        ObjectNode unknown = StartedHub.record("H-2", 1, "KS_moi.000.00.00.H08");
        unknown.put("summary", "đăng ký lại khai sinh");
        accept(unknown);
        ObjectNode without = StartedHub.record("H-3", 1, StartedHub.KNOWN_PROCEDURE);
        ((ObjectNode) without.path("applicant")).remove("identity");
        accept(without);
        accept(StartedHub.record("H-4", 1, StartedHub.KNOWN_PROCEDURE).put("unit", "21583"));

        JsonNode report = run(plan(null, 0));

        assertThat(report.path("state").asText()).isEqualTo("finished");
        assertThat(report.path("records").asLong()).isEqualTo(4);
        assertThat(report.path("ready").asLong()).isEqualTo(2);
        assertThat(report.path("failures").asLong()).isEqualTo(2);
        assertThat(report.path("readyPercent").asDouble()).isEqualTo(33.3);
        assertThat(report.at("/dossiers/open").asInt()).isEqualTo(3);
        assertThat(report.at("/backfill/perHour").asInt()).isEqualTo(7_200);
        JsonNode cause = cause(report, "UNKNOWN_PROCEDURE");
        assertThat(cause.path("subject").asText()).isEqualTo("procedure:KS_moi.000.00.00.H08");
        assertThat(cause.at("/first/0/dossierCode").asText()).isEqualTo("H-2");
        assertThat(cause.at("/proposals/0/name").asText()).isEqualTo("Thủ tục đăng ký lại khai sinh");
        assertThat(cause.at("/proposals/0/row").asText())
                .startsWith("KS_moi.000.00.00.H08,KS_moi.000.00.00.H08,1.004884,");
        assertThat(cause(report, "FIELD").at("/first/0/dossierCode").asText()).isEqualTo("H-3");
        assertThat(report.toString()).doesNotContain("MẪU");
        assertThat(book.failures(WARD)).map(ReportBook.Failures::failures).contains(2L);
        assertThat(journals.journal().balance()).isEmpty();
    }

    @Test
    void aHistoryFileIsReadAsTheIntakeReadsAndBadLinesAreCounted() throws Exception {
        Path file = data.resolve("history.ndjson");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (int i = 0; i < 6_000; i++) {
                out.write(StartedHub.record("H-" + i / 2, 1 + i % 2, StartedHub.KNOWN_PROCEDURE) + "\n");
            }
            out.write("{\"dossierCode\": \"half\n");
            out.write("{\"dossierCode\": \"H-x\"}\n");
            out.write(StartedHub.record("H-y", 1, StartedHub.KNOWN_PROCEDURE).put("unit", "21583") + "\n");
        }
        long began = System.nanoTime();

        JsonNode report = run(plan(file, 0));

        double seconds = (System.nanoTime() - began) / 1e9;
        assertThat(report.path("records").asLong()).isEqualTo(6_000);
        assertThat(report.path("ready").asLong()).isEqualTo(6_000);
        assertThat(report.path("notRead").asLong()).isEqualTo(2);
        assertThat(report.path("ofOtherUnits").asLong()).isEqualTo(1);
        assertThat(report.path("readyPercent").asDouble()).isEqualTo(99.9);
        assertThat(report.findValuesAsText("found")).anyMatch(found -> found.startsWith("line 6001: "));
        assertThat(6_000 / seconds * 60).as("records a minute").isGreaterThan(20_000);
    }

    @Test
    void whatIsCutOffOrCancelledOpensNoGateAndASecondOneOfTheWardIsRefused() throws Exception {
        accept(StartedHub.record("H-1", 1, StartedHub.UNKNOWN_PROCEDURE));
        accept(StartedHub.record("H-2", 1, StartedHub.KNOWN_PROCEDURE));
        JsonNode limited = run(plan(null, 1));
        assertThat(limited.path("records").asLong()).isEqualTo(1);
        assertThat(limited.path("limited").asBoolean()).isTrue();
        assertThat(book.failures(WARD)).isEmpty();

        Path file = data.resolve("long.ndjson");
        String line = String.valueOf(StartedHub.record("H-1", 1, StartedHub.KNOWN_PROCEDURE));
        Files.write(file, Collections.nCopies(200_000, line));
        assertThat(rehearsals.start(plan(file, 0))).isPresent();
        assertThat(rehearsals.start(plan(null, 0))).isEmpty();
        assertThat(book.begun(WARD)).as("what a kill would leave").isPresent();
        assertThat(rehearsals.unended(WARD)).isEmpty();
        assertThat(rehearsals.cancel(WARD, "Nguyen An")).isTrue();
        JsonNode cancelled = ended();
        assertThat(cancelled.path("state").asText()).isEqualTo("cancelled");
        assertThat(cancelled.path("cancelledBy").asText()).isEqualTo("Nguyen An");
        assertThat(cancelled.path("whole").asBoolean(true)).isFalse();
        assertThat(book.begun(WARD)).isEmpty();
        assertThat(book.failures(WARD)).isEmpty();
        assertThat(rehearsals.cancel(WARD, "Nguyen An")).isFalse();
    }

    @Test
    void anIntervalAndAFileWithoutTheWardOpenNoGateAndLeaveWhatLiveRecordsShowed() throws Exception {
        Unit ward = new Unit(WARD, "province-rest", Clock.systemUTC().instant().minusSeconds(60));
        accept(StartedHub.record("H-1", 1, StartedHub.UNKNOWN_PROCEDURE));
        assertThat(pass(ward)).isEqualTo(1);
        Instant longAgo = Instant.parse("2020-01-01T00:00:00Z");

        JsonNode none = run(part(null, longAgo));
        assertThat(none.path("state").asText()).isEqualTo("finished");
        assertThat(none.path("records").asLong()).isZero();
        assertThat(none.path("limited").asBoolean()).isTrue();
        assertThat(run(part(longAgo, null)).path("limited").asBoolean()).isTrue();
        assertThat(book.newest(WARD)).isEmpty();
        assertThat(book.failures(WARD))
                .as("of the live one")
                .map(ReportBook.Failures::failures)
                .contains(1L);

        Path other = data.resolve("other.ndjson");
        Files.writeString(
                other, StartedHub.record("H-2", 1, StartedHub.KNOWN_PROCEDURE).put("unit", "21583") + "\n");
        JsonNode file = run(plan(other, 0));
        assertThat(file.path("ofOtherUnits").asLong()).isEqualTo(1);
        assertThat(book.newest(WARD)).isEmpty();
    }

    @Test
    void aWardOfWhichTheJournalKeepsNothingIsReadyForItsGates() {
        book.begins(WARD, Json.object().put("startedAt", "2026-11-26T08:00:00+07:00"));
        assertThat(rehearsals.unended(WARD)).as("left by a hub that was killed").isPresent();
        assertThat(run(plan(null, 0)).path("limited").asBoolean()).isFalse();
        assertThat(book.failures(WARD)).map(ReportBook.Failures::failures).contains(0L);
    }

    @Test
    void liveRecordsAreCountedOnceAlsoByAHubThatBeginsAnew() throws Exception {
        Unit ward = new Unit(WARD, "province-rest", Clock.systemUTC().instant().minusSeconds(60));
        accept(StartedHub.record("H-1", 1, StartedHub.KNOWN_PROCEDURE));
        accept(StartedHub.record("H-2", 1, StartedHub.UNKNOWN_PROCEDURE));
        accept(StartedHub.record("H-3", 1, StartedHub.KNOWN_PROCEDURE).put("unit", "21583"));
        assertThat(pass(ward)).isEqualTo(2);
        assertThat(pass(ward)).isZero();
        assertThat(book.failures(WARD)).map(ReportBook.Failures::failures).contains(1L);

        rehearsals.close();
        open();
        accept(StartedHub.record("H-4", 1, StartedHub.UNKNOWN_PROCEDURE));
        assertThat(pass(ward)).isEqualTo(1);
        JsonNode live = book.live(WARD).orElseThrow();
        assertThat(live.path("records").asLong()).isEqualTo(3);
        assertThat(cause(live, "UNKNOWN_PROCEDURE").path("count").asLong()).isEqualTo(2);
        assertThat(cause(live, "UNKNOWN_PROCEDURE").path("first")).hasSize(2);

        run(plan(null, 0));
        assertThat(book.live(WARD)).isEmpty();
        assertThat(book.failures(WARD)).map(ReportBook.Failures::failures).contains(2L);
        assertThat(pass(ward)).as("only what came since the run began").isZero();
    }

    @Test
    void theRealAddressIsRefusedAndNothingBegins() {
        assertThatThrownBy(() -> rehearsals.start(new Plan(
                        WARD, "province-rest", null, null, null, "http://127.0.0.1:9/real/", 0, 0, "An", "test")))
                .hasMessageContaining("must not be the real address");
        assertThatThrownBy(() -> rehearsals.start(
                        new Plan(WARD, "province-rest", null, null, null, "http://127.0.0.1:10", 0, 0, "An", "test")))
                .hasMessageContaining("hub.rehearsal.addresses.province-rest.");
        assertThat(rehearsals.running(WARD)).isEmpty();
    }

    private int pass(Unit ward) {
        return rehearsals.live().pass(List.of(ward), Duration.ofSeconds(-1), () -> true);
    }

    private static Plan plan(@Nullable Path history, long limit) {
        return new Plan(WARD, "province-rest", null, null, history, null, limit, 0, "Nguyen An", "test");
    }

    private static Plan part(@Nullable Instant from, @Nullable Instant before) {
        return new Plan(WARD, "province-rest", from, before, null, null, 0, 0, "Nguyen An", "test");
    }

    private JsonNode run(Plan plan) {
        assertThat(rehearsals.start(plan)).isPresent();
        return ended();
    }

    private JsonNode ended() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> rehearsals.running(WARD).isEmpty());
        return book.last(WARD).orElseThrow();
    }

    private static JsonNode cause(JsonNode report, String kind) {
        for (JsonNode cause : report.path("causes")) {
            if (cause.path("kind").asText().equals(kind)) {
                return cause;
            }
        }
        throw new AssertionError("no cause " + kind + " in " + report);
    }

    /** Kept and owed to nobody, as the records of a unit in rehearsal are. */
    private void accept(ObjectNode record) throws IOException {
        RecordReader.Result read = READER.read(record.toString().getBytes(StandardCharsets.UTF_8));
        assertThat(read).isInstanceOf(RecordReader.Read.class);
        RecordReader.Read sound = (RecordReader.Read) read;
        journals.journal()
                .accept(new Entry("city", sound.record(), sound.fingerprint(), List.of(), sound.deadline()))
                .join();
    }
}
