package vn.lienthong.hub.app;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.hub.journal.JournalUnavailable;
import vn.lienthong.hub.switchover.Gates;
import vn.lienthong.hub.switchover.Gates.Kind;
import vn.lienthong.hub.switchover.Gates.Reading;
import vn.lienthong.hub.switchover.Gates.Unknown;

/**
 * The numbers of gates, each from whoever counts it. What nobody counts, cannot count now, or not in time, is not known: so a busy database keeps
 * a step from being taken, and nobody waiting.
 */
final class GateNumbers implements Gates.Numbers {
    private static final Logger LOG = LoggerFactory.getLogger(GateNumbers.class);

    /** Threads that are waited for no longer end by themselves, with the time limits of the database and the destination. */
    private static final ExecutorService COUNTING = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "gate");
        // Else that of the call that asked first: it is closed with its hub, and the next hub of this JVM would find
        // nothing by it.
        thread.setContextClassLoader(GateNumbers.class.getClassLoader());
        thread.setDaemon(true);
        return thread;
    });

    private final Map<Kind, Function<String, Reading>> sources;
    private final Duration patience;
    private final Map<Kind, Reading> late = new ConcurrentHashMap<>();

    /**
     * For one judgement.
     *
     * @param patience how long one number may take; of a kind that took longer once, no other unit is asked any more, so that a judgement of many
     *     takes no longer than one of each kind
     */
    GateNumbers(Map<Kind, Function<String, Reading>> sources, Duration patience) {
        this.sources = new EnumMap<>(sources);
        this.patience = patience;
    }

    /** A number that is the same for all units: counted once, also while it is being counted. */
    static Function<String, Reading> once(Supplier<Reading> source) {
        AtomicReference<@Nullable CompletableFuture<Reading>> first = new AtomicReference<>();
        return unit -> {
            CompletableFuture<Reading> own = new CompletableFuture<>();
            CompletableFuture<Reading> before = first.compareAndExchange(null, own);
            return (before == null ? own.completeAsync(source, Runnable::run) : before).join();
        };
    }

    @Override
    public Reading of(Kind gate, String unit) {
        Function<String, Reading> source = sources.get(gate);
        if (source == null) {
            return new Unknown(
                    "Nobody counts it in this hub.", "Take the gate away in the plan: " + gate.key() + ": none.");
        }
        Reading before = late.get(gate);
        if (before != null) {
            return before;
        }
        CompletableFuture<Reading> counted = CompletableFuture.supplyAsync(() -> source.apply(unit), COUNTING);
        try {
            return counted.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            Unknown reading = new Unknown(
                    "It could not be counted in time. Found: no number for " + unit + " within " + patience
                            + " (hub.switchover.gate-patience).",
                    "See whether the database or the destination is busy, and ask again.");
            late.put(gate, reading);
            return reading;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Unknown("It was not counted: the hub stops.", "Ask again when it is there.");
        } catch (ExecutionException e) {
            return failed(gate, unit, e.getCause() == null ? e : e.getCause());
        }
    }

    private static Reading failed(Kind gate, String unit, Throwable why) {
        if (why instanceof JournalUnavailable) {
            return new Unknown("The journal is out of reach.", "Try again when its database is there.");
        }
        LOG.warn("Gate {} of {} could not be counted", gate.key(), unit, why);
        return new Unknown(
                "It could not be counted. Found: " + why.getClass().getSimpleName() + " for " + unit
                        + ", which the log of the hub tells in full.",
                "Mend that, and ask again.");
    }
}
