package vn.lienthong.hub.connector;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files that come down because a message asks for one: streamed onto the shelf, whole or not at all, from one host only. */
@Timeout(120)
class DownloadIT {

    private static final int LARGEST = 30 << 20;
    private static final byte[] FILE = bytes(100_000);

    /** A machine that stands still for a while is no file that drips. */
    private String answerTimeout = "PT60S";

    private static final String STEPS =
            """
            - to:
                uri: "step:basic"
                parameters: {username: "{{username}}", password: "{{password}}"}
            - to:
                uri: "step:download"
                parameters: {url: "{{address}}/gw", connectTimeout: PT20S, answerTimeout: TIME, concurrency: 2}
            """;

    @TempDir
    Path home;

    private final Shelf shelf = new Shelf();

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    /** Keeps only hashes and sizes, so that large files cost no memory. */
    private static final class Shelf implements FileShelf {
        final Map<String, Long> kept = new ConcurrentHashMap<>();
        volatile boolean full;

        @Override
        public Taken take(InputStream bytes, long limit) throws IOException {
            if (full) {
                throw new NotKept(new IOException("No space left on device"));
            }
            MessageDigest digest;
            try {
                digest = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new AssertionError(e);
            }
            InputStream counted = new DigestInputStream(bytes, digest);
            byte[] buffer = new byte[1 << 16];
            long size = 0;
            for (int read = counted.read(buffer); read >= 0 && size <= limit; read = counted.read(buffer)) {
                size += read;
            }
            String sha256 = HexFormat.of().formatHex(digest.digest());
            if (size <= limit) {
                kept.put(sha256, size);
            }
            return new Taken(sha256, size, size > limit);
        }

        @Override
        public Optional<String> noted(long submission, String name) {
            return Optional.empty();
        }

        @Override
        public void note(long submission, String name, String words) {}

        @Override
        public OptionalLong size(String sha256) {
            Long size = kept.get(sha256);
            return size == null ? OptionalLong.empty() : OptionalLong.of(size);
        }

        @Override
        public InputStream open(String sha256) {
            throw new UnsupportedOperationException("nothing is kept");
        }
    }

    private Bed bed() throws IOException {
        StepsInFront.write(home, STEPS.replace("TIME", answerTimeout));
        Bed bed = new Bed(home);
        bed.files = shelf;
        return bed;
    }

    private static void head(OutputStream out, String more) throws IOException {
        out.write(("HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\n" + more + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
    }

    private static RawServer giving(byte[] file) throws IOException {
        return new RawServer((request, socket, end) -> {
            head(socket.getOutputStream(), "Content-Length: " + file.length);
            socket.getOutputStream().write(file);
            return true;
        });
    }

    private Answer fetch(RawServer server, String address) throws IOException {
        ObjectNode message = ConnectorCase.JSON.createObjectNode().put("address", address);
        try (Bed bed = bed()) {
            return StepsInFront.open(bed, server)
                    .call("download", message, () -> "key")
                    .answer();
        }
    }

    private static void assertFailed(Answer answer, Answer.Failure failure, String found) {
        assertThat(answer).isInstanceOfSatisfying(Answer.Failed.class, failed -> {
            assertThat(failed.failure()).as(failed.detail()).isEqualTo(failure);
            assertThat(failed.detail()).contains(found).doesNotContain("bi-mat");
        });
    }

    @Test
    void aFileIsKeptAndTheAnswerSaysByWhichName() throws IOException {
        try (RawServer server = giving(FILE)) {
            Answer answer = fetch(server, "https://noi-khac.example:9/gw-portlet/tep?ve=bi-mat");
            assertThat(answer).isInstanceOfSatisfying(Answer.Http.class, http -> assertThat(
                            new String(http.body(), StandardCharsets.UTF_8))
                    .isEqualTo("{\"sha256\":\"" + BytesHeld.sha256(FILE) + "\",\"size\":100000}"));
            assertThat(shelf.kept).containsOnlyKeys(BytesHeld.sha256(FILE));
            assertThat(server.requests)
                    .as("the message itself went nowhere")
                    .singleElement()
                    .satisfies(request -> {
                        assertThat(request.head())
                                .startsWith("GET /gw-portlet/tep?ve=bi-mat HTTP/1.1")
                                .contains("Authorization: Basic ", "Host: 127.0.0.1")
                                .doesNotContainIgnoringCase("cookie:", "gzip");
                        assertThat(request.body()).isEmpty();
                    });
        }
    }

    @Test
    void ourAccountGoesToTheHostOfTheSettingsAndNowhereElse() throws IOException {
        try (RawServer ours = giving(FILE);
                RawServer theirs = giving(FILE)) {
            fetch(ours, theirs.address() + "/tep");
            assertThat(theirs.requests).isEmpty();
            assertThat(ours.requests).hasSize(1);
        }
        try (RawServer theirs = giving(FILE);
                RawServer ours = new RawServer((request, socket, end) -> {
                    socket.getOutputStream()
                            .write(("HTTP/1.1 302 Found\r\nLocation: " + theirs.address()
                                            + "/tep\r\nContent-Length: 0\r\n\r\n")
                                    .getBytes(StandardCharsets.US_ASCII));
                    return true;
                })) {
            assertThat(fetch(ours, "/tep")).isInstanceOfSatisfying(Answer.Http.class, http -> assertThat(http.status())
                    .isEqualTo(302));
            assertThat(theirs.requests).isEmpty();
        }
    }

    @Test
    void exactlyTheLimitIsTakenAndOneByteMoreIsNot() throws IOException {
        for (boolean told : new boolean[] {true, false}) {
            try (RawServer server = new RawServer((request, socket, end) -> {
                int size = LARGEST + (request.path().endsWith("more") ? 1 : 0);
                OutputStream out = socket.getOutputStream();
                head(out, told ? "Content-Length: " + size : "Transfer-Encoding: chunked");
                zeros(out, size, told);
                return true;
            })) {
                assertThat(fetch(server, "/exactly")).isInstanceOf(Answer.Http.class);
                assertThat(shelf.kept.values()).containsExactly((long) LARGEST);
                assertFailed(fetch(server, "/one-more"), Answer.Failure.FILE_UNUSABLE, String.valueOf(LARGEST));
                assertThat(shelf.kept).hasSize(1);
            }
        }
    }

    @Test
    void aLargeFileIsNeverInMemory() throws IOException {
        try (RawServer server = new RawServer((request, socket, end) -> {
                    head(socket.getOutputStream(), "Content-Length: " + LARGEST);
                    zeros(socket.getOutputStream(), LARGEST, true);
                    return true;
                });
                Bed bed = bed()) {
            Connector connector = StepsInFront.open(bed, server);
            ObjectNode message = ConnectorCase.JSON.createObjectNode().put("address", "/tep");
            connector.call("download", message, () -> "warm");
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long before = threads.getCurrentThreadAllocatedBytes();
            Answer answer = connector.call("download", message, () -> "key").answer();
            assertThat(answer).isInstanceOf(Answer.Http.class);
            assertThat(threads.getCurrentThreadAllocatedBytes() - before)
                    .as("made anew on the thread that fetches")
                    .isLessThan(2 << 20);
        }
    }

    private static void zeros(OutputStream out, int size, boolean plain) throws IOException {
        byte[] some = new byte[1 << 16];
        for (int left = size; left > 0; left -= some.length) {
            int now = Math.min(left, some.length);
            if (!plain) {
                out.write((Integer.toHexString(now) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            }
            out.write(some, 0, now);
            if (!plain) {
                out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
            }
        }
        if (!plain) {
            out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        }
    }

    @Test
    void whatIsNotWantedIsNotReadToItsEnd() throws Exception {
        CountDownLatch broken = new CountDownLatch(1);
        try (RawServer server = new RawServer((request, socket, end) -> {
            OutputStream out = socket.getOutputStream();
            head(out, "Content-Length: " + (1L << 40));
            try {
                zeros(out, Integer.MAX_VALUE, true);
            } catch (IOException e) {
                broken.countDown();
            }
            return false;
        })) {
            assertFailed(fetch(server, "/endless"), Answer.Failure.FILE_UNUSABLE, "bytes, of " + LARGEST);
            assertThat(broken.await(20, TimeUnit.SECONDS)).as("we hung up").isTrue();
        }
    }

    @Test
    void halfAFileAndOneThatDripsAreNotKept() throws IOException {
        try (RawServer server = new RawServer((request, socket, end) -> {
            OutputStream out = socket.getOutputStream();
            head(out, "Content-Length: " + FILE.length);
            out.write(FILE, 0, FILE.length / 2);
            if (request.path().equals("/drips")) {
                out.flush();
                end.await();
            }
            return false;
        })) {
            assertFailed(fetch(server, "/half"), Answer.Failure.CONNECTION_LOST, "GET to 127.0.0.1");
            answerTimeout = "PT2S";
            assertFailed(fetch(server, "/drips"), Answer.Failure.ANSWER_TIMEOUT, "GET to 127.0.0.1");
            assertThat(shelf.kept).isEmpty();
        }
    }

    @Test
    void aDiskThatIsFullIsOurOwnTrouble() throws IOException {
        shelf.full = true;
        try (RawServer server = giving(FILE)) {
            assertFailed(fetch(server, "/tep"), Answer.Failure.FILE_NOT_KEPT, "the hub's own disk");
        }
    }

    @Test
    void everyOtherOperationPassesBy() throws IOException {
        try (Bed bed = bed();
                RawServer server = new RawServer((request, socket, end) -> {
                    Weather.answer(socket.getOutputStream(), "200 OK", "application/json", "{\"dossier\":\"D-1\"}");
                    return true;
                })) {
            ObjectNode message =
                    ConnectorCase.JSON.createObjectNode().put("dossier", "D-1").put("address", "/tep");
            StepsInFront.open(bed, server).call("echo", message, () -> "key");
            assertThat(server.requests).singleElement().satisfies(request -> assertThat(request.head())
                    .startsWith("POST "));
        }
    }
}
