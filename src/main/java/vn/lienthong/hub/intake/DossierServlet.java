package vn.lienthong.hub.intake;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
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
import java.util.concurrent.atomic.AtomicBoolean;
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
    private final transient Bodies bodies;
    private final transient Rates rates;
    private final transient Executor answering;
    private final transient Semaphore mayWait = new Semaphore(WAITING_THREADS);

    DossierServlet(Sources sources, Intake intake, Bodies bodies, Rates rates, Executor answering) {
        super(sources, "POST");
        this.intake = intake;
        this.bodies = bodies;
        this.rates = rates;
        this.answering = answering;
    }

    @Override
    void serve(Source source, HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            Bodies.mustBe(request, JSON, "application/json");
            Duration wait = rates.take(source);
            if (!wait.isZero()) {
                throw new Refusal(tooMany(), wait);
            }
            Bodies.Body body = bodies.receive(request);
            begin(source, body, request, response);
        } catch (Refusal refusal) {
            Bodies.answer(response, refusal);
            Draining.rest(request, response);
        }
    }

    private void begin(Source source, Bodies.Body body, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        boolean asked = false;
        try {
            CompletableFuture<IntakeResult> result = body.isOverLimit()
                    ? intake.refuse(
                            source,
                            413,
                            tooLarge(body),
                            Arrays.copyOf(body.bytes(), Math.min(body.bytes().length, EVIDENCE)))
                    : intake.accept(source, body.bytes());
            asked = true;
            if (body.isOverLimit()) {
                Answers.result(response, result.join());
                body.close();
                Draining.rest(request, response);
            } else if (mayWait.tryAcquire()) {
                now(body, result, response);
            } else {
                later(request, body, result);
            }
        } finally {
            if (!asked) {
                body.close();
            }
        }
    }

    private void now(Bodies.Body body, CompletableFuture<IntakeResult> result, HttpServletResponse response)
            throws IOException {
        IntakeResult answer;
        try {
            answer = result.get(COMMIT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            answer = JournalIntake.unable();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            answer = JournalIntake.unable();
        } finally {
            mayWait.release();
            body.close();
        }
        Answers.result(response, answer);
    }

    private void later(HttpServletRequest request, Bodies.Body body, CompletableFuture<IntakeResult> result) {
        AsyncContext async = request.startAsync();
        async.setTimeout(COMMIT_MILLIS);
        Once once = new Once(async);
        async.addListener(once);
        result.whenCompleteAsync(
                (done, none) -> {
                    body.close();
                    once.answer(done);
                },
                answering);
    }

    private static Finding tooLarge(Bodies.Body body) {
        int limit = body.bytes().length;
        return new Finding(
                "too-large",
                "",
                "The record is larger than the hub takes.",
                "more than " + limit + " bytes",
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

    /** One answer, either the journal's or the clock's, whichever comes first. */
    private static final class Once implements AsyncListener {
        private final AsyncContext async;
        private final AtomicBoolean answered = new AtomicBoolean();

        Once(AsyncContext async) {
            this.async = async;
        }

        void answer(IntakeResult result) {
            if (!answered.compareAndSet(false, true)) {
                return;
            }
            try {
                Answers.result((HttpServletResponse) async.getResponse(), result);
            } catch (IOException gone) {
                // The sender is gone; what it sent is held, and it will send again.
            }
            async.complete();
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            answer(JournalIntake.unable());
        }

        @Override
        public void onError(AsyncEvent event) {
            answered.set(true);
        }

        @Override
        public void onComplete(AsyncEvent event) {
            answered.set(true);
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            // Started once only.
        }
    }
}
