package vn.lienthong.hub.intake;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import vn.lienthong.hub.intake.ProblemDocument.Retry;
import vn.lienthong.hub.vocabulary.Problem;

/**
 * {@code POST /v1/dossiers}: one record. A few container threads wait for the commit themselves, which costs the fewest hand-overs; when
 * these are taken, no thread waits: a group commit of 500 records needs 500 open requests, not 500 threads.
 */
final class DossierServlet extends HubServlet {
    private static final long serialVersionUID = 1L;
    private static final Set<String> JSON = Set.of("application/json");
    /** As much of an over-long body as a person needs to see what it was. */
    static final int EVIDENCE = 64 << 10;

    private static final long COMMIT_MILLIS = 30_000;
    /** Container threads that may wait for a commit at once; the others of its pool stay free for everybody else. */
    private static final int WAITING_THREADS = 64;

    private final transient Intake intake;
    private final transient Rates rates;
    private final transient SmallBodies.Limits limits;
    private final transient Executor answering;
    private final transient Semaphore mayWait = new Semaphore(WAITING_THREADS);

    DossierServlet(IntakeServlets.Door door, Intake intake, Executor answering) {
        super(door.sources(), door.bodies(), "POST");
        this.intake = intake;
        this.rates = door.rates();
        this.limits = new SmallBodies.Limits(
                door.settings().recordLimit(), door.settings().bodyTime());
        this.answering = answering;
    }

    @Override
    void serve(Source source, HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            MediaTypes.mustBe(request, JSON, "application/json");
            Duration wait = rates.take(source);
            if (!wait.isZero()) {
                throw new Refusal(tooMany(), wait);
            }
        } catch (Refusal refusal) {
            bodies().refuse(request, response, refusal);
            return;
        }
        bodies().receive(request, response, limits, body -> begin(source, body));
    }

    private void begin(Source source, SmallBodies.Arrived body) {
        byte[] bytes = body.bytes();
        if (body.isOverLimit()) {
            byte[] beginning = Arrays.copyOf(bytes, Math.min(bytes.length, EVIDENCE));
            answer(body, await(intake.refuse(source, 413, tooLarge(), beginning)));
            return;
        }
        CompletableFuture<IntakeResult> result = intake.accept(source, bytes);
        if (!mayWait.tryAcquire()) {
            later(body, result);
            return;
        }
        IntakeResult done;
        try {
            done = await(result);
        } finally {
            mayWait.release();
        }
        answer(body, done);
    }

    private static void answer(SmallBodies.Arrived body, IntakeResult result) {
        body.answer(response -> Answers.result(response, result));
    }

    private static IntakeResult await(CompletableFuture<IntakeResult> result) {
        try {
            return result.get(COMMIT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return JournalIntake.unable();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return JournalIntake.unable();
        }
    }

    private void later(SmallBodies.Arrived body, CompletableFuture<IntakeResult> result) {
        result.copy()
                .completeOnTimeout(JournalIntake.unable(), COMMIT_MILLIS, TimeUnit.MILLISECONDS)
                .whenCompleteAsync(
                        (done, failure) -> answer(body, failure == null ? done : JournalIntake.unable()), answering);
    }

    private Finding tooLarge() {
        return new Finding(
                "too-large",
                "",
                "The record is larger than the hub takes.",
                "more than " + limits.bytes() + " bytes",
                "Send files through PUT /v1/attachments, and the record without them.");
    }

    private static ProblemDocument tooMany() {
        return ProblemDocument.of(
                429,
                new Problem(
                        "too-many-requests",
                        "This source sends faster than it may.",
                        "its rate is used up",
                        "Send the same again after the time in Retry-After, or use /v1/dossiers/batch."),
                Retry.LATER);
    }
}
