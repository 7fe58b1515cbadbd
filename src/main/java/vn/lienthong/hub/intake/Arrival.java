package vn.lienthong.hub.intake;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.hub.intake.ProblemDocument.Retry;
import vn.lienthong.hub.intake.SmallBodies.Hall;
import vn.lienthong.hub.intake.SmallBodies.Limits;
import vn.lienthong.hub.intake.SmallBodies.Use;
import vn.lienthong.hub.vocabulary.Problem;

/**
 * One body on its way. The container calls when bytes are there, so that no thread waits for them; what must not be waited for longer is
 * ended by the watch. After an early answer the rest is read away. Thread-safe.
 */
final class Arrival implements ReadListener, SmallBodies.Arrived {
    private static final Logger LOG = LoggerFactory.getLogger(Arrival.class);
    static final long MOST_READ_AWAY = 32 << 20;
    static final Duration LONGEST_READ_AWAY = Duration.ofSeconds(60);
    static final Duration SILENCE = Duration.ofSeconds(2);
    /** A net under everything above: no call of this kind takes nearly so long. */
    private static final long NET_MILLIS = 300_000;

    private enum Phase {
        RECEIVING,
        /** The body is here, and somebody works on the answer. */
        HERE,
        /** Answered; the rest of the body is read away. */
        DRAINING,
        OVER
    }

    private final Hall hall;
    private final HttpServletRequest request;
    private final AsyncContext async;
    private final ServletInputStream in;
    private final Duration time;
    private final Instant end;
    private final @Nullable Body body;
    private final @Nullable Use use;
    private byte[] scrap = new byte[0];
    private Phase phase;
    private long readAway;
    private Instant heard;
    private Instant drainedBy = Instant.MAX;
    private boolean placed;

    private Arrival(Hall hall, HttpServletRequest request, Limits limits, @Nullable Body body, @Nullable Use use)
            throws IOException {
        this.hall = hall;
        this.request = request;
        this.time = limits.time();
        this.heard = hall.now();
        this.end = heard.plus(time);
        this.body = body;
        this.use = use;
        this.phase = Phase.RECEIVING;
        this.placed = true;
        this.in = request.getInputStream();
        this.async = request.startAsync();
        async.setTimeout(NET_MILLIS);
    }

    static Arrival receiving(Hall hall, HttpServletRequest request, Limits limits, Use use) throws IOException {
        return new Arrival(hall, request, limits, new Body(hall.memory(), limits.bytes()), use);
    }

    static Arrival ignoring(Hall hall, HttpServletRequest request, Duration time) throws IOException {
        return new Arrival(hall, request, new Limits(0, time), null, SmallBodies.Arrived::dispatch);
    }

    /** A body whose call is answered already. */
    static Arrival refused(Hall hall, HttpServletRequest request) throws IOException {
        Arrival arrival = new Arrival(hall, request, new Limits(0, LONGEST_READ_AWAY), null, null);
        arrival.placed = false;
        arrival.drain();
        return arrival;
    }

    void begin() {
        in.setReadListener(this);
    }

    @Override
    public void onDataAvailable() throws IOException {
        Refusal refusal = null;
        boolean here;
        synchronized (this) {
            try {
                here = phase == Phase.RECEIVING && readOn();
            } catch (Refusal e) {
                here = false;
                refusal = e;
                phase = Phase.HERE;
            }
            phase = here ? Phase.HERE : phase;
            if (phase == Phase.DRAINING) {
                readOnAway();
            }
        }
        if (refusal != null) {
            Refusal because = refusal;
            answer(response -> Answers.refusal(response, because));
        } else if (here) {
            use();
        } else {
            endIfDrained();
        }
    }

    @Override
    public void onAllDataRead() {
        boolean here;
        synchronized (this) {
            here = phase == Phase.RECEIVING;
            phase = here ? Phase.HERE : phase;
        }
        if (here) {
            use();
        } else {
            endIfDrained();
        }
    }

    @Override
    public void onError(Throwable broken) {
        boolean unanswered;
        synchronized (this) {
            unanswered = phase == Phase.RECEIVING;
            phase = unanswered ? Phase.HERE : phase;
        }
        if (unanswered) {
            // The container's own patience with a silent sender may be shorter than ours.
            ProblemDocument problem =
                    broken instanceof SocketTimeoutException ? tooSlow("nothing for too long") : brokenOff();
            write(response -> Answers.problem(response, problem), true);
        }
        end();
    }

    /** The watch looks at it: has it taken too long? */
    void look(Instant now) {
        boolean late;
        boolean silent;
        synchronized (this) {
            late = phase == Phase.RECEIVING && now.isAfter(end);
            phase = late ? Phase.HERE : phase;
            silent = phase == Phase.DRAINING && (now.isAfter(heard.plus(SILENCE)) || now.isAfter(drainedBy));
        }
        if (late) {
            // The container was asked to call with the next bytes, and reads them away: a second reader would get in
            // its way.
            answered(response -> Answers.problem(response, tooSlow("no end after " + time.toSeconds() + " s")));
        } else if (silent) {
            end();
        }
    }

    @Override
    public byte[] bytes() {
        return body == null ? new byte[0] : body.bytes();
    }

    @Override
    public boolean isOverLimit() {
        return body != null && body.isOverLimit();
    }

    @Override
    public void answer(SmallBodies.Writing writing) {
        if (answered(writing)) {
            synchronized (this) {
                try {
                    readOnAway();
                } catch (IOException gone) {
                    readAway = MOST_READ_AWAY;
                }
            }
            endIfDrained();
        }
    }

    /** Writes the answer; whether there is something left to read away. */
    private boolean answered(SmallBodies.Writing writing) {
        boolean left = !in.isFinished();
        write(writing, left);
        release();
        if (!left) {
            end();
            return false;
        }
        synchronized (this) {
            if (phase != Phase.OVER) {
                drain();
            }
            return phase == Phase.DRAINING;
        }
    }

    @Override
    public void dispatch() {
        if (over()) {
            try {
                async.dispatch();
            } catch (IllegalStateException gone) {
                LOG.debug("A call was gone before it could go on: {}", gone.toString());
            }
        }
    }

    /** Whether the body is here in so far as it is wanted; whole bodies are told by {@link #onAllDataRead}. */
    private boolean readOn() throws IOException, Refusal {
        while (!in.isFinished() && in.isReady()) {
            if (body == null) {
                if (readScrap() < 0) {
                    return false;
                }
                if (readAway > MOST_READ_AWAY) {
                    throw new Refusal(tooLong(), null);
                }
            } else if (body.readFrom(in) < 0) {
                return false;
            } else if (body.isOverLimit()) {
                return true;
            }
        }
        return false;
    }

    private void readOnAway() throws IOException {
        while (readAway < MOST_READ_AWAY && !in.isFinished() && in.isReady()) {
            if (readScrap() < 0) {
                return;
            }
            heard = hall.now();
        }
    }

    private int readScrap() throws IOException {
        if (scrap.length == 0) {
            scrap = new byte[8 << 10];
        }
        int read = in.read(scrap);
        readAway += Math.max(0, read);
        return read;
    }

    private void drain() {
        phase = Phase.DRAINING;
        readAway = 0;
        heard = hall.now();
        drainedBy = heard.plus(LONGEST_READ_AWAY);
    }

    private void use() {
        Use with = use;
        if (with == null) {
            end();
            return;
        }
        try {
            with.of(this);
        } catch (IOException gone) {
            end();
        } catch (RuntimeException e) {
            LOG.error("A body could not be dealt with: {}", e.getClass().getName());
            LOG.debug("The body that could not be dealt with", e);
            answer(response -> Answers.problem(response, fault()));
        }
    }

    /** Writes the answer; what is gone is gone. */
    private void write(SmallBodies.Writing writing, boolean last) {
        try {
            HttpServletResponse response = (HttpServletResponse) async.getResponse();
            if (last) {
                response.setHeader("Connection", "close");
            }
            writing.to(response);
            if (last) {
                response.flushBuffer();
            }
        } catch (IOException | IllegalStateException gone) {
            LOG.debug("Nobody heard an answer: {}", gone.toString());
        }
    }

    private void endIfDrained() {
        boolean drained;
        synchronized (this) {
            drained = phase == Phase.DRAINING && (readAway >= MOST_READ_AWAY || in.isFinished());
        }
        if (drained) {
            end();
        }
    }

    private void end() {
        if (over()) {
            try {
                async.complete();
            } catch (IllegalStateException gone) {
                LOG.debug("A call was gone before it could be ended: {}", gone.toString());
            }
        }
    }

    /** Whether it is over by this call of it. */
    private boolean over() {
        synchronized (this) {
            if (phase == Phase.OVER) {
                return false;
            }
            phase = Phase.OVER;
        }
        release();
        hall.forget(this);
        return true;
    }

    private synchronized void release() {
        if (body != null) {
            body.close();
        }
        if (placed) {
            placed = false;
            hall.leave();
        }
    }

    private static ProblemDocument tooSlow(String found) {
        return ProblemDocument.of(
                408,
                new Problem(
                        "too-slow",
                        "The body did not arrive in time.",
                        found,
                        "Send the whole body at once; check the network between."),
                Retry.NOW);
    }

    static ProblemDocument brokenOff() {
        return ProblemDocument.of(
                408,
                new Problem(
                        "broken-off",
                        "The body broke off.",
                        "an end before the end that was announced",
                        "Send the whole body again; check the network between."),
                Retry.NOW);
    }

    private ProblemDocument tooLong() {
        return ProblemDocument.of(
                413,
                new Problem(
                        "too-large",
                        "This call takes no body.",
                        "more than " + MOST_READ_AWAY + " bytes to " + Shapes.code(request.getMethod()),
                        "Leave the body out; see /openapi.yaml."),
                Retry.NEVER);
    }

    private static ProblemDocument fault() {
        return ProblemDocument.of(
                500,
                new Problem(
                        "hub-fault",
                        "The hub could not deal with this body.",
                        "see the log of the hub at this time",
                        "Try again later; if it comes again, send the hub's log of this time to its makers."),
                Retry.LATER);
    }
}
