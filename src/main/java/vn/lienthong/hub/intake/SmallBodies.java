package vn.lienthong.hub.intake;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import vn.lienthong.hub.intake.ProblemDocument.Retry;
import vn.lienthong.hub.vocabulary.Problem;

/**
 * Receives bodies that are gathered in memory, within limits: of size, of time, of the memory they all take, and of their number. No thread
 * waits for a body: however many come slowly, the container's threads stay free for the others. Thread-safe.
 */
public final class SmallBodies implements AutoCloseable {
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final long LOOK_MILLIS = 100;

    private final Clock clock;
    private final Budget memory;
    private final Budget places;
    private final Set<Arrival> onTheirWay = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService watch =
            Executors.newSingleThreadScheduledExecutor(Threads.named("intake-watch"));

    /** Bodies within the limits of an intake; its clock tells when one is late. */
    public SmallBodies(IntakeSettings settings, Clock clock) {
        this.clock = clock;
        this.memory = new Budget(settings.heldBytes());
        this.places = new Budget(settings.bodies());
        watch.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /**
     * What one body may be.
     *
     * @param bytes most bytes that are kept; behind them the body is over its limit
     * @param time longest time from the head of the call to the end of the body
     */
    public record Limits(int bytes, Duration time) {}

    /** What is done with a body that is here, on a thread of the container. It ends in an answer or a dispatch, now or later. */
    public interface Use {
        /** Takes the body. */
        void of(Arrived body) throws IOException;
    }

    /** Bytes of an answer. */
    public interface Writing {
        /** Writes them. */
        void to(HttpServletResponse response) throws IOException;
    }

    /** A body that is here, and the way back to its sender. */
    public interface Arrived {
        /** The body, or its beginning when it is over the limit. */
        byte[] bytes();

        /** Whether more came than is kept. */
        boolean isOverLimit();

        /**
         * Gives the answer, reads away what is left of the body, and ends the call. From any thread when the body is here as a whole,
         * else within {@link Use#of} only.
         */
        void answer(Writing writing);

        /** The same with a problem document. */
        default void refuse(ProblemDocument problem) {
            answer(response -> Answers.problem(response, problem));
        }

        /** Lets the container go on with the call as if the body had been nothing to wait for. */
        void dispatch();
    }

    /** Receives a body and then uses it. A body that is late, broken, or one too many is answered here. */
    public void receive(HttpServletRequest request, HttpServletResponse response, Limits limits, Use use)
            throws IOException {
        if (!places.take(1)) {
            refuse(request, response, new Refusal(tooMany(), SOON));
            return;
        }
        begin(Arrival.receiving(new Hall(), request, limits, use));
    }

    /** Reads a body away, up to 32 MiB of it, and then lets the container go on with the call. */
    public void readAway(HttpServletRequest request, HttpServletResponse response, Duration time) throws IOException {
        if (!places.take(1)) {
            refuse(request, response, new Refusal(tooMany(), SOON));
            return;
        }
        begin(Arrival.ignoring(new Hall(), request, time));
    }

    /**
     * Answers with a problem although the body was not read, and then reads it away: most senders read nothing before they have sent
     * everything, and would find a broken connection instead of the answer.
     */
    public void refuse(HttpServletRequest request, HttpServletResponse response, ProblemDocument problem)
            throws IOException {
        refuse(request, response, new Refusal(problem, null));
    }

    void refuse(HttpServletRequest request, HttpServletResponse response, Refusal refusal) throws IOException {
        boolean bodied = hasBody(request);
        if (bodied) {
            response.setHeader("Connection", "close");
        }
        Answers.refusal(response, refusal);
        if (bodied) {
            response.flushBuffer();
            begin(Arrival.refused(new Hall(), request));
        }
    }

    /** Whether a call announces a body. */
    public static boolean hasBody(HttpServletRequest request) {
        return request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
    }

    private void begin(Arrival arrival) throws IOException {
        onTheirWay.add(arrival);
        arrival.begin();
    }

    private void look() {
        Instant now = clock.instant();
        onTheirWay.forEach(arrival -> arrival.look(now));
    }

    private static ProblemDocument tooMany() {
        return ProblemDocument.of(
                503,
                new Problem(
                        "too-many-bodies",
                        "The hub receives as many bodies at once as it may.",
                        "all of hub.intake.bodies in use",
                        "Send the same again after the time in Retry-After, or over fewer connections."),
                Retry.LATER);
    }

    @Override
    public void close() {
        watch.shutdownNow();
    }

    /** What arrivals share. */
    final class Hall {
        Instant now() {
            return clock.instant();
        }

        Budget memory() {
            return memory;
        }

        /** The body is here or given up: its place is free. */
        void leave() {
            places.giveBack(1);
        }

        /** The call is over. */
        void forget(Arrival arrival) {
            onTheirWay.remove(arrival);
        }
    }
}
