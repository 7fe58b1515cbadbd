package vn.lienthong.hub.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.hub.intake.Answered.json;
import static vn.lienthong.hub.intake.Answered.problem;
import static vn.lienthong.hub.intake.RunningIntake.JSON;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.text.Normalizer;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.lienthong.hub.journal.SubmissionView;
import vn.lienthong.hub.journal.TestJournal;
import vn.lienthong.hub.testkit.NastyInput;
import vn.lienthong.hub.vocabulary.Ids;

/** Every answer of POST /v1/dossiers, with a real journal and a real container. */
class IntakeIT {
    private static final IntakeSettings SETTINGS = IntakeSettings.owedTo(List.of("province-rest"));
    private static final Sources NOBODY = Sources.of(Map.of());

    @RegisterExtension
    final TestJournal test = TestJournal.fresh();

    private RunningIntake running;

    @BeforeEach
    void start() {
        running = RunningIntake.start(test.journal(), NOBODY, SETTINGS, new TickingClock(TestJournal.START));
    }

    @AfterEach
    void stop() {
        running.close();
    }

    @Test
    void givesAReceiptForARecordThatIsHeld() {
        HttpResponse<String> answer = post(Readers.RECORD);

        assertThat(answer.statusCode()).isEqualTo(202);
        JsonNode receipt = json(answer);
        OpenApi.mustFit("Receipt", receipt);
        assertThat(answer.headers().firstValue("Location"))
                .contains("/v1/submissions/" + receipt.path("submission").asText());
        assertThat(receipt.path("state").asText()).isEqualTo("accepted");
        assertThat(receipt.path("source").asText()).isEqualTo("demo");
        assertThat(receipt.path("acceptedAt").asText()).endsWith("+07:00");
        assertThat(receipt.at("/transfers/0/destination").asText()).isEqualTo("province-rest");
        assertThat(kept(receipt.path("submission")))
                .isEqualTo(Readers.accepted(Readers.RECORD).record().content());
    }

    @Test
    void givesTheSameReceiptForARepetitionInWhateverForm() {
        JsonNode first = json(post(Readers.RECORD));
        HttpResponse<String> again =
                post(Normalizer.normalize(Readers.RECORD, Normalizer.Form.NFD).replace("\n", "\r\n "));

        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(json(again).path("repeated").asBoolean()).isTrue();
        assertThat(json(again).path("submission")).isEqualTo(first.path("submission"));
        assertThat(json(again).path("transfers")).isEqualTo(first.path("transfers"));
        assertThat(test.journal().balance()).singleElement().satisfies(row -> assertThat(row.accepted())
                .isEqualTo(1));
    }

    @Test
    void refusesOtherContentUnderTheSameRevisionAndKeepsIt() {
        post(Readers.RECORD);
        HttpResponse<String> other = post(Readers.with("Bản ghi mẫu", "Bản ghi khác"));

        JsonNode problem = problem(other, 409, "never");
        assertThat(new String(kept(problem.path("keptAs")), UTF_8)).contains("Bản ghi khác");
    }

    @Test
    void keepsAnOlderRevisionWithoutSendingIt() {
        post(Readers.with("\"revision\": 1", "\"revision\": 3"));
        HttpResponse<String> older = post(Readers.with("\"revision\": 1", "\"revision\": 2"));

        assertThat(older.statusCode()).isEqualTo(202);
        assertThat(json(older).path("superseded").asBoolean()).isTrue();
        assertThat(json(older).path("state").asText()).isEqualTo("superseded");
    }

    @Test
    void saysWhatIsWrongWhereAndKeepsTheBytes() {
        String bad = Readers.with("21556", "99999").replace("\"revision\": 1", "\"revision\": \"1\"");
        JsonNode problem = problem(post(bad), 422, "never");

        assertThat(problem.path("errors")).hasSize(2);
        assertThat(problem.path("errors").findValuesAsText("pointer")).containsExactlyInAnyOrder("/unit", "/revision");
        assertThat(problem.path("errors").get(0).path("cure").asText()).isNotEmpty();
        assertThat(new String(kept(problem.path("keptAs")), UTF_8)).isEqualTo(bad);
        SubmissionView view =
                test.journal().submission(id(problem.path("keptAs"))).orElseThrow();
        assertThat(view.state()).isEqualTo("refused");
        assertThat(view.dossierCode()).isEqualTo("000.01.10.H08-191216-0042");
    }

    @Test
    void tellsWhatItForgave() {
        JsonNode receipt = json(post(Readers.with("mẫu, không", "mẫu,\\u000bkhông")));
        OpenApi.mustFit("Receipt", receipt);

        assertThat(receipt.path("warnings").findValuesAsText("pointer")).containsExactly("/summary");
    }

    @Test
    void answersTenMegabytesOfRandomBytesAndKeepsTheirBeginning() {
        byte[] noise = new byte[10 << 20];
        new Random(7).nextBytes(noise);
        JsonNode problem = problem(running.post("/v1/dossiers", JSON, noise), 413, "never");

        assertThat(kept(problem.path("keptAs"))).hasSize(64 << 10).startsWith(java.util.Arrays.copyOf(noise, 100));
    }

    @Test
    void answersAMegabyteOfRandomBytesAndOfBrackets() {
        byte[] noise = new byte[1 << 20];
        new Random(8).nextBytes(noise);
        JsonNode problem = problem(running.post("/v1/dossiers", JSON, noise), 400, "never");
        assertThat(kept(problem.path("keptAs"))).isEqualTo(noise);

        problem(post("[".repeat(1 << 20)), 422, "never");
        problem(post("{\"extra\":{\"x\":" + "[".repeat((1 << 20) - 20)), 422, "never");
    }

    @Test
    void refusesABodyWithoutEndAtTheLimit() throws IOException {
        try (RawCall call = RawCall.to(running.port())) {
            call.send(
                    "POST /v1/dossiers HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
            byte[] chunk = ("10000\r\n" + " ".repeat(0x10000) + "\r\n").getBytes(UTF_8);
            for (int i = 0; i < 17; i++) {
                call.send(chunk);
            }

            assertThat(call.statusLine()).contains(" 413 ");
        }
    }

    @Test
    void endsABodyThatOnlyTrickles() throws IOException {
        IntakeSettings hasty = settings(1000, 1000, Duration.ofMillis(300));
        try (RunningIntake other =
                        RunningIntake.start(test.journal(), NOBODY, hasty, new TickingClock(TestJournal.START));
                RawCall call = RawCall.to(other.port())) {
            call.send(
                    "POST /v1/dossiers HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{");
            long end = System.nanoTime() + Duration.ofSeconds(5).toNanos();
            while (!call.hasAnswer() && System.nanoTime() < end) {
                call.trickle();
            }

            assertThat(call.statusLine()).contains(" 408 ");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    text/plain
                    application/x-www-form-urlencoded
                    application/json; charset=windows-1258
                    application/json;charset="utf-16"
                    application/x-ndjson
                    """)
    void refusesOtherKindsOfBody(String type) {
        problem(running.post("/v1/dossiers", type, Readers.RECORD.getBytes(UTF_8)), 415, "never");
    }

    @Test
    void refusesACompressedBodyAndOneWithoutAKind() {
        problem(
                running.send(running.request("/v1/dossiers")
                        .header("Content-Type", JSON)
                        .header("Content-Encoding", "gzip")
                        .POST(HttpRequest.BodyPublishers.ofString("x"))
                        .build()),
                415,
                "never");
        problem(
                running.send(running.request("/v1/dossiers")
                        .POST(HttpRequest.BodyPublishers.ofString(Readers.RECORD))
                        .build()),
                415,
                "never");
    }

    @Test
    void takesTheCharsetItNeedsAnyway() {
        assertThat(running.post("/v1/dossiers", "Application/JSON; charset=\"UTF-8\"", Readers.RECORD.getBytes(UTF_8))
                        .statusCode())
                .isEqualTo(202);
    }

    @Test
    void saysWhichMethodsThereAre() {
        HttpResponse<String> answer =
                running.send(running.request("/v1/dossiers").DELETE().build());

        problem(answer, 405, "never");
        assertThat(answer.headers().firstValue("Allow")).contains("POST");
    }

    @Test
    void showsWhatAllCallsAre() {
        HttpResponse<String> answer =
                running.send(running.request("/openapi.yaml").GET().build());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).startsWith("openapi: 3.1.0").contains("/v1/dossiers/batch");
    }

    @Test
    void asksWhoCalls() {
        Sources city = Sources.of(
                Map.of("city", HexFormat.of().formatHex(CanonicalJson.fingerprint("made-up-secret".getBytes(UTF_8)))));
        try (RunningIntake guarded =
                RunningIntake.start(test.journal(), city, SETTINGS, new TickingClock(TestJournal.START))) {
            HttpResponse<String> nobody = guarded.post("/v1/dossiers", JSON, Readers.RECORD.getBytes(UTF_8));
            problem(nobody, 401, "never");
            assertThat(nobody.headers().firstValue("WWW-Authenticate")).isPresent();

            HttpResponse<String> known = guarded.send(guarded.request("/v1/dossiers")
                    .header("Content-Type", JSON)
                    .header("Authorization", "Bearer made-up-secret")
                    .POST(HttpRequest.BodyPublishers.ofString(Readers.RECORD))
                    .build());
            assertThat(json(known).path("source").asText()).isEqualTo("city");
        }
    }

    @Test
    void slowsASourceThatSendsTooFast() {
        IntakeSettings slow = settings(1, 2, SETTINGS.bodyTime());
        try (RunningIntake other = RunningIntake.start(test.journal(), NOBODY, slow, test.clock())) {
            other.post("/v1/dossiers", JSON, Readers.RECORD.getBytes(UTF_8));
            other.post("/v1/dossiers", JSON, Readers.RECORD.getBytes(UTF_8));
            HttpResponse<String> third = other.post("/v1/dossiers", JSON, Readers.RECORD.getBytes(UTF_8));

            problem(third, 429, "later");
            assertThat(third.headers().firstValue("Retry-After")).contains("1");
        }
    }

    @Test
    void answersEveryNastyInputAndLives() {
        for (NastyInput input : NastyInput.all()) {
            HttpResponse<String> answer = running.post("/v1/dossiers", JSON, input.body());

            int expected = input.body().length > SETTINGS.recordLimit() ? 413 : input.status();
            if (expected == 202) {
                // All are made from one record, so that most say something else under its name: taken in, or a
                // conflict.
                assertThat(answer.statusCode()).as(input.name()).isIn(202, 200, 409);
            } else {
                JsonNode problem = problem(answer, expected, "never");
                assertThat(problem.path("keptAs").asText()).as(input.name()).isNotEmpty();
                assertThat(problem.path("errors")).as(input.name()).isNotEmpty();
            }
        }
        assertThat(post(Readers.RECORD).statusCode()).isEqualTo(202);
        assertThat(test.journal().balance())
                .allSatisfy(row -> assertThat(row.closes()).isTrue());
    }

    @Test
    void holdsNoMoreBodiesInMemoryThanItMay() {
        int all = 100_000;
        try (RunningIntake other = holding(all)) {
            TestJournal.eventually(() -> refusesBeside(other, all));
            // The sender went away: its place is free again.
            TestJournal.eventually(() -> other.post("/v1/dossiers", JSON, Readers.RECORD.getBytes(UTF_8))
                            .statusCode()
                    < 300);
        }
    }

    @Test
    void chargesMemoryForWhatHasComeAndNotForWhatWasDeclared() throws IOException {
        int declared = 100_000;
        try (RunningIntake other = holding(declared);
                RawCall call = RawCall.to(other.port())) {
            call.send(announced(declared));
            assertThat(call.statusLine()).contains(" 100 ");

            assertThat(other.post("/v1/dossiers", JSON, Readers.RECORD.getBytes(UTF_8))
                            .statusCode())
                    .isEqualTo(202);
        }
    }

    // A second body that takes a part of the memory at the wrong moment has the first one refused: then the test asks
    // again.
    private static boolean refusesBeside(RunningIntake other, int all) {
        try (RawCall first = RawCall.to(other.port())) {
            first.send(announced(all) + "x".repeat(all - 1));
            HttpResponse<String> answer = other.post("/v1/dossiers", JSON, Readers.RECORD.getBytes(UTF_8));
            if (answer.statusCode() != 503) {
                return false;
            }
            problem(answer, 503, "later");
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private RunningIntake holding(int bytes) {
        IntakeSettings tight = new IntakeSettings(
                bytes,
                bytes,
                1,
                1,
                1,
                1,
                10,
                bytes,
                SETTINGS.bodyTime(),
                SETTINGS.batchIdle(),
                1000,
                1000,
                SETTINGS.owedTo(),
                Map.of(),
                Map.of(),
                Map.of());
        return RunningIntake.start(test.journal(), NOBODY, tight, new TickingClock(TestJournal.START));
    }

    private static String announced(int length) {
        return "POST /v1/dossiers HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: " + length
                + "\r\nExpect: 100-continue\r\n\r\n";
    }

    @Test
    void saysNotNowWhileTheJournalIsAway() {
        test.journal().close();
        HttpResponse<String> answer = post(Readers.RECORD);

        problem(answer, 503, "later");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        problem(post("garbage"), 503, "later");
        test.reopen();
    }

    private static IntakeSettings settings(int rate, int burst, Duration bodyTime) {
        return new IntakeSettings(
                SETTINGS.recordLimit(),
                SETTINGS.attachmentLimit(),
                SETTINGS.batchLimit(),
                SETTINGS.batchWindow(),
                SETTINGS.batches(),
                SETTINGS.uploads(),
                SETTINGS.bodies(),
                SETTINGS.heldBytes(),
                bodyTime,
                SETTINGS.batchIdle(),
                rate,
                burst,
                SETTINGS.owedTo(),
                SETTINGS.owedByUnit(),
                SETTINGS.owedBySource(),
                Map.of());
    }

    private HttpResponse<String> post(String body) {
        return running.post("/v1/dossiers", JSON, body.getBytes(UTF_8));
    }

    private byte[] kept(JsonNode id) {
        return test.journal().content(id(id)).orElseThrow();
    }

    private static long id(JsonNode text) {
        return Ids.parse(text.asText()).orElseThrow();
    }
}
