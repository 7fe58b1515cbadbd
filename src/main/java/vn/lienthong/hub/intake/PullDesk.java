package vn.lienthong.hub.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.hub.journal.Acceptance;
import vn.lienthong.hub.journal.Entry;
import vn.lienthong.hub.journal.Journal;
import vn.lienthong.hub.journal.JournalUnavailable;
import vn.lienthong.hub.journal.PullBook;
import vn.lienthong.hub.journal.RefusedSubmission;
import vn.lienthong.hub.mapping.MappingResult;
import vn.lienthong.hub.vocabulary.Problem;

/** Takes pulled messages into the journal: as records, or as what was refused. Returns when all is on the disk. Thread-safe. */
final class PullDesk {
    private static final Logger LOG = LoggerFactory.getLogger(PullDesk.class);
    private static final long COMMIT_SECONDS = 30;

    private final Journal journal;
    private final RecordReader reader;
    private final Clock clock;

    PullDesk(Journal journal, RecordReader reader, Clock clock) {
        this.journal = journal;
        this.reader = reader;
        this.clock = clock;
    }

    /** What becomes of a message. */
    enum Fate {
        ACCEPTED,
        REPEATED,
        REFUSED,
        /** Says nothing that is for us. */
        NOTHING,
        /** Somebody else took the same dossier in at the same moment: it is looked at anew in the next round. */
        AGAIN
    }

    /**
     * A message that is in the journal.
     *
     * @param problem why it was refused; null when it was not
     */
    record Taken(
            PulledMessage message,
            Fate fate,
            @Nullable Long submission,
            @Nullable Long refused,
            @Nullable Problem problem) {}

    /** A message that is a record: its first reading, and its tree to give it another number. */
    private record Candidate(PulledMessage message, ObjectNode tree, RecordReader.Read first) {}

    /**
     * Takes messages of one source, in their order.
     *
     * @param noNews which of those that were accepted before and of which the source knows say nothing new; any other may be a change back
     * @throws JournalUnavailable when the journal did not take all of them; what it took is recognised when it comes again
     */
    List<Taken> take(String source, List<PulledMessage> messages, Predicate<PullBook.Pulled> noNews) {
        Map<PulledMessage, CompletableFuture<Taken>> taken = new LinkedHashMap<>();
        Map<String, PullBook.Pulled> known = known(source, messages);
        List<Candidate> candidates = new ArrayList<>();
        for (PulledMessage message : messages) {
            PullBook.Pulled before = known.get(name(message.key()));
            Long submission = before == null ? null : before.became().submission();
            if (before != null && submission != null && (before.acknowledged() == null || noNews.test(before))) {
                taken.put(message, done(new Taken(message, Fate.REPEATED, submission, null, null)));
                continue;
            }
            Object read = read(message);
            if (read instanceof Candidate candidate) {
                candidates.add(candidate);
                taken.put(message, done(new Taken(message, Fate.NOTHING, null, null, null)));
            } else {
                taken.put(
                        message, read instanceof Unfit unfit ? keep(source, message, unfit, before) : nothing(message));
            }
        }
        accept(source, candidates, known, taken);
        List<Taken> all = taken.values().stream().map(PullDesk::await).toList();
        Map<String, PullBook.Became> became = new LinkedHashMap<>();
        all.stream()
                .filter(one -> one.fate() != Fate.AGAIN)
                .forEach(one -> became.put(name(one.message().key()), became(one)));
        journal.pulls().write(source, clock.instant(), became.values());
        return all;
    }

    private static PullBook.Became became(Taken one) {
        return new PullBook.Became(one.message().key(), one.message().item().place(), one.submission(), one.refused());
    }

    private Map<String, PullBook.Pulled> known(String source, List<PulledMessage> messages) {
        Map<String, PullBook.Pulled> known = new HashMap<>();
        journal.pulls()
                .known(source, messages.stream().map(PulledMessage::key).toList())
                .forEach(one -> known.put(name(one.became().message()), one));
        return known;
    }

    private static String name(PullBook.Message message) {
        return java.util.HexFormat.of().formatHex(message.fingerprint()) + message.id();
    }

    /** Why a message is no record. */
    private record Unfit(@Nullable String dossierCode, List<Problem> problems) {}

    /** A candidate, an {@link Unfit}, or null when it says nothing that is for us. */
    private @Nullable Object read(PulledMessage message) {
        if (message.item().id().isEmpty()) {
            return new Unfit(
                    null,
                    List.of(new Problem(
                            "message-without-number",
                            "The source gave a message no number, so it cannot be told that we have it.",
                            "nothing where pull.yaml says that the number stands",
                            "Ask the source; it comes again with every pull, and is kept once.")));
        }
        MappingResult mapped = message.mapped();
        if (mapped instanceof MappingResult.Refused refused) {
            return new Unfit(null, List.of(refused.problem()));
        }
        if (!(mapped instanceof MappingResult.Mapped made)) {
            throw new IllegalStateException("A flow that pulls has no mapping; add hub:map/MAPPING to it");
        }
        if (made.messages().isEmpty()) {
            return null;
        }
        JsonNode body = made.messages().get(0).body();
        if (made.messages().size() > 1 || !body.isObject()) {
            return new Unfit(
                    null,
                    List.of(new Problem(
                            "several-records",
                            "The mapping makes something else than one record of one message.",
                            made.messages().size() + " messages",
                            "Correct the mapping: one message with the record as its body, or none.")));
        }
        ObjectNode tree = (ObjectNode) body;
        RecordReader.Result result;
        try {
            result = reader.read(numbered(tree, 1));
        } catch (RuntimeException e) {
            // As with what is pushed: it must not come again and again, or spoil its neighbours.
            LOG.error("A pulled record could not be read, by a fault of the hub; it is kept", e);
            return new Unfit(null, List.of(JournalIntake.fault().problem()));
        }
        if (result instanceof RecordReader.Read first) {
            return new Candidate(message, tree, first);
        }
        RecordReader.Unreadable bad = (RecordReader.Unreadable) result;
        return new Unfit(
                bad.dossierCode(), bad.errors().stream().map(Finding::problem).toList());
    }

    private static byte[] numbered(ObjectNode tree, int revision) {
        ObjectNode copy = tree.deepCopy();
        copy.put("revision", revision);
        return CanonicalJson.of(copy);
    }

    private RecordReader.Read at(Candidate candidate, int revision) {
        if (revision == 1) {
            return candidate.first();
        }
        if (reader.read(numbered(candidate.tree(), revision)) instanceof RecordReader.Read read) {
            return read;
        }
        throw new IllegalStateException("A record is sound under one number and not under another");
    }

    /** All of them go to the journal before any is waited for: they share its commits. */
    private void accept(
            String source,
            List<Candidate> candidates,
            Map<String, PullBook.Pulled> known,
            Map<PulledMessage, CompletableFuture<Taken>> taken) {
        Numbering numbering = new Numbering(journal.pulls()
                .revisions(
                        source,
                        candidates.stream()
                                .map(one -> one.first().record().dossierCode())
                                .toList()));
        for (Candidate one : candidates) {
            RecordReader.Read read = numbering.number(one.first().record().dossierCode(), number -> at(one, number));
            PullBook.Pulled before = known.get(name(one.message().key()));
            Entry entry = new Entry(
                    source,
                    read.record(),
                    read.fingerprint(),
                    one.message().owedTo(),
                    read.deadline(),
                    before == null ? null : before.became().refused());
            taken.put(
                    one.message(), journal.accept(entry).thenApply(acceptance -> answered(one.message(), acceptance)));
        }
    }

    private static Taken answered(PulledMessage message, Acceptance acceptance) {
        if (acceptance instanceof Acceptance.Receipt receipt) {
            Fate fate = receipt.repeated() ? Fate.REPEATED : Fate.ACCEPTED;
            return new Taken(message, fate, receipt.submissionId(), null, null);
        }
        Acceptance.Conflict conflict = (Acceptance.Conflict) acceptance;
        boolean raced = conflict.problem().code().equals("revision-with-other-content");
        return new Taken(message, raced ? Fate.AGAIN : Fate.REFUSED, null, conflict.keptAs(), conflict.problem());
    }

    /** Keeps what the source sent, once: it may come again for as long as it does not take our answer. */
    private CompletableFuture<Taken> keep(
            String source, PulledMessage message, Unfit unfit, PullBook.@Nullable Pulled before) {
        Problem first = unfit.problems().get(0);
        Long kept = before == null ? null : before.became().refused();
        if (kept != null) {
            return done(new Taken(message, Fate.REFUSED, null, kept, first));
        }
        LOG.warn(
                "Message {} of {} cannot be taken in; it is kept. Found: {}",
                message.key().id(),
                source,
                first.code());
        String name = unfit.dossierCode() == null ? message.key().id() : unfit.dossierCode();
        return journal.refuse(new RefusedSubmission(source, clock.instant(), name, unfit.problems(), message.bytes()))
                .thenApply(id -> new Taken(message, Fate.REFUSED, null, id, first));
    }

    private static CompletableFuture<Taken> nothing(PulledMessage message) {
        return done(new Taken(message, Fate.NOTHING, null, null, null));
    }

    private static CompletableFuture<Taken> done(Taken taken) {
        return CompletableFuture.completedFuture(taken);
    }

    private static Taken await(CompletableFuture<Taken> future) {
        try {
            return future.get(COMMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            throw new JournalUnavailable("The journal did not write within " + COMMIT_SECONDS + " s.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JournalUnavailable("The hub stops.", e);
        }
    }
}
