package vn.lienthong.hub.connector;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What the other side of a raw socket can do to us after it has read a request. */
enum Weather {
    SILENCE(Set.of("unclear")) {
        @Override
        void blow(Socket socket, OutputStream out, CountDownLatch end) throws InterruptedException {
            end.await();
        }
    },
    EMPTY(Set.of("unclear")) {
        @Override
        void blow(Socket socket, OutputStream out, CountDownLatch end) {
            // The connection is closed without a word.
        }
    },
    RESET_BEFORE_THE_ANSWER(Set.of("unclear")) {
        @Override
        void blow(Socket socket, OutputStream out, CountDownLatch end) throws IOException {
            socket.setSoLinger(true, 0);
        }
    },
    RESET_IN_MID_BODY(Set.of("unclear")) {
        @Override
        void blow(Socket socket, OutputStream out, CountDownLatch end) throws IOException {
            say(
                    out,
                    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{\"error_code\":\"0\"");
            socket.setSoLinger(true, 0);
        }
    },
    HALF_A_BODY(Set.of("unclear")) {
        @Override
        void blow(Socket socket, OutputStream out, CountDownLatch end) throws IOException {
            say(
                    out,
                    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{\"error_code\":\"0\",\"mess");
        }
    },
    HALF_A_BODY_WITHOUT_LENGTH(Set.of("unclear")) {
        @Override
        void blow(Socket socket, OutputStream out, CountDownLatch end) throws IOException {
            say(
                    out,
                    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n{\"error_code\":\"0\",\"mess");
        }
    },
    BROKEN_CHUNKS(Set.of("unclear")) {
        @Override
        void blow(Socket socket, OutputStream out, CountDownLatch end) throws IOException {
            say(out, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n");
        }
    },
    GARBAGE(Set.of("unclear")) {
        @Override
        void blow(Socket socket, OutputStream out, CountDownLatch end) throws IOException {
            byte[] noise = new byte[20_000];
            new java.util.Random(7).nextBytes(noise);
            out.write(noise);
        }
    },
    ENDLESS_HEAD(Set.of("unclear")) {
        @Override
        void blow(Socket socket, OutputStream out, CountDownLatch end) throws IOException {
            say(out, "HTTP/1.1 200 OK\r\n");
            for (int i = 0; i < 5_000; i++) {
                say(out, "X-" + i + ": " + "a".repeat(100) + "\r\n");
            }
        }
    },
    ENDLESS_BODY(Set.of("unclear")) {
        @Override
        void blow(Socket socket, OutputStream out, CountDownLatch end) throws IOException {
            say(
                    out,
                    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n{\"error_code\":\"0\",\"message\":\"");
            byte[] more = "thành công ".repeat(1_000).getBytes(StandardCharsets.UTF_8);
            while (end.getCount() > 0) {
                out.write(more);
            }
        }
    },
    DRIPPING_HEAD(Set.of("unclear")) {
        @Override
        void blow(Socket socket, OutputStream out, CountDownLatch end) throws IOException, InterruptedException {
            say(out, "HTTP/1.1 200 OK\r\nX-Slow: ");
            drip(out, end);
        }
    },
    DRIPPING_BODY(Set.of("unclear")) {
        @Override
        void blow(Socket socket, OutputStream out, CountDownLatch end) throws IOException, InterruptedException {
            say(out, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n{");
            drip(out, end);
        }
    },
    WEB_PAGE(Set.of("unclear")) {
        @Override
        void blow(Socket socket, OutputStream out, CountDownLatch end) throws IOException {
            answer(out, "200 OK", "text/html; charset=utf-8", "<html><body>Thành công</body></html>");
        }
    },
    GZIP_THAT_IS_NONE(Set.of("unclear")) {
        @Override
        void blow(Socket socket, OutputStream out, CountDownLatch end) throws IOException {
            answer(
                    out,
                    "200 OK\r\nContent-Encoding: gzip",
                    "application/json",
                    "{\"error_code\":\"0\",\"message\":\"Cập nhật thành công\"}");
        }
    },
    NOTHING_WITH_200(Set.of("unclear")) {
        @Override
        void blow(Socket socket, OutputStream out, CountDownLatch end) throws IOException {
            answer(out, "200 OK", "application/json", "");
        }
    },
    STATUS_500(Set.of("unclear", "deferred")) {
        @Override
        void blow(Socket socket, OutputStream out, CountDownLatch end) throws IOException {
            answer(out, "500 Internal Server Error", "text/plain", "oops");
        }
    },
    STATUS_502(Set.of("unclear", "deferred")) {
        @Override
        void blow(Socket socket, OutputStream out, CountDownLatch end) throws IOException {
            answer(out, "502 Bad Gateway", "text/html", "<html>502</html>");
        }
    },
    STATUS_503_WITH_RETRY_AFTER(Set.of("deferred")) {
        @Override
        void blow(Socket socket, OutputStream out, CountDownLatch end) throws IOException {
            answer(out, "503 Service Unavailable\r\nRetry-After: 90", "text/html", "<html>503</html>");
        }
    };

    private final Set<String> outcomes;

    Weather(Set<String> outcomes) {
        this.outcomes = outcomes;
    }

    /** What an honest reading may be when it strikes the message itself. */
    Set<String> outcomes() {
        return outcomes;
    }

    /** Does it; afterwards the socket is closed. */
    abstract void blow(Socket socket, OutputStream out, CountDownLatch end) throws IOException, InterruptedException;

    static void say(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    static void answer(OutputStream out, String status, String type, String body) throws IOException {
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        say(
                out,
                String.format(
                        Locale.ROOT,
                        "HTTP/1.1 %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s",
                        status,
                        type,
                        length,
                        body));
    }

    /** A byte every now and then, for as long as anybody listens. */
    private static void drip(OutputStream out, CountDownLatch end) throws IOException, InterruptedException {
        while (!end.await(50, TimeUnit.MILLISECONDS)) {
            out.write('a');
            out.flush();
        }
    }
}
