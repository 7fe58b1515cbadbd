package vn.lienthong.hub.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
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

    static final String TOO_MANY = "too many questions wait for it";

    private final LookupSettings settings;
    private final Connector connector;
    private final Clock clock;
    private final RandomGenerator random;
    private final Breaker breaker;
    private final ThreadPoolExecutor asking;
    private final AsyncCache<Question, Heard> remembered;
    private final Map<Question, Asked> underWay = new ConcurrentHashMap<>();
    private final AtomicLong usual = new AtomicLong();

    /**
     * A question under way.
     *
     * @param judged whether it is known to have gone well or not; once
     */
    private record Asked(long permission, AtomicBoolean judged) {}

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
     * @param why there is none; in our own words, which name nobody
     * @param refused whether it refuses this question, and would again
     * @param until when it is forgotten
     */
    record Heard(@Nullable JsonNode answer, @Nullable Boolean exists, String why, boolean refused, Instant until) {
        static Heard nothing(String why) {
            return new Heard(null, null, why, false, Instant.EPOCH);
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
            return CompletableFuture.completedFuture(leftAlone());
        }
        Asked asked = new Asked(permission, new AtomicBoolean());
        underWay.put(question, asked);
        try {
            return CompletableFuture.supplyAsync(() -> heard(question, asked), asking)
                    .whenComplete((heard, e) -> underWay.remove(question, asked));
        } catch (RejectedExecutionException e) {
            underWay.remove(question, asked);
            breaker.release(permission);
            return CompletableFuture.completedFuture(Heard.nothing(TOO_MANY));
        }
    }

    private Heard leftAlone() {
        return Heard.nothing(rests().orElse("it is left alone after trouble"));
    }

    /** Nobody waits for it any longer: that is a trouble at once, and not only when an answer comes after all. */
    void tooSlow(Question question) {
        Asked asked = underWay.get(question);
        if (asked != null && asked.judged().compareAndSet(false, true)) {
            took(settings.patience());
            trouble(
                    asked.permission(),
                    "slow",
                    "no answer within " + settings.patience().toMillis() + " ms",
                    null);
        }
    }

    /** Whether a question that is asked now would wait longer in the queue than anybody waits for it. */
    boolean isCrowded() {
        return asking.getQueue().size() / settings.concurrency() * usual.get()
                > settings.patience().toMillis();
    }

    /** What one question takes, by the last few. */
    private void took(Duration one) {
        usual.updateAndGet(before -> (3 * before + one.toMillis()) / 4);
    }

    private Heard heard(Question question, Asked asked) {
        if (!breaker.counts(asked.permission())) {
            // While it waited for a thread the others found out.
            return leftAlone();
        }
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
            took(said.took());
            return judged(question, said, reading, asked);
        } catch (RuntimeException e) {
            if (asked.judged().compareAndSet(false, true)) {
                trouble(asked.permission(), "flow-failed", e.getClass().getSimpleName(), null);
            }
            return Heard.nothing("it could not be asked: " + e.getClass().getSimpleName());
        }
    }

    private Heard judged(Question question, Conversation said, Reading reading, Asked asked) {
        Outcome outcome = reading.outcome();
        boolean judges = asked.judged().compareAndSet(false, true);
        if (outcome instanceof Outcome.Delivered) {
            if (judges && said.took().compareTo(settings.patience()) > 0) {
                trouble(
                        asked.permission(),
                        "slow",
                        "it answers, after " + said.took().toMillis() + " ms",
                        null);
            } else if (judges) {
                breaker.answered(asked.permission());
            }
            boolean none = Boolean.FALSE.equals(reading.exists());
            return new Heard(
                    connector.content(question.operation(), said.answer()),
                    reading.exists(),
                    "",
                    false,
                    clock.instant().plus(none ? settings.keepNotFound() : settings.keep()));
        }
        // Its own words may repeat the question, and with it a person.
        String why = "row " + reading.row() + " of its outcomes.yaml";
        if (outcome instanceof Outcome.Rejected) {
            // The question is wrong, and would be again; others may be right.
            if (judges) {
                breaker.answered(asked.permission());
            }
            return new Heard(null, null, why, true, clock.instant().plus(settings.keepNotFound()));
        }
        if (judges) {
            trouble(
                    asked.permission(),
                    reading.row(),
                    why,
                    outcome instanceof Outcome.Deferred deferred ? deferred.after() : null);
        }
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
