package vn.lienthong.hub.intake;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.hub.intake.ProblemDocument.Retry;
import vn.lienthong.hub.vocabulary.Problem;

/** {@code PUT} and {@code HEAD /v1/attachments/SHA256}: files by their hash, streamed to disk. */
final class AttachmentServlet extends HubServlet {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(AttachmentServlet.class);
    private static final Duration SOON = Duration.ofSeconds(5);

    private final transient ContentStore store;
    private final long limit;
    private final transient SharedPlaces places;
    private final Duration grace;
    private final transient Clock clock;
    private final transient Executor threads;

    AttachmentServlet(IntakeServlets.Door door, ContentStore store, Clock clock, Executor threads) {
        super(door.sources(), door.bodies(), "PUT", "HEAD");
        this.store = store;
        this.limit = door.settings().attachmentLimit();
        this.places = new SharedPlaces(door.settings().uploads(), door.sources().count());
        this.grace = door.settings().bodyTime();
        this.clock = clock;
        this.threads = threads;
    }

    @Override
    void serve(Source source, HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getPathInfo();
        String name = path == null ? "" : path.substring(1);
        try {
            if (!ContentStore.isName(name)) {
                throw refusal(
                        404,
                        "no-attachment-name",
                        "An attachment is named by the SHA-256 of its bytes.",
                        Shapes.code(name),
                        "Use 64 hexadecimal digits in lower case.");
            }
            if (request.getMethod().equals("HEAD")) {
                head(name, response);
            } else {
                put(source, name, request, response);
            }
        } catch (Refusal refusal) {
            bodies().refuse(request, response, refusal);
        }
    }

    private void head(String name, HttpServletResponse response) {
        OptionalLong size = store.size(name);
        if (size.isPresent()) {
            response.setStatus(200);
            response.setContentLengthLong(size.getAsLong());
        } else {
            response.setStatus(404);
        }
    }

    private void put(Source source, String name, HttpServletRequest request, HttpServletResponse response)
            throws IOException, Refusal {
        if (request.getContentLengthLong() > limit) {
            throw tooLarge(request.getContentLengthLong() + " bytes announced");
        }
        if (!places.take(source)) {
            throw new Refusal(ProblemDocument.of(503, busy(), Retry.LATER), SOON);
        }
        boolean begun = false;
        try {
            BodyStream body = BodyStream.open(request, grace);
            threads.execute(() -> run(source, name, body, response));
            begun = true;
        } finally {
            if (!begun) {
                places.giveBack(source);
            }
        }
    }

    private void run(Source source, String name, BodyStream body, HttpServletResponse response) {
        try {
            receive(name, body, response);
            if (!body.isEnded()) {
                response.flushBuffer();
                body.readAway(Arrival.MOST_READ_AWAY, Arrival.SILENCE, Arrival.LONGEST_READ_AWAY);
            }
        } catch (IOException | IllegalStateException gone) {
            LOG.debug("Nobody heard what became of an attachment: {}", gone.toString());
        } finally {
            places.giveBack(source);
            body.finish();
        }
    }

    private void receive(String name, BodyStream body, HttpServletResponse response) throws IOException {
        try {
            ContentStore.Result result = store.put(name, new PacedStream(body, grace, clock), limit);
            closeIfUnread(body, response);
            answer(name, result, response);
        } catch (Refusal refusal) {
            Answers.refusal(response, refusal);
        } catch (ContentStore.StoreFailure e) {
            LOG.warn("An attachment could not be stored: {}", e.getMessage());
            closeIfUnread(body, response);
            Answers.refusal(response, new Refusal(ProblemDocument.of(503, cannotStore(), Retry.LATER), SOON));
        } catch (SocketTimeoutException e) {
            closeIfUnread(body, response);
            Answers.problem(response, ProblemDocument.of(408, tooSlow(), Retry.NOW));
        } catch (IOException gone) {
            closeIfUnread(body, response);
            Answers.problem(response, Arrival.brokenOff());
        }
    }

    private static void closeIfUnread(BodyStream body, HttpServletResponse response) {
        if (!body.isEnded()) {
            response.setHeader("Connection", "close");
        }
    }

    private void answer(String name, ContentStore.Result result, HttpServletResponse response)
            throws IOException, Refusal {
        switch (result) {
            case TOO_LARGE:
                throw tooLarge("more than that");
            case DIFFERENT:
                throw refusal(
                        422,
                        "hash-differs",
                        "The bytes are not those of the hash in the address.",
                        "another SHA-256",
                        "Send the file as it was hashed, or name it by its own SHA-256.");
            default:
                boolean stored = result == ContentStore.Result.STORED;
                response.setStatus(stored ? 201 : 200);
                response.setHeader("Location", "/v1/attachments/" + name);
                byte[] body = AnswerJson.write(out -> {
                    out.writeStringField("sha256", name);
                    out.writeNumberField("size", store.size(name).orElse(0));
                    out.writeStringField("state", stored ? "stored" : "held");
                });
                response.setContentType("application/json");
                response.setContentLength(body.length);
                response.getOutputStream().write(body);
        }
    }

    private Refusal tooLarge(String found) {
        return refusal(
                413,
                "too-large",
                String.format(Locale.ROOT, "An attachment may have at most %d bytes.", limit),
                found,
                "Send a smaller file, or ask for a higher hub.intake.attachment-limit.");
    }

    private static Refusal refusal(int status, String code, String what, String found, String cure) {
        return new Refusal(
                ProblemDocument.of(status, new Problem(code, what, found, cure), Retry.NEVER),
                (@Nullable Duration) null);
    }

    private static Problem busy() {
        return new Problem(
                "too-many-uploads",
                "The hub receives as many attachments as it may.",
                "all of hub.intake.uploads in use, but for those kept for sources that have none",
                "Send the same file again after the time in Retry-After.");
    }

    private static Problem tooSlow() {
        return new Problem(
                "too-slow",
                "The file did not arrive in time.",
                "too few bytes a second, or none for too long",
                "Send the file again; check the network between.");
    }

    private static Problem cannotStore() {
        return new Problem(
                "store-unavailable",
                "The hub cannot store attachments now.",
                "see /actuator/health",
                "Send the same file again after the time in Retry-After.");
    }
}
