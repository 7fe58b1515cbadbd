package vn.lienthong.hub.intake;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.hub.intake.ProblemDocument.Retry;
import vn.lienthong.hub.vocabulary.Problem;

/** {@code POST /v1/dossiers/batch}: one record per line, one answer per line. The container's thread reads, another one writes. */
final class BatchServlet extends HubServlet {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(BatchServlet.class);
    private static final Set<String> NDJSON = Set.of("application/x-ndjson", "application/ndjson", "application/jsonl");
    /** Bytes of all batches' lines that may wait for their commit at once. */
    private static final int LINE_BYTES = 32 << 20;

    /** For senders that are slow and cannot read while they send: no answer goes out before the last line was read. */
    private static final String LAST = "answers=last";

    /** Most bytes of one batch's answers that may wait on disk. */
    private static final long WAITING_ANSWERS = 1L << 30;

    private static final Duration SOON = Duration.ofSeconds(5);

    private final transient Intake intake;
    private final transient Rates rates;
    private final transient IntakeSettings settings;
    private final transient ExecutorService writers;
    private final transient SharedPlaces places;
    private final transient Semaphore lineBytes;

    BatchServlet(IntakeServlets.Door door, Intake intake, ExecutorService writers) {
        super(door.sources(), door.bodies(), "POST");
        this.intake = intake;
        this.rates = door.rates();
        this.settings = door.settings();
        this.writers = writers;
        this.places = new SharedPlaces(settings.batches(), door.sources().count());
        this.lineBytes = new Semaphore(Math.max(LINE_BYTES, settings.recordLimit()), true);
    }

    @Override
    void serve(Source source, HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            MediaTypes.mustBe(request, NDJSON, "application/x-ndjson");
            boolean known = request.getQueryString() == null || LAST.equals(request.getQueryString());
            if (!known) {
                throw new Refusal(strange(request.getQueryString()), null);
            }
            if (!places.take(source)) {
                throw new Refusal(busy(), SOON);
            }
        } catch (Refusal refusal) {
            bodies().refuse(request, response, refusal);
            return;
        }
        try {
            response.setStatus(200);
            response.setContentType("application/x-ndjson");
            boolean last = LAST.equals(request.getQueryString());
            BatchAnswers answers =
                    new BatchAnswers(response.getOutputStream(), settings.batchWindow(), WAITING_ANSWERS, last);
            begin(response);
            run(source, new Lines(request.getInputStream(), settings.recordLimit()), answers);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("the hub stops").initCause(e);
        } finally {
            places.giveBack(source);
            end(response);
        }
    }

    /** What is not understood is said before the first line is read: a sender that waits for answers would wait for ever. */
    private static ProblemDocument strange(String query) {
        return ProblemDocument.of(
                400,
                new Problem(
                        "bad-parameter",
                        "A batch knows no such parameter.",
                        Shapes.shown(query),
                        "Post to /v1/dossiers/batch, or to /v1/dossiers/batch?answers=last."),
                Retry.NEVER);
    }

    /** Begins the answer: from here on a body that breaks off can no longer turn the answers into an error page. */
    private static void begin(HttpServletResponse response) {
        try {
            response.flushBuffer();
        } catch (IOException gone) {
            LOG.debug("The sender of a batch is gone; what it sent is taken in all the same: {}", gone.toString());
        }
    }

    /** Makes the answer whole, also when the body was not: the container itself would break it off. */
    private static void end(HttpServletResponse response) {
        try {
            response.getOutputStream().close();
        } catch (IOException gone) {
            LOG.debug("Nobody heard the end of a batch: {}", gone.toString());
        }
    }

    private void run(Source source, Lines lines, BatchAnswers answers) throws InterruptedException {
        Future<?> writing = writers.submit(answers);
        try {
            read(source, lines, answers);
        } finally {
            answers.end();
            await(writing);
        }
    }

    private void read(Source source, Lines lines, BatchAnswers answers) throws InterruptedException {
        long number = 0;
        Lines.@Nullable Line line = null;
        do {
            number++;
            Finding cut = null;
            try {
                line = lines.next();
                cut = line == null ? null : cut(line, lines);
            } catch (IOException e) {
                // Every complete line before is accepted; what was begun was never whole.
                LOG.info("A batch of source {} ended in line {}: {}", source.name(), number, e.toString());
                line = null;
                cut = brokenOff(e);
            }
            if (cut != null) {
                answers.add(number, line == null ? again(cut) : refused(413, cut));
                return;
            }
            if (line != null) {
                if (answers.isTroubled()) {
                    // While the journal is away a line a second is enough to notice its return.
                    TimeUnit.SECONDS.sleep(1);
                }
                answers.add(number, take(source, line));
            }
        } while (line != null);
    }

    /** The container wraps what it met. */
    private Finding brokenOff(IOException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SocketTimeoutException) {
                return finding(
                        "too-slow",
                        "The batch stopped coming.",
                        "nothing for " + settings.batchIdle().toSeconds() + " s",
                        "Send this line and the rest in another batch.");
            }
        }
        return finding(
                "broken-off",
                "The batch broke off.",
                "no end of the body",
                "Send this line and the rest in another batch.");
    }

    /** Why the batch cannot go on behind this line, if it cannot. */
    private @Nullable Finding cut(Lines.Line line, Lines lines) {
        if (line.endless()) {
            return finding(
                    "endless-line",
                    "A line does not end.",
                    "more than 64 MiB without a line end",
                    "Send one record per line.");
        }
        return lines.total() <= settings.batchLimit()
                ? null
                : finding(
                        "batch-too-large",
                        "The batch is larger than the hub takes at once.",
                        "more than " + settings.batchLimit() + " bytes",
                        "Send this line and the rest in another batch.");
    }

    private CompletableFuture<IntakeResult> take(Source source, Lines.Line line) throws InterruptedException {
        if (line.tooLong()) {
            Finding error = finding(
                    "too-large",
                    "The record is larger than the hub takes.",
                    "a line of more than " + settings.recordLimit() + " bytes",
                    "Send files through PUT /v1/attachments, and the record without them.");
            byte[] beginning = Arrays.copyOf(line.bytes(), Math.min(line.bytes().length, DossierServlet.EVIDENCE));
            return intake.refuse(source, 413, error, beginning);
        }
        if (isBlank(line.bytes())) {
            return refused(400, finding("blank-line", "The line is blank.", "no record", "Send one record per line."));
        }
        pace(source);
        int size = line.bytes().length;
        lineBytes.acquire(size);
        return intake.accept(source, line.bytes()).whenComplete((result, none) -> lineBytes.release(size));
    }

    /** A batch is not refused for its speed; it is read more slowly. */
    private void pace(Source source) throws InterruptedException {
        for (Duration wait = rates.take(source); !wait.isZero(); wait = rates.take(source)) {
            TimeUnit.NANOSECONDS.sleep(wait.toNanos());
        }
    }

    private static CompletableFuture<IntakeResult> refused(int status, Finding error) {
        return CompletableFuture.completedFuture(new IntakeResult.Refused(status, java.util.List.of(error), null));
    }

    /** What came of this line was nothing yet: the same may be sent at once. */
    private static CompletableFuture<IntakeResult> again(Finding error) {
        return CompletableFuture.completedFuture(new IntakeResult.Unfinished(error.problem()));
    }

    private static Finding finding(String code, String what, String found, String cure) {
        return new Finding(code, "", what, found, cure);
    }

    private static boolean isBlank(byte[] line) {
        for (byte b : line) {
            if (b != ' ' && b != '\t' && b != '\r') {
                return false;
            }
        }
        return true;
    }

    private static void await(Future<?> writing) throws InterruptedException {
        try {
            writing.get();
        } catch (java.util.concurrent.ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException("the answers of a batch could not be written", e.getCause());
        }
    }

    private static ProblemDocument busy() {
        return ProblemDocument.of(
                503,
                new Problem(
                        "too-many-batches",
                        "The hub serves as many batches as it may.",
                        "all of hub.intake.batches in use, but for those kept for sources that have none",
                        "Send the same batch again after the time in Retry-After."),
                Retry.LATER);
    }
}
