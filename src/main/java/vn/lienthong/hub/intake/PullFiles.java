package vn.lienthong.hub.intake;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.connector.Fetched.Kept;
import vn.lienthong.hub.connector.HeldFiles;
import vn.lienthong.hub.connector.PullSide;
import vn.lienthong.hub.connector.PullSide.Item;
import vn.lienthong.hub.connector.PullSide.Named;
import vn.lienthong.hub.connector.PullSide.Told;
import vn.lienthong.hub.connector.Reading;
import vn.lienthong.hub.vocabulary.Outcome;
import vn.lienthong.hub.vocabulary.Problem;

/**
 * Fetches the files that pulled messages name, before these are journaled: a message has all of its files or stays where it is. What came is noted beside
 * the files, so a message that comes again, after a restart too, has only the rest fetched. One round at a time.
 */
final class PullFiles {
    /** As many as a record may list. */
    private static final int MOST_FILES = 200;

    /** So many messages are remembered to wait for their files: a page cannot hold more. */
    private static final int MOST_LEFT = 20_000;

    /** So many files in a row that were in trouble, and none between them that came, are about who gives them. */
    private static final int TROUBLES = 3;

    /** After so long with files in one round the rest of the files comes in the next one: what has come to the source meanwhile waits no longer. */
    private static final Duration IN_A_ROUND = Duration.ofMinutes(2);

    /** A wait that a source asks for is believed up to here. */
    private static final Duration LONGEST_ASKED = Duration.ofHours(1);

    private final PullSide side;
    private final Clock clock;
    private Instant notBefore = Instant.MIN;
    private Duration spent = Duration.ZERO;
    private int inARow;
    private boolean leftAny;

    /** Those whose files were left for a later round, by number; the oldest are forgotten first, and their details then asked for. */
    private final Set<String> left = new LinkedHashSet<>();

    /** Why no file is asked for at present; null: they are. */
    private @Nullable Reading away;

    PullFiles(PullSide side, Clock clock) {
        this.side = side;
        this.clock = clock;
    }

    /** A new round begins: files are asked for again, unless they were to be left alone for longer. */
    void begin() {
        inARow = 0;
        spent = Duration.ZERO;
        leftAny = false;
        if (!clock.instant().isBefore(notBefore)) {
            away = null;
        }
    }

    /** How it went with the files of a message. */
    enum Fate {
        HELD,
        /** One of them could not be had: the message stays where it is. */
        MISSING,
        /** One was not asked for: files are in trouble, or have had their time, in this round. This was no try. */
        UNTRIED,
        /** The message will never have all of its files, and refuses itself. */
        REFUSED
    }

    /**
     * How it went, and what was said of the file that did not come.
     *
     * @param reading where one is MISSING; where it is UNTRIED because of an earlier one, what was said of that
     */
    record Came(Fate fate, @Nullable Reading reading) {}

    /** Whether this one would come in vain: its files wait since an earlier round, and none are asked for now. Gives how it went, else null. */
    @Nullable
    Came inVain(Item item) {
        boolean rests = away != null || isTimeOver();
        return rests && left.contains(PullRound.name(item)) ? untried(item) : null;
    }

    /** Whether files were left for the next round in this one. */
    boolean hasLeftAny() {
        return leftAny;
    }

    private boolean isTimeOver() {
        return spent.compareTo(IN_A_ROUND) > 0;
    }

    private Came untried(Item item) {
        leftAny = true;
        if (left.size() >= MOST_LEFT && !left.contains(PullRound.name(item))) {
            left.remove(left.iterator().next());
        }
        left.add(PullRound.name(item));
        return new Came(Fate.UNTRIED, away);
    }

    /** Whether a message names files that are not all held; where they are, it has them now. */
    boolean mustFetch(PulledMessage message) {
        left.remove(PullRound.name(message.item()));
        if (!hasAny(message)) {
            return false;
        }
        List<Named> named = side.files(message.said());
        if (refusal(named) != null) {
            return true;
        }
        List<ObjectNode> held = new ArrayList<>();
        for (Named file : named) {
            ObjectNode here = held(file, note(message, file));
            if (here == null) {
                return true;
            }
            held.add(here);
        }
        message.hold(held);
        return false;
    }

    /** Whether a message names files that are fetched. */
    private boolean hasAny(PulledMessage message) {
        // What has no number can never be told: it is kept as it came, without its files.
        return !message.item().id().isEmpty() && !side.files(message.said()).isEmpty();
    }

    /** Fetches what is not held yet, and blocks until all is there or one is not to be had. */
    Came fetch(PulledMessage message, BooleanSupplier mayGoOn) {
        List<Named> named = side.files(message.said());
        Problem refusal = refusal(named);
        if (refusal != null) {
            return refused(message, refusal);
        }
        List<ObjectNode> held = new ArrayList<>();
        for (Named file : named) {
            String note = note(message, file);
            ObjectNode here = held(file, note);
            if (here == null) {
                if (away != null || !mayGoOn.getAsBoolean() || isTimeOver()) {
                    return untried(message.item());
                }
                Told<Kept> told = ask(message, file, mayGoOn);
                Kept kept = told.said();
                if (kept == null) {
                    return missing(message, file, told.reading());
                }
                here = came(file, kept, note);
            }
            held.add(here);
        }
        message.hold(held);
        return new Came(Fate.HELD, null);
    }

    /** Only this takes of the time that files have in a round: lists, details and the journal are not their fault. */
    private Told<Kept> ask(PulledMessage message, Named file, BooleanSupplier mayGoOn) {
        Instant begun = clock.instant();
        Told<Kept> told = side.file(message.item(), file, mayGoOn);
        Duration took = Duration.between(begun, clock.instant());
        // A clock that was put back gives no time.
        spent = took.isNegative() ? spent : spent.plus(took);
        return told;
    }

    private ObjectNode came(Named file, Kept kept, String note) {
        inARow = 0;
        try {
            side.held().note(0, note, kept.sha256());
        } catch (IOException e) {
            // It is held all the same; without the note it is fetched once more where the message comes again.
        }
        return described(file, kept.sha256(), kept.size());
    }

    private @Nullable ObjectNode held(Named file, String note) {
        HeldFiles shelf = side.held();
        String sha256 = shelf.noted(0, note).orElse("");
        OptionalLong size = sha256.isEmpty() ? OptionalLong.empty() : shelf.size(sha256);
        return size.isPresent() ? described(file, sha256, size.getAsLong()) : null;
    }

    /** Its source knows that we have this message: what was noted for when it comes again is of no use any more. */
    void told(PulledMessage message) {
        if (!hasAny(message)) {
            return;
        }
        for (Named file : side.files(message.said())) {
            try {
                side.held().forget(0, note(message, file));
            } catch (IOException e) {
                // It goes with the others of its age.
            }
        }
    }

    private static ObjectNode described(Named file, String sha256, long size) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", file.id())
                .put("sha256", sha256)
                .put("size", size);
    }

    /** The same number in a message that says something else may be another file. */
    private String note(PulledMessage message, Named file) {
        return String.join(
                "\n",
                "pulled",
                side.name(),
                message.item().place(),
                message.item().id(),
                HexFormat.of().formatHex(message.key().fingerprint()),
                file.id());
    }

    private Came missing(PulledMessage message, Named file, Reading reading) {
        Outcome outcome = reading.outcome();
        if (outcome instanceof Outcome.Rejected rejected && Boolean.FALSE.equals(reading.exists())) {
            return refused(message, rejected.problem());
        }
        Reading ofIt = of(file, reading);
        inARow += outcome.isTrouble() ? 1 : 0;
        Duration wait = outcome instanceof Outcome.Deferred deferred ? deferred.after() : null;
        if (inARow >= TROUBLES || wait != null) {
            away = ofIt;
        }
        if (wait != null) {
            notBefore = clock.instant().plus(wait.compareTo(LONGEST_ASKED) > 0 ? LONGEST_ASKED : wait);
        }
        return new Came(Fate.MISSING, ofIt);
    }

    /** The same reading, which says of which file it speaks. */
    private static Reading of(Named file, Reading reading) {
        Outcome outcome = reading.outcome();
        Problem problem = outcome.problem();
        if (problem == null) {
            return reading;
        }
        String found = "file " + PulledMessage.key(file.id()) + ": " + problem.found();
        Problem ofIt = new Problem(problem.code(), problem.what(), found, problem.cure());
        Outcome told = outcome instanceof Outcome.Deferred deferred
                ? new Outcome.Deferred(ofIt, deferred.after(), deferred.trouble())
                : outcome instanceof Outcome.Rejected
                        ? new Outcome.Rejected(ofIt)
                        : new Outcome.Unclear(ofIt, outcome.isTrouble());
        return new Reading(reading.row(), told, null, null, -1, null, Map.of());
    }

    private static Came refused(PulledMessage message, Problem problem) {
        message.refuse(problem);
        return new Came(Fate.REFUSED, null);
    }

    /** Why the files of a message need not be asked for; null: they are. */
    private static @Nullable Problem refusal(List<Named> named) {
        if (named.size() > MOST_FILES) {
            return tooMany(named.size());
        }
        return named.stream().anyMatch(file -> file.id().isEmpty()) ? nameless() : null;
    }

    private static Problem tooMany(int count) {
        return new Problem(
                "too-many-files",
                "A message names more files than a record may list.",
                count + " files, of " + MOST_FILES + " at most",
                "Ask the sender to send it in parts; what it sent is kept, without the files.");
    }

    private static Problem nameless() {
        return new Problem(
                "file-without-number",
                "A message has a file without a number, so nobody can fetch it; a dossier does not go without its files.",
                "nothing where pull.yaml says that the number of a file stands",
                "Ask the sender for it; what it sent is kept, without the files.");
    }
}
