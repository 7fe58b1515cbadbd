package vn.lienthong.hub.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import vn.lienthong.hub.journal.Journal;

/**
 * Begins, shows and cancels rehearsals: one of a unit at once, two in all at the same time, the others wait their turn. Nothing of a rehearsal touches
 * lanes, transfers, tallies or what is remembered of a destination. Thread-safe.
 */
public final class Rehearsals implements AutoCloseable {
    private static final int AT_ONCE = 2;
    private static final long STOP_SECONDS = 8;

    private final Parts parts;
    private final Map<String, Run> running = new ConcurrentHashMap<>();
    private final LiveRehearsal live;
    private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE, task -> {
        Thread thread = new Thread(task, "rehearsal");
        thread.setDaemon(true);
        return thread;
    });

    /** What rehearsals work with. */
    public record Parts(Journal journal, ReportBook book, Outside outside, Clock clock) {}

    public Rehearsals(Parts parts) {
        this.parts = parts;
        this.live = new LiveRehearsal(parts);
    }

    /**
     * Begins one, unless one of the unit is under way.
     *
     * @return empty when one of the unit is under way
     * @throws IllegalArgumentException when it cannot be done so, in three parts
     */
    public Optional<JsonNode> start(Plan plan) {
        Trial trial = parts.outside().open(plan.destination(), plan.sendTo());
        Run run = new Run(plan, parts, trial);
        if (running.putIfAbsent(plan.unit(), run) != null) {
            trial.close();
            return Optional.empty();
        }
        try {
            parts.book().begins(plan.unit(), run.report());
        } catch (RuntimeException e) {
            running.remove(plan.unit(), run);
            trial.close();
            throw e;
        }
        threads.execute(() -> {
            try {
                run.run();
                if (run.isOfTheWholeJournal()) {
                    live.begins(plan.unit(), run.startedAt());
                }
            } finally {
                running.remove(plan.unit(), run);
            }
        });
        return Optional.of(run.report());
    }

    /** The one of a unit that is under way, with what it has counted. */
    public Optional<JsonNode> running(String unit) {
        return Optional.ofNullable(running.get(unit)).map(Run::report);
    }

    /** The one of a unit that began and never ended, because the hub that ran it was killed; empty once a later one has ended. */
    public Optional<JsonNode> unended(String unit) {
        return running.containsKey(unit) ? Optional.empty() : parts.book().begun(unit);
    }

    /** Ends the one of a unit that is under way after the records it is at; its report stays. False when none is. */
    public boolean cancel(String unit, String who) {
        Run run = running.get(unit);
        if (run != null) {
            run.cancel(who);
        }
        return run != null;
    }

    /** The reports. */
    public ReportBook book() {
        return parts.book();
    }

    /** What rehearses live records. */
    public LiveRehearsal live() {
        return live;
    }

    /** Lets nothing begin any more, and ends what runs. */
    @Override
    public void close() {
        running.values().forEach(run -> run.cancel("the hub, which stops"));
        threads.shutdown();
        try {
            if (!threads.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        live.close();
    }
}
