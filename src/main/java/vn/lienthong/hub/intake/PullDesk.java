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

    /** Its code is known to whoever explains: it is no mistake of anybody's. */
    private static final Problem NOTHING_IN_IT = new Problem(
            RefusedSubmission.NO_RECORD,
            "The mapping makes no record of this message: it says nothing that is for us.",
            "no message out of the flow's mapping",
            "Nothing to do; if it should have been a record, correct the mapping and have the source give the message again.");

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
        /** Says nothing that is for us, by what the mapping made of it: its bytes are kept all the same. */
        NOTHING,
        /** Somebody else took the same dossier in at the same moment: it is looked at anew in the next round. */
        AGAIN
    }

    /**
     * A message that is in the journal.
     *
     * @param refused under which id its bytes are kept when it is no record
     * @param problem why it was refused; null when it was not
     */
    record Taken(
            PulledMessage message,
            Fate fate,
            @Nullable Long submission,
            @Nullable Long refused,
            @Nullable Problem problem) {

        PullState.Counts counted() {
            return new PullState.Counts(
                    fate == Fate.ACCEPTED ? 1 : 0,
                    fate == Fate.REPEATED ? 1 : 0,
                    fate == Fate.REFUSED ? 1 : 0,
                    fate == Fate.NOTHING ? 1 : 0,
                    fate == Fate.AGAIN ? 1 : 0,
                    0,
                    0);
        }
    }

    /** A message that is a record: its first reading, and its tree to give it another number. */
    private record Candidate(PulledMessage message, ObjectNode tree, RecordReader.Read first) {}

    /**
     * Takes messages of one source, in their order.
     *
     * @param days says which of those that were accepted before and of which the source knows say nothing new; any other may be a change back
     * @throws JournalUnavailable when the journal did not take all of them; what it took is recognised when it comes again
     */
    List<Taken> take(String source, List<PulledMessage> messages, PullDays days) {
        Predicate<PulledMessage> noNews = days.noNews(messages);
        Map<PulledMessage, CompletableFuture<Taken>> taken = new LinkedHashMap<>();
        Map<String, PullBook.Pulled> known = known(source, messages);
        List<Candidate> candidates = new ArrayList<>();
        for (PulledMessage message : messages) {
            PullBook.Pulled before = known.get(name(message.key()));
            Long submission = before == null ? null : before.became().submission();
            if (before != null && submission != null && (before.acknowledged() == null || noNews.test(message))) {
                taken.put(message, done(new Taken(message, Fate.REPEATED, submission, null, null)));
                continue;
            }
            Object read = read(source, message);
            if (read instanceof Candidate candidate) {
                candidates.add(candidate);
                // Its place in the order; what became of it comes with the others.
                taken.put(message, done(new Taken(message, Fate.AGAIN, null, null, null)));
            } else {
                taken.put(message, keep(source, message, (Unfit) read, before));
            }
        }
        accept(source, candidates, known, taken);
        List<Taken> all = taken.values().stream().map(PullDesk::await).toList();
        Map<String, PullBook.Became> became = new LinkedHashMap<>();
        all.stream()
                .filter(one -> one.fate() != Fate.AGAIN)
                .forEach(one -> became.put(name(one.message().key()), became(one)));
        journal.pulls().write(source, clock.instant(), became.values(), days.isUntold() ? PullBook.UNTOLD : null);
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

    /**
     * Why a message is no record.
     *
     * @param fate {@link Fate#REFUSED}, or {@link Fate#NOTHING} when nothing is wrong with it
     */
    private record Unfit(@Nullable String dossierCode, List<Problem> problems, Fate fate) {

        static Unfit refused(Problem problem) {
            return new Unfit(null, List.of(problem), Fate.REFUSED);
        }
    }

    /** A {@link Candidate}, or an {@link Unfit}. */
    private Object read(String source, PulledMessage message) {
        if (message.item().id().isEmpty()) {
            return Unfit.refused(new Problem(
                    "message-without-number",
                    "The source gave a message no number, so it cannot be told that we have it.",
                    "nothing where pull.yaml says that the number stands",
                    "Ask the source; it comes again with every pull, and is kept once."));
        }
        MappingResult mapped = message.mapped();
        if (mapped instanceof MappingResult.Refused refused) {
            return Unfit.refused(refused.problem());
        }
        if (!(mapped instanceof MappingResult.Mapped made)) {
            throw new IllegalStateException("A flow that pulls has no mapping; add hub:map/MAPPING to it");
        }
        if (made.messages().isEmpty()) {
            return new Unfit(null, List.of(NOTHING_IN_IT), Fate.NOTHING);
        }
        JsonNode body = made.messages().get(0).body();
        if (made.messages().size() > 1 || !body.isObject()) {
            return Unfit.refused(new Problem(
                    "several-records",
                    "The mapping makes something else than one record of one message.",
                    made.messages().size() + " messages",
                    "Correct the mapping: one message with the record as its body, or none."));
        }
        ObjectNode tree = withOrigin(source, (ObjectNode) body);
        RecordReader.Result result;
        try {
            result = reader.read(numbered(tree, 1));
        } catch (RuntimeException e) {
            // As with what is pushed: it must not come again and again, or spoil its neighbours.
            LOG.error("A pulled record could not be read, by a fault of the hub; it is kept", e);
            return Unfit.refused(JournalIntake.fault().problem());
        }
        if (result instanceof RecordReader.Read first) {
            return new Candidate(message, tree, first);
        }
        RecordReader.Unreadable bad = (RecordReader.Unreadable) result;
        return new Unfit(
                bad.dossierCode(), bad.errors().stream().map(Finding::problem).toList(), Fate.REFUSED);
    }

    /** Whoever gets the dossier and hands it on can say where it came from. */
    private static ObjectNode withOrigin(String source, ObjectNode made) {
        ObjectNode tree = made.deepCopy();
        JsonNode extra = tree.has("extra") ? tree.get("extra") : tree.putObject("extra");
        if (extra instanceof ObjectNode open) {
            JsonNode origin =
                    open.has(RecordReader.ORIGIN) ? open.get(RecordReader.ORIGIN) : open.putObject(RecordReader.ORIGIN);
            if (origin instanceof ObjectNode own) {
                own.put("source", source);
            }
        }
        return tree;
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
                            before == null ? null : before.became().refused(),
                            List.of())
                    .with(read.duties());
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
        Problem told = unfit.fate() == Fate.REFUSED ? first : null;
        Long kept = before == null ? null : before.became().refused();
        if (kept != null) {
            return done(new Taken(message, unfit.fate(), null, kept, told));
        }
        if (told != null) {
            LOG.warn(
                    "Message {} of {} cannot be taken in; it is kept. Found: {}",
                    message.key().id(),
                    source,
                    first.code());
        }
        String name = unfit.dossierCode() == null ? message.key().id() : unfit.dossierCode();
        return journal.refuse(new RefusedSubmission(source, clock.instant(), name, unfit.problems(), message.bytes()))
                .thenApply(id -> new Taken(message, unfit.fate(), null, id, told));
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
