package vn.lienthong.hub.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.lienthong.hub.connector.FetchRules;
import vn.lienthong.hub.connector.Fetched;
import vn.lienthong.hub.connector.Fetched.Missed;
import vn.lienthong.hub.connector.FileFetch;
import vn.lienthong.hub.connector.FileShelf;
import vn.lienthong.hub.journal.Flight;
import vn.lienthong.hub.journal.Landing;
import vn.lienthong.hub.vocabulary.Outcome;
import vn.lienthong.hub.vocabulary.Problem;

/**
 * The files of records that are about to be sent: what is not held is fetched, on threads of its own. A sender waits a moment for what it asked for itself,
 * and never for what was asked before: the transfer goes back and comes again. No server keeps the files of another one waiting. A record goes on only
 * when all its files are held. Thread-safe.
 */
public final class RecordFiles implements AutoCloseable {

    /** Most files are small and their server is near: then the attempt that asks for them goes on at once. */
    private static final Duration AT_ONCE = Duration.ofMillis(300);

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);
    private static final Duration PUT_IN_LATER = Duration.ofMinutes(5);
    private static final int MOST_ASKED = 1_000;

    /** Scheme, host and port. */
    private static final Pattern SERVER = Pattern.compile("^[A-Za-z]+://[^/?#]+");

    private final FileShelf shelf;
    private final FileFetch fetch;
    private final FileLinks links;
    private final FetchThreads threads;
    /** What was asked for; what came of it is taken from here by the next attempt. */
    private final Map<Asked, Future<Fetched>> asked = new ConcurrentHashMap<>();

    public RecordFiles(FileShelf shelf, FetchRules rules, FileLinks links) {
        this.shelf = shelf;
        this.fetch = new FileFetch(rules, shelf);
        this.links = links;
        this.threads = new FetchThreads(rules.atOnce());
    }

    /**
     * A record that is owed: what its files are known by.
     *
     * @param acceptedAt of the transfer
     */
    public record Owed(long transferId, long submissionId, Instant acceptedAt) {

        static Owed of(Flight flight) {
            return new Owed(flight.transferId(), flight.submissionId(), flight.acceptedAt());
        }
    }

    /**
     * What a mapping found of the files when the record was sent, as far as they are held still. Fetches nothing.
     *
     * @param record changed
     */
    public void asSent(Owed owed, ObjectNode record, boolean linked) {
        for (JsonNode attachment : record.path("attachments")) {
            if (attachment instanceof ObjectNode file && isHeld(owed, file) && linked) {
                link(owed, file);
            }
        }
    }

    /**
     * Sees to it that all files of a record are held, and writes into the record what is known of them then: hash and size.
     *
     * @param record changed
     * @param linked whether the address of each file becomes ours
     * @return why it cannot go; empty when all are held
     */
    Optional<Hindrance> hold(Flight flight, ObjectNode record, boolean linked) {
        Owed owed = Owed.of(flight);
        List<ObjectNode> missing = new ArrayList<>();
        for (JsonNode attachment : record.path("attachments")) {
            if (attachment instanceof ObjectNode file && !isHeld(owed, file)) {
                missing.add(file);
            }
        }
        Optional<Hindrance> none = missing.isEmpty() ? Optional.empty() : fetch(owed, missing);
        if (none.isEmpty() && linked) {
            record.path("attachments").forEach(attachment -> link(owed, (ObjectNode) attachment));
        }
        return none;
    }

    private void link(Owed owed, ObjectNode file) {
        FileLinks.Link link = new FileLinks.Link(
                owed.transferId(),
                file.path("sha256").asText(),
                file.path("name").asText(file.path("id").asText("")),
                file.path("mediaType").asText(""));
        file.put("url", links.of(link, owed.acceptedAt()));
    }

    private boolean isHeld(Owed owed, ObjectNode file) {
        String sha256 = file.path("sha256").asText("");
        if (sha256.isEmpty() && file.has("url")) {
            sha256 = shelf.noted(owed.submissionId(), note(file)).orElse("");
        }
        OptionalLong size = sha256.isEmpty() ? OptionalLong.empty() : shelf.size(sha256);
        if (size.isPresent()) {
            file.put("sha256", sha256).put("size", size.getAsLong());
        }
        return size.isPresent();
    }

    /** Noted for the submission: a later revision is fetched anew, for what stands at an address may have changed with it. */
    private static String note(JsonNode file) {
        return "fetched\n" + file.path("url").asText();
    }

    /** A file that was asked for, by the submission and the name of its note. */
    private record Asked(long submission, String note) {

        static Asked of(Owed owed, JsonNode file) {
            return new Asked(owed.submissionId(), RecordFiles.note(file));
        }
    }

    private Optional<Hindrance> fetch(Owed owed, List<ObjectNode> missing) {
        for (ObjectNode file : missing) {
            if (!file.has("url")) {
                return Optional.of(notHeld(file));
            }
        }
        // All are asked for before any is waited for.
        boolean begins = false;
        for (ObjectNode file : missing) {
            begins |= ask(owed, file);
        }
        long until = System.nanoTime() + (begins ? AT_ONCE.toNanos() : 0);
        Optional<Hindrance> first = Optional.empty();
        for (ObjectNode file : missing) {
            Optional<Hindrance> one = came(owed, file, until);
            // What is wrong for good is said first; what only takes its time, last.
            if (one.isPresent() && (first.isEmpty() || rank(one.get()) < rank(first.get()))) {
                first = one;
            }
        }
        return first;
    }

    private static int rank(Hindrance missing) {
        return missing.fetching() ? 2 : missing.outcome() instanceof Outcome.Rejected ? 0 : 1;
    }

    /** Whether it is being fetched from this moment on: who asked before us has waited already. */
    private boolean ask(Owed owed, ObjectNode file) {
        if (asked.size() >= MOST_ASKED) {
            // Nobody came back for these: their transfers were cancelled, or another node has them.
            asked.values().removeIf(Future::isDone);
        }
        if (asked.size() >= MOST_ASKED) {
            return false;
        }
        FileFetch.Wanted wanted = new FileFetch.Wanted(
                file.path("url").asText(),
                file.path("sha256").asText(""),
                file.path("size").asLong(-1),
                file.path("mediaType").asText(""));
        AtomicBoolean begins = new AtomicBoolean();
        asked.computeIfAbsent(Asked.of(owed, file), key -> {
            FetchThreads.Taken<Fetched> taken = threads.take(server(wanted.url()), () -> fetchAndNote(wanted, key));
            begins.set(taken != null && taken.begins());
            return taken == null ? null : taken.coming();
        });
        return begins.get();
    }

    private static String server(String url) {
        Matcher matcher = SERVER.matcher(url.strip());
        return matcher.find() ? matcher.group().toLowerCase(Locale.ROOT) : "";
    }

    private Fetched fetchAndNote(FileFetch.Wanted wanted, Asked one) {
        Fetched fetched = fetch.fetch(wanted);
        if (fetched instanceof Fetched.Kept kept) {
            try {
                shelf.note(one.submission(), one.note(), kept.sha256());
            } catch (IOException e) {
                return new Missed(Fetched.Why.NOT_KEPT, "the hub's own disk");
            }
        }
        return fetched;
    }

    private Optional<Hindrance> came(Owed owed, ObjectNode file, long until) {
        Asked key = Asked.of(owed, file);
        Future<Fetched> coming = asked.get(key);
        if (coming == null) {
            // The same file twice in a record: it came with the first.
            return isHeld(owed, file) ? Optional.empty() : Optional.of(fetching());
        }
        try {
            Fetched fetched = coming.get(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
            asked.remove(key, coming);
            if (fetched instanceof Fetched.Kept kept) {
                file.put("sha256", kept.sha256()).put("size", kept.size());
                return Optional.empty();
            }
            return Optional.of(missed(file, (Missed) fetched));
        } catch (TimeoutException e) {
            return Optional.of(fetching());
        } catch (ExecutionException e) {
            asked.remove(key, coming);
            throw new IllegalStateException("A file could not be fetched", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of(fetching());
        }
    }

    private static Hindrance fetching() {
        Problem problem = new Problem(
                Landing.FETCHING,
                "A file of the dossier is on its way to the hub.",
                "not here yet",
                "Nothing to do; the record goes when all its files are here.");
        return new Hindrance(problem.code(), new Outcome.Deferred(problem, LOOK_AGAIN, true), true);
    }

    private static Hindrance notHeld(ObjectNode file) {
        Problem problem = new Problem(
                "file-not-held",
                "A file of the dossier is not at the hub, and nobody says where it is; nothing was sent, not even without it.",
                "attachment " + file.path("id").asText("without id") + (file.has("sha256") ? "" : " without sha256")
                        + ", without url",
                "Have the file put in (PUT /v1/attachments/SHA256); the hub comes again a few times and goes on by itself. If the record names no sha256, have it named in a new revision, then cancel this transfer.");
        // Without a hash nobody could put it in: the record itself must change.
        return file.has("sha256")
                ? new Hindrance(problem.code(), new Outcome.Deferred(problem, PUT_IN_LATER, false), false)
                : never(problem);
    }

    private static Hindrance missed(ObjectNode file, Missed missed) {
        String found = "attachment " + file.path("id").asText("without id") + ": " + missed.found();
        return switch (missed.why()) {
            case AWAY ->
                later(new Problem(
                        "file-source-away",
                        "A file of the dossier cannot be fetched now; nothing was sent, not even without it.",
                        found,
                        "Nothing to do if it passes; else mend the server that has the files."));
            case NOT_KEPT ->
                later(new Problem(
                        "file-store-away",
                        "The hub cannot store a file of the dossier; nothing was sent, not even without it.",
                        found,
                        "Give the disk of hub.data room; the record goes by itself then."));
            case GONE ->
                never(
                        new Problem(
                                "file-gone",
                                "A file of the dossier is not given to the hub by its server; nothing was sent, not even without it.",
                                found,
                                "Have the file put there again, or put in (PUT /v1/attachments/SHA256) and named in a new revision; then release the transfer, or cancel it."));
            case UNUSABLE ->
                never(
                        new Problem(
                                "file-unusable",
                                "What was fetched is not the file of the dossier; nothing was sent, not even without it.",
                                found,
                                "Have the right file put there, or the record corrected and sent as a new revision; then release the transfer, or cancel it."));
            case FORBIDDEN ->
                never(
                        new Problem(
                                "file-address-forbidden",
                                "The hub does not fetch files from such an address; nothing was sent, not even without it.",
                                found,
                                "If it is the source's real file server, name it in hub.files.fetch-from, and in hub.files.fetch-inside if it is inside; then release the transfer."));
        };
    }

    /** Neither the record nor the destination is at fault. */
    private static Hindrance later(Problem problem) {
        return new Hindrance(problem.code(), new Outcome.Deferred(problem, null, true), false);
    }

    private static Hindrance never(Problem problem) {
        return new Hindrance(problem.code(), new Outcome.Rejected(problem), false);
    }

    @Override
    public void close() {
        threads.close();
        try {
            fetch.close();
        } catch (IOException e) {
            // Its sockets are ours, and we end.
        }
    }
}
