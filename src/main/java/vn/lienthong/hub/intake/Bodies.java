package vn.lienthong.hub.intake;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.intake.ProblemDocument.Retry;
import vn.lienthong.hub.vocabulary.Problem;

/** Receives bodies within limits: of their kind, their size, their time, and of the memory they all take together. */
final class Bodies {
    private static final int FIRST = 8 << 10;
    private static final Duration SOON = Duration.ofSeconds(1);

    private final Clock clock;
    private final int limit;
    private final Duration time;
    private final Budget memory;

    Bodies(IntakeSettings settings, Clock clock) {
        this.clock = clock;
        this.limit = settings.recordLimit();
        this.time = settings.bodyTime();
        this.memory = new Budget(settings.heldBytes());
    }

    /** A body in memory. Closing gives its memory back to the budget. */
    final class Body implements AutoCloseable {
        private byte[] bytes = new byte[0];
        private int size;
        private long taken;
        private boolean overLimit;

        byte[] bytes() {
            return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
        }

        /** Whether more came than is allowed; then the bytes are its beginning. */
        boolean isOverLimit() {
            return overLimit;
        }

        @Override
        public void close() {
            memory.giveBack(taken);
            taken = 0;
        }

        private void grow(int to) throws Refusal {
            if (!memory.take(to - bytes.length)) {
                throw new Refusal(
                        ProblemDocument.of(
                                503,
                                new Problem(
                                        "overloaded",
                                        "The hub receives more at once than it can hold in memory.",
                                        "all of hub.intake.held-bytes in use",
                                        "Send the same again after the time in Retry-After, or over fewer connections."),
                                Retry.LATER),
                        SOON);
            }
            taken += to - bytes.length;
            bytes = Arrays.copyOf(bytes, to);
        }
    }

    /** Refuses a kind of body that is not one of these, or not in UTF-8, or compressed. */
    static void mustBe(HttpServletRequest request, Set<String> mediaTypes, String example) throws Refusal {
        String type = request.getContentType();
        String encoding = request.getHeader("Content-Encoding");
        if (type == null || !mediaTypes.contains(essence(type)) || !isUtf8(type)) {
            throw other(
                    "Content-Type " + (type == null ? "missing" : Shapes.shown(type)),
                    "Send Content-Type: " + example + " in UTF-8.");
        }
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw other("Content-Encoding " + Shapes.shown(encoding), "Send the body as it is, not compressed.");
        }
    }

    private static Refusal other(String found, String cure) {
        return new Refusal(
                ProblemDocument.of(
                        415,
                        new Problem(
                                "unsupported-media-type",
                                "The hub does not take bodies of this kind here.",
                                found,
                                cure),
                        Retry.NEVER),
                null);
    }

    private static String essence(String type) {
        int semicolon = type.indexOf(';');
        return (semicolon < 0 ? type : type.substring(0, semicolon)).trim().toLowerCase(Locale.ROOT);
    }

    private static boolean isUtf8(String type) {
        int at = type.toLowerCase(Locale.ROOT).indexOf("charset=");
        if (at < 0) {
            return true;
        }
        String charset = type.substring(at + 8).split(";", 2)[0].trim().replace("\"", "");
        return charset.equalsIgnoreCase("utf-8") || charset.equalsIgnoreCase("utf8");
    }

    /** Reads a body to its end or one byte over the limit. An IOException means that the sender is gone. */
    Body receive(HttpServletRequest request) throws IOException, Refusal {
        Body body = new Body();
        boolean whole = false;
        try {
            long declared = request.getContentLengthLong();
            // What is declared is not taken on trust: memory is charged as the bytes come.
            body.grow((int) Math.min(limit, declared < 0 ? FIRST : Math.max(1, Math.min(declared, FIRST))));
            fill(body, request.getInputStream());
            whole = true;
            return body;
        } catch (SocketTimeoutException e) {
            throw tooSlow();
        } finally {
            if (!whole) {
                body.close();
            }
        }
    }

    private void fill(Body body, InputStream in) throws IOException, Refusal {
        Instant end = clock.instant().plus(time);
        while (true) {
            if (body.size == body.bytes.length) {
                int next = in.read();
                if (next < 0) {
                    return;
                }
                if (body.size == limit) {
                    body.overLimit = true;
                    return;
                }
                body.grow(Math.min(limit, Math.max(FIRST, body.bytes.length * 2)));
                body.bytes[body.size++] = (byte) next;
            }
            int read = in.read(body.bytes, body.size, body.bytes.length - body.size);
            if (read < 0) {
                return;
            }
            body.size += read;
            if (clock.instant().isAfter(end)) {
                throw tooSlow();
            }
        }
    }

    private Refusal tooSlow() {
        return new Refusal(
                ProblemDocument.of(
                        408,
                        new Problem(
                                "too-slow",
                                "The body did not arrive in time.",
                                "no end after " + time.toSeconds() + " s",
                                "Send the whole record at once; check the network between."),
                        Retry.NOW),
                null);
    }

    /** Answers a refusal and has the connection closed, since the body was not read to its end. */
    static void answer(jakarta.servlet.http.HttpServletResponse response, Refusal refusal) throws IOException {
        @Nullable Duration wait = refusal.retryAfter();
        if (wait != null) {
            Answers.retryAfter(response, wait);
        }
        Answers.problem(response, refusal.problem());
    }
}
