package vn.lienthong.hub.intake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.intake.RecordReader.Read;
import vn.lienthong.hub.journal.Journal;
import vn.lienthong.hub.journal.JournalUnavailable;
import vn.lienthong.hub.journal.PullBook.Revision;
import vn.lienthong.hub.vocabulary.Problem;

/**
 * The way in for a source that sends whole states and keeps no revisions, such as a spreadsheet. What says the same as the newest revision
 * held is a repetition, whatever else says so; what says something new gets the next number. Blocks until the journal has all. Thread-safe;
 * of two callers with the same dossier one comes after the other.
 */
public final class Snapshots {
    private static final int TRIES = 4;
    private static final long COMMIT_SECONDS = 60;

    private final Journal journal;
    private final RecordReader reader;
    private final Intake intake;

    /** Before a journal; records are read, checked and owed as whatever comes through this intake. */
    public Snapshots(Journal journal, RecordReader reader, Intake intake) {
        this.journal = journal;
        this.reader = reader;
        this.intake = intake;
    }

    /** What became of a snapshot. */
    public enum Fate {
        ACCEPTED,
        /** The newest revision held says the same: nothing was written. */
        REPEATED,
        /** An older revision held says the same, and a newer one has replaced it: nothing was written. */
        OLDER,
        /** No record that the hub could carry, or one that contradicts; its bytes are kept. */
        REFUSED
    }

    /**
     * The state of a dossier.
     *
     * @param record a DossierRecord without a revision; not changed
     * @param again whether a person said that it holds even if it is what an older revision said
     */
    public record Snapshot(ObjectNode record, boolean again) {}

    /**
     * What became of one.
     *
     * @param revision under which it is held; 0 when it is not
     * @param errors why it was refused
     * @param notes what was made good in it or looks odd, where it was written
     */
    public record Taken(Fate fate, int revision, List<Finding> errors, List<Finding> notes) {
        public Taken {
            errors = List.copyOf(errors);
            notes = List.copyOf(notes);
        }

        Taken(Fate fate, int revision, List<Finding> errors) {
            this(fate, revision, errors, List.of());
        }
    }

    /**
     * Takes snapshots in, no two of one dossier; one answer for each, in their order.
     *
     * @throws JournalUnavailable when the journal cannot write now: what was taken stays taken, and the same again does the rest
     */
    public List<Taken> take(Source source, List<Snapshot> page) {
        @Nullable Taken[] taken = new @Nullable Taken[page.size()];
        List<Integer> open = new ArrayList<>();
        for (int i = 0; i < page.size(); i++) {
            open.add(i);
        }
        for (int round = 0; round < TRIES && !open.isEmpty(); round++) {
            open = round(source, page, open, taken);
        }
        if (!open.isEmpty()) {
            throw new JournalUnavailable("Others write the same dossiers at the same time.", null);
        }
        return Arrays.asList(taken);
    }

    /** Those of which another node wrote a revision meanwhile stay open. */
    private List<Integer> round(Source source, List<Snapshot> page, List<Integer> open, @Nullable Taken[] taken) {
        Map<String, List<Revision>> held = held(source, page, open);
        Map<Integer, CompletableFuture<IntakeResult>> written = new LinkedHashMap<>();
        Map<Integer, Integer> numbers = new HashMap<>();
        for (int i : open) {
            Snapshot one = page.get(i);
            List<Revision> revisions = held.getOrDefault(code(one), List.of());
            Taken known = known(one, revisions);
            if (known == null) {
                int next =
                        1 + revisions.stream().mapToInt(Revision::number).max().orElse(0);
                numbers.put(i, next);
                written.put(i, intake.accept(source, numbered(one.record(), next)));
            } else {
                taken[i] = known;
            }
        }
        List<Integer> again = new ArrayList<>();
        written.forEach((i, future) -> {
            Taken one = taken(await(future), numbers.getOrDefault(i, 0));
            if (one == null) {
                again.add(i);
            } else {
                taken[i] = one;
            }
        });
        return again;
    }

    private Map<String, List<Revision>> held(Source source, List<Snapshot> page, List<Integer> open) {
        Map<String, List<Revision>> held = new HashMap<>();
        List<String> codes = open.stream().map(i -> code(page.get(i))).toList();
        for (Revision one : journal.pulls().revisions(source.name(), codes)) {
            held.computeIfAbsent(one.dossierCode(), key -> new ArrayList<>()).add(one);
        }
        return held;
    }

    /** What is held already; null when it is to be written. */
    private @Nullable Taken known(Snapshot one, List<Revision> revisions) {
        int latest = revisions.stream().mapToInt(Revision::number).max().orElse(0);
        for (int i = revisions.size() - 1; i >= 0; i--) {
            Revision revision = revisions.get(i);
            boolean newest = revision.number() == latest;
            if ((newest || !one.again()) && isSame(one, revision)) {
                return new Taken(newest ? Fate.REPEATED : Fate.OLDER, revision.number(), List.of());
            }
        }
        return null;
    }

    private boolean isSame(Snapshot one, Revision revision) {
        return reader.read(numbered(one.record(), revision.number())) instanceof Read read
                && Arrays.equals(read.fingerprint(), revision.fingerprint());
    }

    /** Null when another has written that revision meanwhile. */
    private static @Nullable Taken taken(IntakeResult result, int revision) {
        if (result instanceof IntakeResult.Held held) {
            Fate fate = held.receipt().repeated() ? Fate.REPEATED : Fate.ACCEPTED;
            return new Taken(fate, revision, List.of(), held.notes());
        }
        if (result instanceof IntakeResult.Refused refused) {
            return new Taken(Fate.REFUSED, 0, refused.errors());
        }
        if (result instanceof IntakeResult.Conflict conflict) {
            Problem problem = conflict.problem();
            return problem.code().equals("revision-with-other-content")
                    ? null
                    : new Taken(
                            Fate.REFUSED,
                            0,
                            List.of(new Finding(problem.code(), "", problem.what(), problem.found(), problem.cure())));
        }
        throw new JournalUnavailable("The journal cannot write now.", null);
    }

    private static IntakeResult await(CompletableFuture<IntakeResult> future) {
        try {
            return future.get(COMMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("an intake that promises not to fail did", e.getCause());
        } catch (TimeoutException e) {
            throw new JournalUnavailable("The journal did not write within " + COMMIT_SECONDS + " s.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JournalUnavailable("The hub stops.", e);
        }
    }

    private static String code(Snapshot one) {
        return one.record().path("dossierCode").asText();
    }

    private static byte[] numbered(ObjectNode tree, int revision) {
        ObjectNode copy = tree.deepCopy();
        copy.put("revision", revision);
        return CanonicalJson.of(copy);
    }
}
