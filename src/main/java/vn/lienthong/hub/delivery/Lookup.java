package vn.lienthong.hub.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.connector.Connector;
import vn.lienthong.hub.journal.Landing;
import vn.lienthong.hub.mapping.Mapping;
import vn.lienthong.hub.mapping.MappingResult;
import vn.lienthong.hub.mapping.Message;
import vn.lienthong.hub.vocabulary.Held;
import vn.lienthong.hub.vocabulary.Outcome;
import vn.lienthong.hub.vocabulary.Problem;

/**
 * A register that is asked about records on their way: one mapping makes the question, another compares the answer with the record. A transfer waits no
 * longer than the patience of the lookup; what is wrong with the register is never the transfer's fault, nor its destination's. Thread-safe.
 */
public final class Lookup implements AutoCloseable {

    /** Row of a transfer that waits because a required lookup does not answer. */
    static final String AWAITED = "lookup-unavailable";

    /** Row of a transfer of which a required lookup cannot ask, or cannot compare the answer. */
    static final String UNUSABLE = "lookup-unusable";

    private static final String GONE = "its mapping is gone";

    private final LookupSettings settings;
    private final Mappings mappings;
    private final Register register;

    /**
     * The two mappings of a lookup, as they are now; null where there is none of that name.
     *
     * @param asks makes a question of a record, or none
     * @param reads makes a finding of a record and an answer
     */
    public record Mappings(Supplier<@Nullable Mapping> asks, Supplier<@Nullable Mapping> reads) {}

    public Lookup(
            LookupSettings settings, Mappings mappings, Connector connector, Clock clock, RandomGenerator random) {
        this.settings = settings;
        this.mappings = mappings;
        this.register = new Register(settings, connector, clock, random);
    }

    public String name() {
        return settings.name();
    }

    /** In words, if it is left alone now; names nobody. */
    public Optional<String> trouble() {
        return register.rests();
    }

    /** Whether records wait when it does not answer. */
    public boolean isRequired() {
        return settings.policy() == LookupSettings.Policy.REQUIRED;
    }

    LookupSettings settings() {
        return settings;
    }

    /** Asks about a record; comes back within its patience. */
    Looked look(JsonNode record) {
        long began = System.nanoTime();
        if (settings.policy() == LookupSettings.Policy.OFF) {
            return Looked.without(Looked.NOT_ASKED, "it is switched off", 0);
        }
        Mapping asks = mappings.asks().get();
        MappingResult made =
                asks == null ? null : asks.apply(MappingInput.of(record, Held.NOTHING, false, settings.forMapping()));
        if (!(made instanceof MappingResult.Mapped mapped)) {
            return made instanceof MappingResult.Refused refused
                    ? Looked.without(
                            Looked.UNUSABLE,
                            "no question can be made: " + refused.problem().code(),
                            millis(began))
                    : Looked.without(Looked.UNAVAILABLE, GONE, millis(began));
        }
        if (mapped.messages().isEmpty()) {
            return Looked.without(Looked.NOT_ASKED, "there is nobody to ask about", millis(began));
        }
        Message question = mapped.messages().get(0);
        return heard(record, new Register.Question(question.operation(), question.body()), began);
    }

    private Looked heard(JsonNode record, Register.Question question, long began) {
        boolean known = register.knows(question);
        try {
            CompletableFuture<Register.Heard> coming = register.ask(question);
            if (!isRequired() && !coming.isDone() && register.isCrowded()) {
                // It is asked all the same, and serves the next.
                return Looked.without(Looked.UNAVAILABLE, Register.TOO_MANY, millis(began));
            }
            Register.Heard heard = coming.get(settings.patience().toMillis(), TimeUnit.MILLISECONDS);
            if (heard.refused()) {
                return Looked.without(Looked.UNUSABLE, "it does not take the question: " + heard.why(), millis(began));
            }
            return heard.answer() == null
                    ? Looked.without(Looked.UNAVAILABLE, heard.why(), millis(began))
                    : compared(record, question, heard, known ? "remembered" : "asked", began);
        } catch (TimeoutException e) {
            register.tooSlow(question);
            return Looked.without(
                    Looked.UNAVAILABLE,
                    "no answer within " + settings.patience().toMillis() + " ms",
                    millis(began));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Looked.without(Looked.UNAVAILABLE, "the hub stops", millis(began));
        } catch (ExecutionException e) {
            String kind = String.valueOf(
                    e.getCause() == null ? e : e.getCause().getClass().getSimpleName());
            return Looked.without(Looked.UNAVAILABLE, "it could not be asked: " + kind, millis(began));
        }
    }

    private Looked compared(JsonNode record, Register.Question question, Register.Heard heard, String how, long began) {
        ObjectNode input = MappingInput.of(record, Held.NOTHING, false, settings.forMapping());
        input.put("operation", question.operation());
        input.set("answer", heard.answer());
        input.put("exists", heard.exists());
        Mapping reads = mappings.reads().get();
        if (reads == null) {
            return Looked.without(Looked.UNAVAILABLE, GONE, millis(began));
        }
        MappingResult result = reads.apply(input);
        if (result instanceof MappingResult.Mapped mapped
                && !mapped.messages().isEmpty()
                && mapped.messages().get(0).body().isObject()) {
            return Looked.found(mapped.messages().get(0).body(), how, millis(began));
        }
        String code = result instanceof MappingResult.Refused refused
                ? refused.problem().code()
                : "no finding";
        return Looked.without(Looked.UNUSABLE, "its answer cannot be compared: " + code, millis(began));
    }

    private static long millis(long began) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    }

    /** Why the record may not go after what was found; null: it may. */
    @Nullable
    Hindrance hinders(Looked found) {
        Outcome ends = ends(found);
        if (ends == null) {
            return null;
        }
        String row = found.isUnavailable()
                ? AWAITED
                : found.isUnusable() ? UNUSABLE : Landing.BY_MAPPING + "lookup-" + name();
        return new Hindrance(row, ends, false);
    }

    /** How the attempt ends for what was found; null: it goes on. */
    @Nullable
    Outcome ends(Looked found) {
        if (!isRequired() || found.isAccepted()) {
            return null;
        }
        String what = "Lookup " + name() + " is required for this flow";
        if (found.isUnavailable()) {
            Problem problem = new Problem(
                    AWAITED,
                    what + " and could not be had.",
                    found.why(),
                    "Nothing to do if it passes; to send without it set hub.lookups." + name()
                            + ".policy to advisory and restart.");
            return new Outcome.Deferred(problem, null, true);
        }
        if (found.isUnusable()) {
            return new Outcome.Rejected(new Problem(
                    UNUSABLE,
                    what + ", and this record cannot be asked about; nothing was sent.",
                    found.why(),
                    "Have the record or the two mappings of the lookup corrected, then release the transfer; to send without it set hub.lookups."
                            + name() + ".policy to advisory and restart."));
        }
        return new Outcome.Rejected(
                new Problem(
                        "lookup-not-accepted",
                        what + ", and its finding is not accepted.",
                        found.verdict() + (found.differences().isEmpty() ? "" : ": " + found.differences()),
                        "Have the record corrected at its source and sent as a new revision, then cancel this transfer; or release it when the register is right."));
    }

    @Override
    public void close() {
        register.close();
    }
}
