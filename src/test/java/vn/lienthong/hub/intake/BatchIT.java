package vn.lienthong.hub.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.hub.journal.Journal;
import vn.lienthong.hub.journal.TestJournal;
import vn.lienthong.hub.vocabulary.Ids;

/** POST /v1/dossiers/batch with a real journal and a real container. */
class BatchIT {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final IntakeSettings SETTINGS = IntakeSettings.owedTo(List.of("province-rest"));
    /** A million with -Dbatch.lines=1000000, as .ci/soak does. */
    private static final int MANY = Integer.getInteger("batch.lines", 20_000);

    @RegisterExtension
    final TestJournal test = TestJournal.fresh();

    private RunningIntake running;

    @BeforeEach
    void start() {
        running = RunningIntake.start(
                test.journal(), Sources.of(Map.of()), SETTINGS, new TickingClock(TestJournal.START));
    }

    @AfterEach
    void stop() {
        running.close();
    }

    @Test
    void answersEachLineInOrderAndSparesTheGoodOnes() {
        byte[] broken = {'{', '"', (byte) 0xEA, '"', '}'};
        byte[] body = join(
                record(1),
                "garbage".getBytes(UTF_8),
                record(2),
                "".getBytes(UTF_8),
                broken,
                ("{\"summary\":\"" + "x".repeat(2 << 20) + "\"}").getBytes(UTF_8),
                record(1),
                "{\"dossierCode\":\"A-1\"}".getBytes(UTF_8),
                record(3));
        List<JsonNode> answers = lines(
                running.post("/v1/dossiers/batch", RunningIntake.NDJSON, body).body());

        assertThat(answers).extracting(a -> a.path("line").asInt()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(answers)
                .extracting(a -> a.path("status").asInt())
                .containsExactly(202, 400, 202, 400, 400, 413, 200, 422, 202);
        answers.forEach(answer -> OpenApi.mustFit("BatchLine", answer));
        assertThat(answers.get(4).at("/errors/0/found").asText()).contains("offset 2");
        assertThat(answers.get(6).path("repeated").asBoolean()).isTrue();
        assertThat(test.journal()
                        .content(Ids.parse(answers.get(4).path("keptAs").asText())
                                .orElseThrow()))
                .hasValueSatisfying(kept -> assertThat(kept).isEqualTo(broken));
        assertThat(accepted()).isEqualTo(3);
    }

    @Test
    void takesWindowsLineEndsAndALastLineWithoutOne() {
        byte[] body = (new String(record(1), UTF_8) + "\r\n" + new String(record(2), UTF_8)).getBytes(UTF_8);

        assertThat(lines(running.post("/v1/dossiers/batch", RunningIntake.NDJSON, body)
                        .body()))
                .extracting(a -> a.path("status").asInt())
                .containsExactly(202, 202);
    }

    @Test
    void answersAnEmptyBatchWithNothing() {
        HttpResponse<String> answer = running.post("/v1/dossiers/batch", RunningIntake.NDJSON, new byte[0]);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void refusesAnotherKindOfBody() {
        Answered.problem(running.post("/v1/dossiers/batch", RunningIntake.JSON, record(1)), 415, "never");
    }

    @Test
    void answersALineBeforeTheNextOneIsSent() throws IOException {
        try (RawCall call = RawCall.to(running.port())) {
            call.send(HEAD);
            for (int i = 1; i <= 3; i++) {
                chunk(call, join(record(i)));
                assertThat(nextAnswer(call).path("line").asInt()).isEqualTo(i);
            }
            call.send("0\r\n\r\n");
        }
    }

    @Test
    void holdsWhatCameBeforeTheSenderWentAway() throws IOException {
        try (RawCall call = RawCall.to(running.port())) {
            call.send(HEAD);
            chunk(call, join(record(1), record(2)));
            chunk(call, "{\"dossierCode\":\"cut in the mid".getBytes(UTF_8));
            call.socket().setSoLinger(true, 0);
        }

        TestJournal.eventually(() -> accepted() == 2);
    }

    @Test
    void answersAtLengthWhoeverWaitsForEachAnswer() throws IOException {
        try (RawCall call = RawCall.to(running.port())) {
            call.send(HEAD);
            BufferedReader in = null;
            // Far more answers than the credit covers.
            for (int i = 1; i <= 600; i++) {
                chunk(call, join(record(i)));
                in = in == null ? call.body() : in;
                assertThat(MAPPER.readTree(in.readLine()).path("line").asInt()).isEqualTo(i);
            }
        }
    }

    @Test
    void suitsAClientThatReadsNothingBeforeItHasSentEverything() {
        // The JDK's client is one. The answers are more than all buffers between hold.
        byte[] line = join(longAnswered());
        byte[] body = new byte[line.length * 2_000];
        for (int i = 0; i < body.length; i += line.length) {
            System.arraycopy(line, 0, body, i, line.length);
        }

        HttpResponse<String> answer = running.post("/v1/dossiers/batch", RunningIntake.NDJSON, body);

        assertThat(answer.body().length()).isGreaterThan(10 << 20);
        assertThat(answer.body().lines()).hasSize(2_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"answers=first", "answers=", "answer=last", "answers=last&more=1"})
    void refusesWhatItDoesNotKnowBeforeTheFirstLine(String query) {
        HttpResponse<String> answer =
                running.post("/v1/dossiers/batch?" + query, RunningIntake.NDJSON, join(record(1)));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("bad-parameter", "answers=last", "\"retry\":\"never\"");
        assertThat(accepted()).isZero();
    }

    @Test
    void letsASenderReadItsAnswersAfterItsLastLine() throws IOException {
        try (RawCall call = RawCall.to(running.port())) {
            call.socket().setReceiveBufferSize(4096);
            call.send(HEAD.replace("/batch", "/batch?answers=last"));
            for (int i = 1; i <= 5_000; i++) {
                chunk(call, join(everyTenthBad(i)));
            }
            call.send("0\r\n\r\n");

            assertThat(call.statusLine()).contains(" 200 ");
            long answers = 0;
            for (String line = call.line(); !line.equals("0"); line = call.line()) {
                answers += line.split("\"line\":", -1).length - 1;
            }
            assertThat(answers).isGreaterThanOrEqualTo(4_900);
            assertThat(accepted()).isEqualTo(4_500);
        }
    }

    @Test
    void carriesManyLinesInFlatMemoryWithEveryTenthBad() throws IOException {
        int[] count = {0, 0, 0};
        long before = usedAfterCollection();
        long most = before;
        try (RawCall call = RawCall.to(running.port())) {
            // Whoever sends without a pause may wait for answers until it has ended.
            call.socket().setSoTimeout(600_000);
            call.send(HEAD);
            new Thread(() -> sendMany(call)).start();
            try (BufferedReader in = call.body()) {
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    count[0]++;
                    JsonNode json = MAPPER.readTree(line);
                    assertThat(json.path("line").asInt()).isEqualTo(count[0]);
                    count[json.path("status").asInt() == 202 ? 1 : 2]++;
                    most = count[0] % (MANY / 10) == 0 ? Math.max(most, usedAfterCollection()) : most;
                }
            }
        }

        assertThat(count).containsExactly(MANY, MANY - MANY / 10, MANY / 10);
        assertThat(test.journal().balance()).singleElement().satisfies(row -> {
            assertThat(row.accepted()).isEqualTo(MANY - MANY / 10);
            assertThat(row.closes()).isTrue();
        });
        // What the tests before this one left behind in this JVM is not the batch's.
        assertThat(most - before).isLessThan(48L << 20);
    }

    private static void sendMany(RawCall call) {
        try {
            for (int i = 1; i <= MANY; i++) {
                chunk(call, join(everyTenthBad(i)));
            }
            call.send("0\r\n\r\n");
        } catch (IOException cut) {
            // The reading side will notice.
        }
    }

    private static final String HEAD =
            "POST /v1/dossiers/batch HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-ndjson\r\n"
                    + "Transfer-Encoding: chunked\r\n\r\n";

    private static byte[] longAnswered() {
        StringBuilder unknown = new StringBuilder("{\"a\":1");
        for (int i = 0; i < 45; i++) {
            unknown.append(",\"unknown").append(i).append("\":1");
        }
        return unknown.append('}').toString().getBytes(UTF_8);
    }

    private static void chunk(RawCall call, byte[] bytes) throws IOException {
        byte[] head = (Integer.toHexString(bytes.length) + "\r\n").getBytes(UTF_8);
        byte[] whole = new byte[head.length + bytes.length + 2];
        System.arraycopy(head, 0, whole, 0, head.length);
        System.arraycopy(bytes, 0, whole, head.length, bytes.length);
        whole[whole.length - 2] = '\r';
        whole[whole.length - 1] = '\n';
        call.send(whole);
    }

    /** The next line of JSON in an answer that comes in chunks. */
    private static JsonNode nextAnswer(RawCall call) throws IOException {
        String line = call.line();
        while (!line.startsWith("{")) {
            if (line.equals("null")) {
                throw new AssertionError("the answer ended");
            }
            line = call.line();
        }
        return MAPPER.readTree(line);
    }

    private long accepted() {
        return test.journal().balance().stream()
                .mapToLong(Journal.BalanceRow::accepted)
                .sum();
    }

    private static byte[] record(int number) {
        return Readers.with("-0042\"", String.format(java.util.Locale.ROOT, "-%07d\"", number))
                .replace("\n", "")
                .getBytes(UTF_8);
    }

    private static byte[] everyTenthBad(int number) {
        return number % 10 == 0 ? "{\"dossierCode\": \"bad".getBytes(UTF_8) : record(number);
    }

    private static byte[] join(byte[]... lines) {
        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
        for (byte[] line : lines) {
            out.writeBytes(line);
            out.write('\n');
        }
        return out.toByteArray();
    }

    private static List<JsonNode> lines(String body) {
        return body.lines()
                .map(line -> {
                    try {
                        return MAPPER.readTree(line);
                    } catch (IOException e) {
                        throw new UncheckedIOException(line, e);
                    }
                })
                .toList();
    }

    /** Bytes that the last collections left in the heap. */
    private static long usedAfterCollection() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
