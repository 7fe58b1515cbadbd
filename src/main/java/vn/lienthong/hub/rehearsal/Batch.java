package vn.lienthong.hub.rehearsal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import vn.lienthong.hub.rehearsal.Trial.Subject;

/** Tries records, those of different dossiers at the same time where the trial allows it. Used by one thread. */
final class Batch implements AutoCloseable {
    private final Trial trial;
    private final Tally tally;
    private final BooleanSupplier goOn;
    private final ExecutorService threads;

    Batch(Trial trial, Tally tally, BooleanSupplier goOn) {
        this.trial = trial;
        this.tally = tally;
        this.goOn = goOn;
        this.threads = Executors.newFixedThreadPool(trial.atOnce(), task -> {
            Thread thread = new Thread(task, "rehearsal-sender");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Tries all of them, those of a dossier in order; comes back when all are counted. */
    void run(List<Subject> subjects) {
        if (trial.atOnce() == 1) {
            oneByOne(subjects);
            return;
        }
        Map<String, List<Subject>> byDossier = new LinkedHashMap<>();
        subjects.forEach(subject -> byDossier
                .computeIfAbsent(subject.dossierCode(), code -> new ArrayList<>())
                .add(subject));
        List<Callable<Void>> tasks = byDossier.values().stream()
                .map(one -> (Callable<Void>) () -> {
                    oneByOne(one);
                    return null;
                })
                .toList();
        await(tasks);
    }

    private void oneByOne(List<Subject> subjects) {
        for (Subject subject : subjects) {
            if (goOn.getAsBoolean()) {
                tally.add(subject, trial.of(subject));
            }
        }
    }

    private void await(Collection<Callable<Void>> tasks) {
        try {
            for (Future<Void> future : threads.invokeAll(tasks)) {
                future.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("A record could not be rehearsed", e.getCause());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
