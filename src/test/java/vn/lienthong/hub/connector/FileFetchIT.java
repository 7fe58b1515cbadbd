package vn.lienthong.hub.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.lienthong.hub.connector.Fetched.Kept;
import vn.lienthong.hub.connector.Fetched.Missed;
import vn.lienthong.hub.connector.Fetched.Why;

/** Files fetched from servers that are honest, away, hostile, or not what the record says. */
@Timeout(60)
class FileFetchIT {

    private static final int LARGEST = 1 << 20;
    private static final byte[] FILE = bytes(100_000);
    private static final String PAGE = "\uFEFF\r\n <!DOCTYPE HTML><html><body>Đăng nhập</body></html>";

    private final ShelfInMemory shelf = new ShelfInMemory();
    private final AtomicInteger lookups = new AtomicInteger();
    /** A machine that stands still for a while is no server that is away. */
    private Duration patience = Duration.ofSeconds(30);

    @SuppressWarnings("NullAway.Init") // each test begins with one of its own
    private RawServer server;

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    /** @param head without the first line's version and without the length */
    private void answering(String head, byte[] body) throws IOException {
        server = new RawServer((request, socket, end) -> {
            OutputStream out = socket.getOutputStream();
            out.write(("HTTP/1.1 " + head + "\r\nContent-Length: " + body.length + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(body);
            return true;
        });
    }

    private void serving(RawServer.Manner manner) throws IOException {
        server = new RawServer(manner);
    }

    private int port() {
        return URI.create(server.address()).getPort();
    }

    private Fetched fetch(FileFetch.Wanted wanted, String... hosts) throws IOException {
        List<String> from = List.of(hosts).stream()
                .map(host -> "http://" + host + ":" + port())
                .toList();
        FetchRules rules = new FetchRules(from, Set.of("tep.example", "tep2.example"), patience, patience, LARGEST, 2);
        try (FileFetch fetch = new FileFetch(rules, shelf, host -> {
            lookups.incrementAndGet();
            return new InetAddress[] {InetAddress.getLoopbackAddress()};
        })) {
            return fetch.fetch(wanted);
        }
    }

    private Fetched fetch(String host, String path, String mediaType) throws IOException {
        return fetch(
                new FileFetch.Wanted("http://" + host + ":" + port() + path, "", -1, mediaType),
                "tep.example",
                "tep2.example",
                "trong.example");
    }

    private Fetched fetch(String path) throws IOException {
        return fetch("tep.example", path, "application/pdf");
    }

    private static void assertMissed(Fetched fetched, Why why, String found) {
        assertThat(fetched).isInstanceOfSatisfying(Missed.class, missed -> {
            assertThat(missed.why()).as(missed.found()).isEqualTo(why);
            assertThat(missed.found()).contains(found).doesNotContain("bi-mat");
        });
    }

    @Test
    void aFileIsKeptByItsHash() throws IOException {
        answering("200 OK\r\nContent-Type: text/html\r\nSet-Cookie: s=1", FILE);
        assertThat(fetch("/hồ sơ/tệp%201.pdf?t=bi-mat")).isEqualTo(new Kept(BytesHeld.sha256(FILE), FILE.length));
        assertThat(shelf.held.get(BytesHeld.sha256(FILE))).isEqualTo(FILE);
        String head = server.requests.get(0).head();
        assertThat(head)
                .startsWith("GET /h%E1%BB%93%20s%C6%A1/t%E1%BB%87p%201.pdf?t=bi-mat HTTP/1.1")
                .contains("Host: tep.example")
                .doesNotContainIgnoringCase("cookie:", "authorization:", "referer:", "gzip");
        assertThat(lookups).as("what was looked at is what was connected to").hasValue(1);
    }

    @Test
    void threeRedirectsAreFollowedAndEachIsLookedAt() throws IOException {
        serving((request, socket, end) -> {
            int hop = Integer.parseInt(request.path().substring(1));
            if (hop == 0) {
                Weather.answer(socket.getOutputStream(), "200 OK", "application/pdf", "%PDF");
            } else {
                String next = hop % 2 == 0 ? "/" + (hop - 1) : "http://tep2.example:" + port() + "/" + (hop - 1);
                Weather.answer(socket.getOutputStream(), "302 Found\r\nLocation: " + next, "text/html", PAGE);
            }
            return true;
        });
        assertThat(fetch("/3")).isInstanceOf(Kept.class);
        assertMissed(fetch("/4"), Why.FORBIDDEN, "redirects");
    }

    @ParameterizedTest
    @CsvSource({
        "http://khac.example/x, khac.example",
        "https://tep.example/x, https://tep.example",
        "file:///etc/passwd, no plain address",
        "ftp://tep.example/x, no plain address",
        "http://trong.example:PORT/x, inside",
        "//169.254.169.254/latest, 169.254.169.254",
    })
    void aRedirectToAnywhereElseIsNotFollowed(String to, String found) throws IOException {
        serving((request, socket, end) -> {
            String location = to.replace("PORT", String.valueOf(port()));
            Weather.answer(socket.getOutputStream(), "307 T\r\nLocation: " + location, "text/html", PAGE);
            return true;
        });
        assertMissed(fetch("/x"), Why.FORBIDDEN, found);
        assertThat(server.requests).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"/a|b.pdf", "/x?d={1}", "'http://[tep.example/x'", "/%zz"})
    void aRedirectToWhatIsNoAddressEndsThere(String to) throws IOException {
        answering("302 Found\r\nLocation: " + to, new byte[0]);
        assertMissed(fetch("/x?token=bi-mat"), Why.FORBIDDEN, "redirected to no address");
    }

    @Test
    void aRedirectInUtf8IsFollowed() throws IOException {
        serving((request, socket, end) -> {
            String head = request.path().equals("/x") ? "302 Found\r\nLocation: /tệp 1.pdf" : "200 OK";
            socket.getOutputStream()
                    .write(("HTTP/1.1 " + head + "\r\nContent-Length: 4\r\n\r\n%PDF").getBytes(StandardCharsets.UTF_8));
            return true;
        });
        assertThat(fetch("/x")).isInstanceOf(Kept.class);
        assertThat(server.requests.get(1).path()).isEqualTo("/t%E1%BB%87p%201.pdf");
    }

    @ParameterizedTest
    @CsvSource({"//", "//trong.example/hoso.pdf", "//trong.example:99999/x", "///x?a=//b"})
    void aPathThatBeginsWithTwoStrokesIsAPath(String path) throws IOException {
        answering("200 OK", FILE);
        assertThat(fetch(path)).isInstanceOf(Kept.class);
        assertThat(server.requests.get(0).head())
                .startsWith("GET " + path + " ")
                .contains("Host: tep.example:" + port());
    }

    @ParameterizedTest
    @CsvSource({
        "file:///etc/passwd",
        "MINIO#2#:bucket/x",
        "http://user:bi-mat@tep.example/x",
        "http:///x",
        "gopher://tep.example/x",
        "http://khac.example/x",
        "http://tep.example:1/x"
    })
    void whatIsNoAddressOfOursIsNotAskedFor(String url) throws IOException {
        answering("200 OK", FILE);
        assertThat(fetch(new FileFetch.Wanted(url, "", -1, ""), "tep.example"))
                .isInstanceOfSatisfying(
                        Missed.class, missed -> assertThat(missed.why()).isEqualTo(Why.FORBIDDEN));
        assertThat(server.requests).isEmpty();
    }

    @Test
    void aNameThatLeadsInsideIsNotAskedUnlessItIsAllowedTo() throws IOException {
        answering("200 OK", FILE);
        assertMissed(fetch("trong.example", "/x", ""), Why.FORBIDDEN, "inside");
        assertThat(server.requests).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "404 Not Found, GONE",
        "410 Gone, GONE",
        "401 Unauthorized, GONE",
        "403 Forbidden, GONE",
        "204 No, GONE",
        "206 Part, GONE",
        "301 Moved, GONE",
        "429 Slow, AWAY",
        "408 Late, AWAY",
        "500 Oops, AWAY",
        "503 Away, AWAY"
    })
    void theStatusTellsWhetherItMayComeYet(String status, Why why) throws IOException {
        answering(status, new byte[0]);
        assertMissed(fetch("/x?token=bi-mat"), why, "HTTP " + status.substring(0, 3));
    }

    @Test
    void aWebPageIsNoFile() throws IOException {
        byte[] page = PAGE.getBytes(StandardCharsets.UTF_8);
        answering("200 OK\r\nContent-Type: application/pdf", page);
        assertMissed(fetch("/x"), Why.UNUSABLE, "web page");
        assertMissed(fetch("tep.example", "/x", ""), Why.UNUSABLE, "web page");
        assertThat(shelf.held).isEmpty();
        assertThat(fetch("tep.example", "/x", "text/html")).isInstanceOf(Kept.class);
    }

    @Test
    void whatIsNotWhatTheRecordSaysIsNotTheFile() throws IOException {
        answering("200 OK", FILE);
        String url = "http://tep.example:" + port() + "/x";
        assertMissed(
                fetch(new FileFetch.Wanted(url, "0".repeat(64), -1, ""), "tep.example"),
                Why.UNUSABLE,
                "another SHA-256");
        assertMissed(
                fetch(new FileFetch.Wanted(url, "", 99_999, ""), "tep.example"), Why.UNUSABLE, "100000 bytes instead");
        assertThat(fetch(new FileFetch.Wanted(url, BytesHeld.sha256(FILE), FILE.length, ""), "tep.example"))
                .isInstanceOf(Kept.class);
    }

    @Test
    void whatIsEmptyPackedOrTooLargeIsNotTheFile() throws IOException {
        answering("200 OK", new byte[0]);
        assertMissed(fetch("/x"), Why.UNUSABLE, "empty");
        server.close();
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(FILE);
        }
        answering("200 OK\r\nContent-Encoding: gzip", packed.toByteArray());
        assertMissed(fetch("/x"), Why.UNUSABLE, "packed as gzip");
        server.close();
        answering("200 OK", bytes(LARGEST + 1));
        assertMissed(fetch("/x"), Why.UNUSABLE, "1048577 bytes");
        server.close();
        answering("200 OK", bytes(LARGEST));
        assertThat(fetch("/x")).isInstanceOf(Kept.class);
    }

    @Test
    void aFileWithoutAnAnnouncedEndIsCountedAsItComes() throws IOException {
        serving((request, socket, end) -> {
            OutputStream out = socket.getOutputStream();
            out.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < 100; i++) {
                out.write("10000\r\n".getBytes(StandardCharsets.US_ASCII));
                out.write(bytes(0x10000));
                out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
            }
            return false;
        });
        assertMissed(fetch("/x"), Why.UNUSABLE, "more than");
        server.close();
        serving((request, socket, end) -> {
            socket.getOutputStream().write("HTTP/1.0 200 OK\r\n\r\nhalf of it?".getBytes(StandardCharsets.US_ASCII));
            return false;
        });
        assertMissed(fetch("/x"), Why.UNUSABLE, "where it ends");
    }

    @Test
    void aServerThatBreaksOffOrDripsIsAway() throws IOException {
        serving((request, socket, end) -> {
            socket.getOutputStream()
                    .write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf".getBytes(StandardCharsets.US_ASCII));
            return false;
        });
        assertMissed(fetch("/x"), Why.AWAY, "tep.example");
        server.close();
        CountDownLatch over = new CountDownLatch(1);
        serving((request, socket, end) -> {
            OutputStream out = socket.getOutputStream();
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            while (!over.await(100, TimeUnit.MILLISECONDS)) {
                out.write('x');
                out.flush();
            }
            return false;
        });
        patience = Duration.ofSeconds(2);
        long began = System.nanoTime();
        assertMissed(fetch("/x"), Why.AWAY, "tep.example");
        over.countDown();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
        server.close();
        assertMissed(fetch("/x"), Why.AWAY, "tep.example");
        assertThat(shelf.held).isEmpty();
    }
}
