package vn.lienthong.hub.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.hub.connector.Connector;
import vn.lienthong.hub.connector.Conversation;
import vn.lienthong.hub.connector.Reading;
import vn.lienthong.hub.vocabulary.Outcome;

/**
 * Asks a register, on threads of its own, and remembers what it said for a while, in memory only. However many transfers ask the same at once, it is asked
 * once. In trouble, or too slow for anybody's patience, it is left alone. Thread-safe.
 */
final class Register implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Register.class);

    /** Questions that may wait for each thread. */
    private static final int WAITING = 16;

    private final LookupSettings settings;
    private final Connector connector;
    private final Clock clock;
    private final RandomGenerator random;
    private final Breaker breaker;
    private final ThreadPoolExecutor asking;
    private final AsyncCache<Question, Heard> remembered;

    /** A question; two that say the same are the same. */
    record Question(String operation, JsonNode body) {
        @Override
        public String toString() {
            return "Question[" + operation + "]";
        }
    }

    /**
     * What was heard.
     *
     * @param answer null: none came
     * @param exists whether somebody is known, as far as the answer says
     * @param why there is none; names nobody
     * @param until when it is forgotten
     */
    record Heard(@Nullable JsonNode answer, @Nullable Boolean exists, String why, Instant until) {
        static Heard nothing(String why) {
            return new Heard(null, null, why, Instant.EPOCH);
        }

        /** How long from now on. */
        Duration keep(Instant now) {
            return until.isAfter(now) ? Duration.between(now, until) : Duration.ZERO;
        }

        @Override
        public String toString() {
            return "Heard[" + (answer == null ? why : "an answer") + "]";
        }
    }

    Register(LookupSettings settings, Connector connector, Clock clock, RandomGenerator random) {
        this.settings = settings;
        this.connector = connector;
        this.clock = clock;
        this.random = random;
        this.breaker = new Breaker(
                settings.name(),
                new Breaker.Pace(settings.rest(), settings.rest().multipliedBy(2)),
                clock);
        AtomicInteger number = new AtomicInteger();
        this.asking = new ThreadPoolExecutor(
                settings.concurrency(),
                settings.concurrency(),
                30,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(WAITING * settings.concurrency()),
                task -> {
                    Thread thread = new Thread(task, "lookup-" + settings.name() + "-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        asking.allowCoreThreadTimeOut(true);
        this.remembered = Caffeine.newBuilder()
                .maximumSize(settings.entries())
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .executor(Runnable::run)
                .expireAfter(Expiry.<Question, Heard>creating((question, heard) -> heard.keep(clock.instant())))
                .buildAsync();
    }

    /** Whether a question has been answered already. */
    boolean knows(Question question) {
        CompletableFuture<Heard> known = remembered.getIfPresent(question);
        return known != null && known.isDone();
    }

    /** What the register says, remembered or asked now; never completes with a failure of its own doing. */
    CompletableFuture<Heard> ask(Question question) {
        return remembered.get(question, (key, unused) -> begin(key));
    }

    private CompletableFuture<Heard> begin(Question question) {
        long permission = breaker.mayTry();
        if (permission == Breaker.DENIED) {
            return CompletableFuture.completedFuture(Heard.nothing(rests().orElse("it is left alone after trouble")));
        }
        try {
            return CompletableFuture.supplyAsync(() -> heard(question, permission), asking);
        } catch (RejectedExecutionException e) {
            breaker.release(permission);
            return CompletableFuture.completedFuture(Heard.nothing("too many questions wait for it"));
        }
    }

    private Heard heard(Question question, long permission) {
        try {
            // Not made from the question: whoever saw it could find out about whom it was.
            String key = new UUID(random.nextLong(), random.nextLong()).toString();
            Conversation said = connector.call(question.operation(), question.body(), () -> key);
            Reading reading = connector.read(question.operation(), said.answer());
            if (reading.next() == Reading.NextStep.LOG_IN_AGAIN) {
                connector.logInAgain(said.session());
                said = connector.call(question.operation(), question.body(), () -> key);
                reading = connector.read(question.operation(), said.answer());
            }
            return judged(question, said, reading, permission);
        } catch (RuntimeException e) {
            trouble(permission, "flow-failed", e.getClass().getSimpleName(), null);
            return Heard.nothing("it could not be asked: " + e.getClass().getSimpleName());
        }
    }

    private Heard judged(Question question, Conversation said, Reading reading, long permission) {
        Outcome outcome = reading.outcome();
        if (outcome instanceof Outcome.Delivered) {
            if (said.took().compareTo(settings.patience()) > 0) {
                trouble(permission, "slow", "it answers, after " + said.took().toMillis() + " ms", null);
            } else {
                breaker.answered(permission);
            }
            boolean none = Boolean.FALSE.equals(reading.exists());
            return new Heard(
                    connector.content(question.operation(), said.answer()),
                    reading.exists(),
                    "",
                    clock.instant().plus(none ? settings.keepNotFound() : settings.keep()));
        }
        String why =
                outcome.problem() == null ? reading.row() : outcome.problem().message();
        if (outcome instanceof Outcome.Rejected) {
            // The question is wrong, and would be again; others may be right.
            breaker.answered(permission);
            return new Heard(null, null, why, clock.instant().plus(settings.keepNotFound()));
        }
        trouble(permission, reading.row(), why, outcome instanceof Outcome.Deferred deferred ? deferred.after() : null);
        return Heard.nothing(why);
    }

    private void trouble(long permission, String row, String words, @Nullable Duration after) {
        boolean open = breaker.isOpen();
        breaker.trouble(permission, new Trouble(row, Symptom.NONE, words), after);
        if (!open && breaker.isOpen()) {
            LOG.warn("Lookup {} is left alone until {}: {}", settings.name(), breaker.nextProbe(), words);
        }
    }

    /** In words, if it is left alone now. */
    Optional<String> rests() {
        Trouble trouble = breaker.trouble();
        return breaker.isOpen() && trouble != null
                ? Optional.of("it is left alone until " + breaker.nextProbe() + ": " + trouble.words())
                : Optional.empty();
    }

    @Override
    public void close() {
        asking.shutdownNow();
    }
}
