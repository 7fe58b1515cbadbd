package vn.lienthong.hub.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.connector.PullSide;
import vn.lienthong.hub.connector.PullSide.Acknowledged;
import vn.lienthong.hub.connector.PullSide.Item;
import vn.lienthong.hub.connector.PullSide.Page;
import vn.lienthong.hub.connector.PullSide.Told;
import vn.lienthong.hub.connector.Reading;
import vn.lienthong.hub.intake.PullDesk.Taken;
import vn.lienthong.hub.intake.PullState.Counts;
import vn.lienthong.hub.journal.Journal;
import vn.lienthong.hub.journal.PullBook;
import vn.lienthong.hub.vocabulary.Outcome;
import vn.lienthong.hub.vocabulary.Problem;

/**
 * One round over the lists of a source: list, fetch, journal, acknowledge, page by page; nothing is acknowledged that is not on the disk. Used
 * once, on one thread.
 */
final class PullRound {
    /** After so many different messages of a place no further page is asked for in this round: what was seen is held in memory. */
    private static final int MOST = 20_000;

    /** So many troubles with details, and none between them that came, are about the source and not about a message. */
    private static final int TROUBLES = 3;

    private final PullSide side;
    private final PullSettings settings;
    private final PullFlow flow;
    private final Desk desk;
    private final Unfetched unfetched;
    private final PullFiles files;
    private final PullControl control;
    private final Standing standing;
    private final PullDays days;
    private final PullNumbers numbers = new PullNumbers();
    private final Set<String> seen = new HashSet<>();
    /** Came, and their files did not yet: these take their time, and no message waits for the files of another one. Two windows at most. */
    private final List<PulledMessage> withFiles = new ArrayList<>();

    /** What could not be fetched in earlier rounds: asked for when all else is done, so that it stands in nobody's way. */
    private final List<Item> late = new ArrayList<>();

    private int inARow;
    private int listsInARow;
    private boolean anyListed;
    private boolean anyCame;
    private boolean anyFiles;
    private Counts counts = Counts.NONE;
    private @Nullable PullTrouble trouble;
    private boolean over;

    /** Where messages go. */
    record Desk(Journal journal, PullDesk desk, Clock clock, BooleanSupplier mayGoOn) {}

    /**
     * What earlier rounds left.
     *
     * @param control asks for something that it gave before
     * @param standing what it lists although it was told
     */
    record Earlier(Unfetched unfetched, PullFiles files, PullControl control, Standing standing) {}

    /** What came of a round. */
    record Result(Counts counts, @Nullable PullTrouble trouble) {}

    PullRound(PullSide side, PullSettings settings, PullFlow flow, Desk desk, Earlier earlier) {
        this.unfetched = earlier.unfetched();
        this.files = earlier.files();
        this.control = earlier.control();
        this.side = side;
        this.settings = settings;
        this.flow = flow;
        this.desk = desk;
        this.standing = earlier.standing();
        this.days = new PullDays(side, settings, desk, standing);
    }

    /** Does it; throws only what the journal throws. */
    Result run() {
        files.begin();
        control.begin();
        for (PullDays.Ask ask : days.asks(unfetched)) {
            seen.clear();
            boolean more = true;
            while (more && mayGoOn()) {
                more = page(ask) && seen.size() < MOST;
            }
        }
        // Those that were tried least come first: where the round ends among them, the next one begins with others.
        late.sort(Comparator.comparingInt(item -> unfetched.rounds(name(item))));
        inWindows(late);
        days.close();
        PullTrouble inVain = standing.end(!over && (trouble == null || trouble.aside()));
        return new Result(counts, inVain == null ? trouble : inVain.with(trouble));
    }

    private boolean mayGoOn() {
        over |= !desk.mayGoOn().getAsBoolean();
        return !over;
    }

    /** Asks for one page; says whether to ask for another. */
    private boolean page(PullDays.Ask ask) {
        Told<Page> told = side.list(ask.place(), ask.day(), desk.mayGoOn());
        Page page = told.said();
        if (page == null) {
            notListed(ask, told.reading());
            return false;
        }
        anyListed = true;
        listsInARow = 0;
        unfetched.came(ask.name());
        List<Item> fresh = page.items().stream()
                .filter(item -> seen.add(name(item) + CanonicalJson.sum(item.node())))
                .toList();
        Map<Boolean, List<Item>> failedBefore = days.toTake(ask, fresh).stream()
                .collect(Collectors.partitioningBy(item -> unfetched.rounds(name(item)) > 0));
        late.addAll(Objects.requireNonNull(failedBefore.get(true)));
        inWindows(Objects.requireNonNull(failedBefore.get(false)));
        if (page.more() && fresh.isEmpty()) {
            // What waits for its files in this round is not told, and so stands at the head of the page: by no fault of
            // the source.
            if (!files.hasLeftAny()) {
                note(PullNumbers.nothingNew(page));
            }
            return false;
        }
        return page.more();
    }

    /**
     * What is refused is refused for this list; whatever else it is, it is about all of them, unless a day alone makes trouble: it is asked for
     * after the others then.
     */
    private void notListed(PullDays.Ask ask, Reading reading) {
        Outcome outcome = reading.outcome();
        boolean alone = false;
        if (ask.day() != null) {
            unfetched.failed(ask.name());
            listsInARow += outcome.isTrouble() ? 1 : 0;
            alone = anyListed && listsInARow < TROUBLES && after(outcome) == null && !side.needsPerson(reading.row());
        }
        stumble(reading, alone);
        over |= !(outcome instanceof Outcome.Rejected) && !alone;
    }

    private void inWindows(List<Item> items) {
        numbers.coming(items);
        for (int from = 0; from < items.size() && mayGoOn(); from += settings.window()) {
            handle(items.subList(from, Math.min(items.size(), from + settings.window())));
        }
        withFiles();
    }

    private void handle(List<Item> items) {
        List<PulledMessage> messages = new ArrayList<>();
        List<PulledMessage> lost = new ArrayList<>();
        for (Item item : items) {
            if (side.hasDetail() && !mayGoOn()) {
                break;
            }
            fetch(item, messages, lost);
        }
        messages.forEach(this::flow);
        messages.addAll(lost);
        take(messages);
        if (withFiles.size() >= settings.window()) {
            withFiles();
        }
    }

    private void take(List<PulledMessage> messages) {
        if (messages.isEmpty()) {
            return;
        }
        List<Taken> taken = desk.desk().take(side.name(), messages, days);
        taken.forEach(one -> counts = counts.plus(one.counted()));
        if (days.isUntold()) {
            days.taken(taken);
        } else {
            acknowledge(taken);
        }
    }

    private void withFiles() {
        for (PulledMessage message : withFiles) {
            if (mayGoOn()) {
                withFiles(message);
            }
        }
        withFiles.clear();
    }

    private void flow(PulledMessage message) {
        try {
            flow.run(message);
        } catch (Exception e) {
            throw e instanceof RuntimeException known ? known : new IllegalStateException(e);
        }
    }

    /** A message has all of its files, or is not journaled and nobody is told of it; unless they are waited for no longer. */
    private void withFiles(PulledMessage message) {
        PullFiles.Came came = files.fetch(message, desk.mayGoOn());
        Reading reading = came.reading();
        if (came.fate() == PullFiles.Fate.MISSING && reading != null && !isGivenUp(message.item(), reading, true)) {
            putOff(message.item(), reading, true);
        } else if (came.fate() == PullFiles.Fate.UNTRIED) {
            untried(message.item(), came);
        } else {
            unfetched.came(name(message.item()));
            if (came.fate() == PullFiles.Fate.HELD) {
                anyFiles = true;
                flow(message);
            } else if (reading != null) {
                message.refuse(PullDays.givenUp(
                        Objects.requireNonNull(reading.outcome().problem())));
            }
            take(List.of(message));
        }
    }

    private void untried(Item item, PullFiles.Came came) {
        leave(item);
        if (came.reading() != null) {
            note(came.reading(), null, true);
        }
    }

    /** A message that its source lists and, as it says, does not have is kept as what the list said of it. */
    private void fetch(Item item, List<PulledMessage> messages, List<PulledMessage> lost) {
        if (!side.hasDetail() || item.id().isEmpty()) {
            came(new PulledMessage(item, item.node(), settings.forMapping()), messages);
            return;
        }
        PullFiles.Came inVain = files.inVain(item);
        if (inVain != null) {
            untried(item, inVain);
            return;
        }
        Told<JsonNode> told = side.detail(item, desk.mayGoOn());
        Reading reading = told.reading();
        JsonNode said = told.said();
        boolean isLost = reading.outcome() instanceof Outcome.Rejected && Boolean.FALSE.equals(reading.exists());
        boolean isGivenUp = said == null && !isLost && isGivenUp(item, reading, false);
        if (said == null && !isLost && !isGivenUp) {
            putOff(item, reading, false);
            return;
        }
        inARow = reading.outcome().isTrouble() ? inARow + 1 : 0;
        anyCame |= said != null;
        if (said == null) {
            unfetched.came(name(item));
            PulledMessage message = new PulledMessage(item, item.node(), settings.forMapping());
            Problem problem = Objects.requireNonNull(reading.outcome().problem());
            message.refuse(isGivenUp ? PullDays.givenUp(problem) : problem);
            lost.add(message);
            return;
        }
        JsonNode there = said.isNull() ? MissingNode.getInstance() : said;
        came(new PulledMessage(item, there, settings.forMapping()), messages);
    }

    /** One whose files are all held is as good as one without: it keeps its place in the order. */
    private void came(PulledMessage message, List<PulledMessage> messages) {
        boolean waits = files.mustFetch(message);
        (waits ? withFiles : messages).add(message);
        if (!waits) {
            unfetched.came(name(message.item()));
        }
    }

    /** A trouble counts as one of this message when others come, and only after a person was told. */
    private boolean isGivenUp(Item item, Reading reading, boolean ofFile) {
        int patience = ofFile ? side.rounds() : Unfetched.ROUNDS;
        BooleanSupplier lasts = () -> unfetched.rounds(name(item)) >= patience && othersCome(reading, ofFile);
        return days.isGivenUp(item, reading, lasts) && mayGoOn();
    }

    /** Where none did in this round, one that came before is asked for again: a quiet source lists no others, and may be well. */
    private boolean othersCome(Reading reading, boolean ofFile) {
        if (ofFile) {
            anyFiles = anyFiles || reading.outcome().isTrouble() && control.gives(true, desk.mayGoOn());
            return anyFiles || !reading.outcome().isTrouble();
        }
        if (!anyCame && control.gives(false, desk.mayGoOn())) {
            anyCame = true;
            inARow = 0;
        }
        return anyCame && inARow < TROUBLES - 1;
    }

    private void leave(Item item) {
        counts = counts.plus(new Counts(0, 0, 0, 0, 1, 0, 0));
        numbers.leave(item);
    }

    /**
     * This one not now, and the source is told nothing of it: what is refused by a mistake of ours is still there for when it is mended. The
     * others go on, unless it is about all of them.
     *
     * @param ofFile whether it came, and one of its files did not: that is never about those that have none
     */
    private void putOff(Item item, Reading reading, boolean ofFile) {
        leave(item);
        Outcome outcome = reading.outcome();
        Problem problem = outcome.problem();
        if (problem == null || !ofFile && outcome instanceof Outcome.Deferred deferred && !deferred.trouble()) {
            return;
        }
        int rounds = unfetched.failed(name(item));
        inARow += outcome.isTrouble() && !ofFile ? 1 : 0;
        boolean aboutAll = !ofFile
                && (inARow >= TROUBLES
                        || outcome instanceof Outcome.Deferred deferred
                                && (deferred.after() != null || side.needsPerson(reading.row())));
        over |= aboutAll;
        int patience = ofFile ? side.rounds() : Unfetched.ROUNDS;
        boolean forPerson = needsPerson(reading) || rounds >= patience;
        note(PullTrouble.without(item, rounds, problem, forPerson).waits(ofFile ? null : after(outcome), !aboutAll));
    }

    /** Two messages under one number are told once, after both are in the journal. */
    private void acknowledge(List<Taken> taken) {
        taken.forEach(one -> standing.came(one.message()));
        Map<String, List<Taken>> byNumber = numbers.complete(taken);
        List<PullBook.Acknowledged> noted = new ArrayList<>();
        List<PulledMessage> told = new ArrayList<>();
        for (Acknowledged answer : PullNumbers.tell(side, byNumber.values(), desk.mayGoOn())) {
            boolean took = took(answer);
            String word = answer.failed() ? "failed" : "done";
            for (Taken one : byNumber.getOrDefault(name(answer.item()), List.of())) {
                noted.add(new PullBook.Acknowledged(
                        one.message().key(),
                        took ? word : null,
                        answer.reading().row()));
                if (took) {
                    told.add(one.message());
                }
            }
        }
        desk.journal().pulls().acknowledged(side.name(), desk.clock().instant(), noted);
        // Of what never goes the notes stay: nobody fetches its files in each round.
        told.stream().filter(message -> !standing.wasTold(message)).forEach(files::told);
        told.forEach(standing::told);
    }

    private boolean took(Acknowledged answer) {
        Outcome outcome = answer.reading().outcome();
        boolean took = outcome instanceof Outcome.Delivered;
        counts = counts.plus(new Counts(0, 0, 0, 0, 0, took ? 1 : 0, took ? 0 : 1));
        if (!took) {
            stumble(answer.reading(), false);
            over |= outcome.isTrouble();
        }
        return took;
    }

    static String name(Item item) {
        return item.place() + '\n' + item.id() + '\n';
    }

    private void stumble(Reading reading, boolean aside) {
        note(reading, after(reading.outcome()), aside);
    }

    private void note(Reading reading, @Nullable Duration after, boolean aside) {
        Problem problem = reading.outcome().problem();
        if (problem != null) {
            note(new PullTrouble(problem, needsPerson(reading), after, aside));
        }
    }

    private boolean needsPerson(Reading reading) {
        return reading.outcome() instanceof Outcome.Rejected || side.needsPerson(reading.row());
    }

    private static @Nullable Duration after(Outcome outcome) {
        return outcome instanceof Outcome.Deferred deferred ? deferred.after() : null;
    }

    private void note(PullTrouble another) {
        trouble = another.after(trouble);
    }
}
