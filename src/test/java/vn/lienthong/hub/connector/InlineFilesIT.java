package vn.lienthong.hub.connector;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files on their way inside a message: each byte arrives, and without one of them nothing does. */
@Timeout(120)
class InlineFilesIT {

    private static final int LARGEST = 30 << 20;

    private static final String STEP =
            """
            - to:
                uri: "step:inline-files"
                parameters:
                  field: Base64
            """;

    @TempDir
    Path home;

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private static ObjectNode message(byte[]... files) {
        ObjectNode body = ConnectorCase.JSON.createObjectNode();
        body.put("dossier", "D-1").put("note", "\\\"Base64\\\":\"sha256:" + "0".repeat(64) + "\"");
        ArrayNode list = body.putArray("files");
        for (byte[] file : files) {
            list.addObject().put("name", "tệp").put("Base64", "sha256:" + BytesHeld.sha256(file));
        }
        return body;
    }

    private Conversation send(RawServer server, HeldFiles held, JsonNode body) throws IOException {
        StepsInFront.write(home, STEP);
        Path outcomes = home.resolve("echo/outcomes.yaml");
        Files.writeString(
                outcomes,
                Files.readString(outcomes)
                        .replace(
                                "rows:\n",
                                "rows:\n  - name: file-not-held\n    when: {failure: file-not-held}\n    outcome: rejected\n"
                                        + "    problem: {what: A file is missing., cure: Put it in.}\n"));
        try (Bed bed = new Bed(home)) {
            bed.files = held;
            Connector connector = StepsInFront.open(bed, server);
            Conversation said = connector.call("echo", body, () -> "k");
            if (said.answer() instanceof Answer.Failed failed && failed.failure() == Answer.Failure.FILE_NOT_HELD) {
                assertThat(connector.read("echo", said.answer()).row()).isEqualTo("file-not-held");
            }
            return said;
        }
    }

    private static RawServer honest() throws IOException {
        return new RawServer((request, socket, end) -> {
            Weather.answer(socket.getOutputStream(), "200 OK", "application/json", "{\"dossier\":\"D-1\"}");
            return true;
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 57, 65_536, 65_537, 1_000_000})
    void eachByteArrives(int size) throws IOException {
        byte[] one = bytes(size);
        byte[] other = bytes(size + 1);
        try (RawServer server = honest()) {
            Conversation said = send(server, new BytesHeld(one, other), message(one, other, one));
            assertThat(said.answer()).isInstanceOf(Answer.Http.class);
            JsonNode arrived =
                    ConnectorCase.JSON.readTree(server.requests.get(0).body());
            List<byte[]> files = IntStream.range(0, 3)
                    .mapToObj(i -> Base64.getDecoder()
                            .decode(arrived.at("/files/" + i + "/Base64").asText()))
                    .toList();
            assertThat(files.get(0)).isEqualTo(one);
            assertThat(files.get(1)).isEqualTo(other);
            assertThat(files.get(2)).isEqualTo(one);
            assertThat(arrived.path("note")).isEqualTo(message().path("note"));
            assertThat(new String(said.sent(), StandardCharsets.UTF_8))
                    .as("what is kept")
                    .isEqualTo(message(one, other, one).toString());
        }
    }

    @Test
    void aFileOfThirtyMebibytesIsReadWhileItIsSent() throws IOException {
        byte[] large = bytes(LARGEST);
        try (RawServer server = honest()) {
            send(server, new BytesHeld(large), message(large));
            // Jackson would refuse a text of this length.
            String text = server.requests.get(0).text();
            int from = text.indexOf("\"Base64\":\"", text.indexOf("\"files\"")) + 10;
            byte[] arrived = Base64.getDecoder().decode(text.substring(from, text.indexOf('"', from)));
            assertThat(BytesHeld.sha256(arrived)).isEqualTo(BytesHeld.sha256(large));
        }
    }

    @Test
    void withoutOneOfThreeFilesNothingLeaves() throws IOException {
        byte[] one = bytes(10);
        byte[] missing = bytes(11);
        byte[] three = bytes(12);
        assertNotSent(new BytesHeld(one, three), message(one, missing, three), "file 2 of the message", "not held");
    }

    @Test
    void anEmptyFileIsNoFile() throws IOException {
        assertNotSent(new BytesHeld(new byte[0]), message(new byte[0]), "is empty");
    }

    @Test
    void oneByteTooManyIsTooMany() throws IOException {
        byte[] large = bytes(LARGEST + 1);
        assertNotSent(new BytesHeld(large), message(large), "31457281 bytes");
    }

    @Test
    void filesThatAreTooMuchTogetherAreTooMuch() throws IOException {
        byte[] large = bytes(LARGEST);
        assertNotSent(new BytesHeld(large), message(large, large, large, large), "together");
    }

    private void assertNotSent(HeldFiles held, JsonNode body, String... words) throws IOException {
        try (RawServer server = honest()) {
            assertThat(send(server, held, body).answer()).isInstanceOfSatisfying(Answer.Failed.class, failed -> {
                assertThat(failed.failure()).isEqualTo(Answer.Failure.FILE_NOT_HELD);
                assertThat(failed.detail()).contains(words);
            });
            assertThat(server.requests).isEmpty();
        }
    }

    /** The disk fails in mid-file: what has left is no whole message, and nobody takes it for one. */
    @Test
    void aFileThatBreaksOffMakesNoMessage() throws IOException {
        byte[] file = bytes(200_000);
        HeldFiles failing = new HeldFiles() {
            @Override
            public OptionalLong size(String sha256) {
                return OptionalLong.of(file.length);
            }

            @Override
            public InputStream open(String sha256) {
                return InputStream.nullInputStream();
            }
        };
        try (RawServer server = honest()) {
            assertThat(send(server, failing, message(file)).answer())
                    .isInstanceOfSatisfying(Answer.Failed.class, failed -> assertThat(failed.failure())
                            .isEqualTo(Answer.Failure.CONNECTION_LOST));
        }
    }
}
