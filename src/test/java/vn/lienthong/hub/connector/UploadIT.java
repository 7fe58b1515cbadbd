package vn.lienthong.hub.connector;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.vocabulary.Outcome;

/** Files that go up before the message that names them: each byte arrives, and without one of them the message does not go. */
@Timeout(120)
class UploadIT {

    private static final int LARGEST = 30 << 20;

    private static final String STEP =
            """
            - to:
                uri: "step:upload"
                parameters:
                  url: "{{address}}/tep"
                  field: TepTin
                  takes: "IdTepTin=/data/id|HashTepTin=hash"
                  hashPart: hash
                  hashAt: /data/hash
            LIMITS
            """;

    private static final String ROWS =
            """
            rows:
              - name: file-not-held
                when: {failure: file-not-held}
                outcome: rejected
                problem: {what: A file is missing., cure: Put it in.}
              - name: uploaded
                when: {operation: upload, status: 200, json: {pointer: /code, is: 0}}
                outcome: delivered
              - name: upload-refused
                when: {operation: upload, status: 200}
                outcome: rejected
                problem: {what: They do not take the file., cure: Ask them.}
            """;

    @TempDir
    Path home;

    private final List<String> uploads = new ArrayList<>();

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private static ObjectNode message(byte[]... files) {
        ObjectNode body = ConnectorCase.JSON.createObjectNode();
        body.put("dossier", "D-1");
        int number = 0;
        for (byte[] file : files) {
            ObjectNode one = body.withArray("files").addObject().put("before", 1);
            ObjectNode claim = one.putObject("TepTin");
            claim.put("sha256", BytesHeld.sha256(file))
                    .put("name", "../tờ khai \"" + number++ + "\".pdf")
                    .put("mediaType", "application/pdf");
            claim.putObject("form").put("MaHoSo", "D-1").putObject("meta").put("Title", "Tờ khai");
            one.put("after", 2);
        }
        return body;
    }

    private Bed bed(String step, byte[]... held) throws IOException {
        StepsInFront.write(
                home,
                step.replace("LIMITS", "      connectTimeout: PT2S\n      answerTimeout: PT30S\n      concurrency: 2"));
        Path outcomes = home.resolve("echo/outcomes.yaml");
        Files.writeString(outcomes, Files.readString(outcomes).replace("rows:\n", ROWS));
        Bed bed = new Bed(home);
        bed.files = new BytesHeld(held);
        return bed;
    }

    /** A platform that answers the n-th upload as told, and takes every message. */
    private RawServer platform(IntFunction<String> answers) throws IOException {
        AtomicInteger number = new AtomicInteger();
        return new RawServer((request, socket, end) -> {
            if (request.path().equals("/tep")) {
                uploads.add(new String(request.body(), StandardCharsets.ISO_8859_1));
                String answer = answers.apply(number.incrementAndGet());
                String status = answer.isEmpty() ? "503 Busy" : "200 OK";
                Weather.answer(socket.getOutputStream(), status, "application/json", answer);
            } else {
                Weather.answer(socket.getOutputStream(), "200 OK", "application/json", "{\"dossier\":\"D-1\"}");
            }
            return true;
        });
    }

    private static String taken(int number, byte[] file) {
        return "{\"code\":0,\"data\":{\"id\":" + (7000 + number) + ",\"hash\":\""
                + BytesHeld.sha256(file).toUpperCase(Locale.ROOT) + "\"}}";
    }

    private static List<RawServer.Request> messages(RawServer server) {
        return server.requests.stream()
                .filter(request -> !request.path().equals("/tep"))
                .toList();
    }

    private static Conversation send(Connector connector, JsonNode body) {
        return connector.call("echo", body, () -> "transfer-1");
    }

    private static Outcome outcome(Connector connector, Conversation said) {
        return connector.read(said.operation(), said.answer()).outcome();
    }

    @Test
    void theFileGoesFirstAndItsIdStandsInTheMessage() throws IOException {
        byte[] file = bytes(100_000);
        ObjectNode body = message(file);
        try (RawServer server = platform(number -> taken(number, file));
                Bed bed = bed(STEP, file)) {
            Connector connector = StepsInFront.open(bed, server);
            Conversation said = send(connector, body);
            assertThat(outcome(connector, said)).isInstanceOf(Outcome.Delivered.class);
            String form = uploads.get(0);
            String raw = new String(file, StandardCharsets.ISO_8859_1);
            String name =
                    new String("tờ khai %220%22.pdf".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
            assertThat(form)
                    .contains("Content-Disposition: form-data; name=\"MaHoSo\"\r\n", "\r\n\r\nD-1\r\n")
                    .contains("Content-Type: application/json", "{\"Title\":")
                    .contains("name=\"hash\"\r\n", "\r\n\r\n" + BytesHeld.sha256(file) + "\r\n")
                    .contains("Content-Disposition: form-data; name=\"file\"; filename=\"" + name + "\"\r\n"
                            + "Content-Type: application/pdf\r\n\r\n" + raw + "\r\n--");
            JsonNode arrived =
                    ConnectorCase.JSON.readTree(messages(server).get(0).body());
            assertThat(arrived.at("/files/0").toString())
                    .isEqualTo("{\"before\":1,\"IdTepTin\":\"7001\",\"HashTepTin\":\"" + BytesHeld.sha256(file)
                            + "\",\"after\":2}");
            assertThat(new String(said.sent(), StandardCharsets.UTF_8))
                    .as("kept")
                    .isEqualTo(body.toString());
            assertThat(said.uploads()).singleElement().satisfies(upload -> {
                assertThat(upload.operation()).isEqualTo("upload");
                assertThat(new String(upload.sent(), StandardCharsets.UTF_8)).contains("\"size\":100000");
            });
        }
    }

    @Test
    void aTryThatComesAgainUploadsOnlyWhatIsMissing() throws IOException {
        byte[][] files = {bytes(10), bytes(11), bytes(12)};
        try (RawServer server =
                        platform(number -> number == 2 ? "" : taken(number, files[number == 1 ? 0 : number - 2]));
                Bed bed = bed(STEP, files)) {
            Connector connector = StepsInFront.open(bed, server);
            Conversation first = send(connector, message(files));
            assertThat(outcome(connector, first)).isInstanceOf(Outcome.Deferred.class);
            assertThat(first.operation()).isEqualTo("upload");
            assertThat(first.uploads()).hasSize(1);
            assertThat(messages(server)).as("one of three is not there").isEmpty();
            assertThat(outcome(connector, send(connector, message(files)))).isInstanceOf(Outcome.Delivered.class);
            assertThat(uploads).hasSize(4);
            assertThat(messages(server).get(0).text()).contains("7001", "7003", "7004");
            connector.call("echo", message(files[0]), () -> "transfer-2");
            assertThat(uploads).as("another transfer has files of its own").hasSize(5);
        }
    }

    private static String key(RawServer.Request request) {
        return request.head().replaceFirst("(?s).*Idempotency-Key: ([^\r]*).*", "$1");
    }

    @Test
    void whatComesAgainAfterADayGoesUpAnewUnderAnotherKeyForItIsAnotherMessage() throws IOException {
        byte[] file = bytes(10);
        try (RawServer server = platform(number -> taken(number, file));
                Bed bed = bed(STEP, file)) {
            Connector connector = StepsInFront.open(bed, server);
            send(connector, message(file));
            bed.clock.advance(Duration.ofHours(23));
            send(connector, message(file));
            bed.clock.advance(Duration.ofHours(2));
            send(connector, message(file));

            List<RawServer.Request> messages = messages(server);
            assertThat(uploads).hasSize(2);
            assertThat(messages.get(1).text())
                    .as("within a day")
                    .isEqualTo(messages.get(0).text());
            assertThat(key(messages.get(1))).isEqualTo(key(messages.get(0))).startsWith("transfer-1-");
            assertThat(messages.get(2).text()).contains("7002").doesNotContain("7001");
            assertThat(key(messages.get(2))).isNotEqualTo(key(messages.get(0)));
        }
    }

    @Test
    void whatMayHaveArrivedComesAgainAsItWasHoweverLateAndInAnotherProcess() throws IOException {
        byte[] file = bytes(10);
        ShelfInMemory shelf = new ShelfInMemory();
        shelf.held.put(BytesHeld.sha256(file), file);
        MessageKey inDoubt = new MessageKey() {
            @Override
            public String get() {
                return "transfer-1";
            }

            @Override
            public boolean mayHaveArrived() {
                return true;
            }
        };
        try (RawServer server = platform(number -> taken(number, file));
                Bed bed = bed(STEP, file)) {
            bed.files = shelf;
            send(StepsInFront.open(bed, server), message(file));
            bed.clock.advance(Duration.ofDays(40));
            StepsInFront.open(bed, server).call("echo", message(file), inDoubt);

            assertThat(uploads).hasSize(1);
            assertThat(messages(server)).hasSize(2);
            assertThat(messages(server).get(1).text())
                    .isEqualTo(messages(server).get(0).text());
            assertThat(key(messages(server).get(1)))
                    .isEqualTo(key(messages(server).get(0)));
        }
    }

    @Test
    void aRefusedFileRefusesTheMessage() throws IOException {
        byte[] file = bytes(10);
        try (RawServer server = platform(number -> "{\"code\":9,\"message\":\"virus\"}");
                Bed bed = bed(STEP, file)) {
            Connector connector = StepsInFront.open(bed, server);
            Conversation said = send(connector, message(file));
            assertThat(connector.read(said.operation(), said.answer()).row()).isEqualTo("upload-refused");
            assertThat(messages(server)).isEmpty();
        }
    }

    @Test
    void anAnswerOfOtherBytesOrWithoutAnIdIsNoSuccess() throws IOException {
        byte[] file = bytes(10);
        List<String> answers =
                List.of(taken(1, bytes(11)), "{\"code\":0,\"data\":{\"hash\":\"" + BytesHeld.sha256(file) + "\"}}");
        try (RawServer server = platform(number -> answers.get(number - 1));
                Bed bed = bed(STEP, file)) {
            Connector connector = StepsInFront.open(bed, server);
            for (int i = 0; i < 2; i++) {
                assertThat(send(connector, message(file)).answer())
                        .isInstanceOfSatisfying(Answer.Failed.class, failed -> assertThat(failed.failure())
                                .isEqualTo(Answer.Failure.FILE_NOT_TAKEN));
            }
            assertThat(messages(server)).isEmpty();
        }
    }

    @Test
    void withoutOneOfItsFilesNothingGoesUp() throws IOException {
        byte[] missing = bytes(11);
        try (RawServer server = platform(number -> taken(number, missing));
                Bed bed = bed(STEP, bytes(10))) {
            Conversation said = send(StepsInFront.open(bed, server), message(bytes(10), missing));
            assertThat(said.answer()).isInstanceOfSatisfying(Answer.Failed.class, failed -> {
                assertThat(failed.failure()).isEqualTo(Answer.Failure.FILE_NOT_HELD);
                assertThat(failed.detail()).contains("file 2");
            });
            assertThat(server.requests).isEmpty();
        }
    }

    @Test
    void theHashGoesAsTheOtherSideWritesIt() throws Exception {
        byte[] file = bytes(LARGEST);
        String step = STEP.replace(
                        "hashPart: hash",
                        "hashHeader: X-Hash\n      hashAlgorithm: MD5\n      writtenAs: upper-hex\n      method: PUT\n      filePart: tep")
                .replace("      hashAt: /data/hash\n", "");
        String md5 = HexFormat.of()
                .withUpperCase()
                .formatHex(MessageDigest.getInstance("MD5").digest(file));
        try (RawServer server = platform(number -> taken(number, file));
                Bed bed = bed(step, file)) {
            Connector connector = StepsInFront.open(bed, server);
            assertThat(outcome(connector, send(connector, message(file)))).isInstanceOf(Outcome.Delivered.class);
            RawServer.Request request = server.requests.get(0);
            assertThat(request.head()).startsWith("PUT /tep ").contains("X-Hash: " + md5);
            assertThat(uploads.get(0))
                    .contains("name=\"tep\"; filename=", new String(file, StandardCharsets.ISO_8859_1));
            assertThat(messages(server).get(0).text()).contains(md5);
        }
    }

    @Test
    void aMessageWithoutFilesGoesAsItIs() throws IOException {
        ObjectNode body = message();
        try (RawServer server = platform(number -> "");
                Bed bed = bed(STEP)) {
            send(StepsInFront.open(bed, server), body);
            assertThat(server.requests).singleElement().satisfies(request -> assertThat(request.text())
                    .isEqualTo(body.toString()));
        }
    }
}
