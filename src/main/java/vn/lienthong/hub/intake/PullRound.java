package vn.lienthong.hub.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
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
import vn.lienthong.hub.intake.PullDesk.Fate;
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
    private final PullDays days;
    private final Set<String> seen = new HashSet<>();
    /** Numbers under which something is not in the journal: the source would drop all of a number, so it is told nothing of them. */
    private final Set<String> untold = new HashSet<>();

    /** How many messages of a number are still to come on this page: it is told when the last of them is in the journal. */
    private final Map<String, Integer> ahead = new HashMap<>();

    private final List<Taken> waiting = new ArrayList<>();

    /** What could not be fetched in earlier rounds: asked for when all else is done, so that it stands in nobody's way. */
    private final List<Item> late = new ArrayList<>();

    private int inARow;
    private int listsInARow;
    private boolean anyListed;
    private Counts counts = Counts.NONE;
    private @Nullable Trouble trouble;
    private boolean over;

    /** Where messages go. */
    record Desk(Journal journal, PullDesk desk, Clock clock, BooleanSupplier mayGoOn) {}

    /**
     * Why a round did not go to its end, or not all was acknowledged.
     *
     * @param after how long the source wants to be left alone; null: it does not say
     * @param aside whether it is only about messages that others went past: the source itself is well
     */
    record Trouble(Problem problem, boolean needsPerson, @Nullable Duration after, boolean aside) {

        /** Both of them; the first is told, what follows is often its consequence. Only what a person must act on is told before it. */
        Trouble and(Trouble later) {
            return new Trouble(
                    later.needsPerson && !needsPerson ? later.problem : problem,
                    needsPerson || later.needsPerson,
                    after == null ? later.after : after,
                    aside && later.aside);
        }
    }

    /** What came of a round. */
    record Result(Counts counts, @Nullable Trouble trouble) {}

    PullRound(PullSide side, PullSettings settings, PullFlow flow, Desk desk, Unfetched unfetched) {
        this.unfetched = unfetched;
        this.side = side;
        this.settings = settings;
        this.flow = flow;
        this.desk = desk;
        this.days = new PullDays(side, settings, desk);
    }

    /** Does it; throws only what the journal throws. */
    Result run() {
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
        return new Result(counts, trouble);
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
                .filter(item -> seen.add(name(item) + sum(item.node())))
                .toList();
        fresh = days.toTake(ask, fresh);
        Map<Boolean, List<Item>> failedBefore =
                fresh.stream().collect(Collectors.partitioningBy(item -> unfetched.rounds(name(item)) > 0));
        late.addAll(Objects.requireNonNull(failedBefore.get(true)));
        inWindows(Objects.requireNonNull(failedBefore.get(false)));
        if (page.more() && fresh.isEmpty()) {
            stuck(page);
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
        items.forEach(item -> ahead.merge(name(item), 1, Integer::sum));
        for (int from = 0; from < items.size() && mayGoOn(); from += settings.window()) {
            handle(items.subList(from, Math.min(items.size(), from + settings.window())));
        }
    }

    private void stuck(Page page) {
        note(new Trouble(
                new Problem(
                        "no-new-messages",
                        "The source says that it has more, and gives nothing that it did not give before.",
                        page.items().size() + " messages, all of them seen in this round",
                        "If it lasts, ask the source whether our acknowledgements reach it."),
                false,
                null,
                false));
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
        for (PulledMessage message : messages) {
            try {
                flow.run(message);
            } catch (Exception e) {
                throw e instanceof RuntimeException known ? known : new IllegalStateException(e);
            }
        }
        List<PulledMessage> all = new ArrayList<>(messages);
        all.addAll(lost);
        if (!all.isEmpty()) {
            List<Taken> taken = desk.desk().take(side.name(), all, days.noNews(all));
            if (days.isUntold()) {
                writeDown(taken);
            } else {
                acknowledge(taken);
            }
        }
    }

    /** A message that its source lists and, as it says, does not have is kept as what the list said of it. */
    private void fetch(Item item, List<PulledMessage> messages, List<PulledMessage> lost) {
        if (!side.hasDetail() || item.id().isEmpty()) {
            messages.add(new PulledMessage(item, item.node(), settings.forMapping()));
            return;
        }
        Told<JsonNode> told = side.detail(item, desk.mayGoOn());
        Reading reading = told.reading();
        JsonNode said = told.said();
        boolean isLost = reading.outcome() instanceof Outcome.Rejected && Boolean.FALSE.equals(reading.exists());
        boolean isGivenUp = said == null && !isLost && days.isGivenUp(item);
        if (said == null && !isLost && !isGivenUp) {
            putOff(item, reading);
            return;
        }
        inARow = 0;
        unfetched.came(name(item));
        if (said != null) {
            boolean there = !said.isMissingNode() && !said.isNull();
            messages.add(new PulledMessage(item, there ? said : MissingNode.getInstance(), settings.forMapping()));
        } else {
            PulledMessage message = new PulledMessage(item, item.node(), settings.forMapping());
            Problem problem = Objects.requireNonNull(reading.outcome().problem());
            message.refuse(isGivenUp ? givenUp(problem) : problem);
            lost.add(message);
        }
    }

    private static Problem givenUp(Problem last) {
        return new Problem(
                "never-given",
                "The source lists this message, and did not give it for as long as it was waited for.",
                "at last: " + last.code() + "; " + last.found(),
                "Ask the source for it; if it lists it again, it is taken.");
    }

    /**
     * This one not now, and the source is told nothing of it: what is refused by a mistake of ours is still there for when it is mended. The
     * others go on, unless it is about all of them.
     */
    private void putOff(Item item, Reading reading) {
        counts = counts.plus(new Counts(0, 0, 0, 0, 1, 0, 0));
        untold.add(name(item));
        Outcome outcome = reading.outcome();
        Problem problem = outcome.problem();
        if (problem == null || outcome instanceof Outcome.Deferred deferred && !deferred.trouble()) {
            return;
        }
        int rounds = unfetched.failed(name(item));
        inARow += outcome.isTrouble() ? 1 : 0;
        boolean aboutAll = inARow >= TROUBLES
                || outcome instanceof Outcome.Deferred deferred
                        && (deferred.after() != null || side.needsPerson(reading.row()));
        over |= aboutAll;
        Problem ofIt = new Problem(
                problem.code(),
                problem.what(),
                "message " + PulledMessage.key(item.id()) + ", round " + rounds + " without it; " + problem.found(),
                problem.cure());
        note(new Trouble(ofIt, needsPerson(reading) || rounds >= Unfetched.ROUNDS, after(outcome), !aboutAll));
    }

    /** Of a source that is told nothing: what is in the journal is as good as told. */
    private void writeDown(List<Taken> taken) {
        List<PullBook.Acknowledged> noted = new ArrayList<>();
        for (Taken one : taken) {
            counts = counts.plus(counted(one));
            if (one.fate() != Fate.AGAIN) {
                days.taken(one.message().item());
                noted.add(new PullBook.Acknowledged(one.message().key(), PullBook.UNTOLD, PullBook.UNTOLD));
            }
        }
        desk.journal().pulls().acknowledged(side.name(), desk.clock().instant(), noted);
    }

    /** Two messages under one number are told once, after both are in the journal. */
    private void acknowledge(List<Taken> taken) {
        taken.forEach(one -> counts = counts.plus(counted(one)));
        taken.stream()
                .filter(one -> one.fate() == Fate.AGAIN)
                .forEach(one -> untold.add(name(one.message().item())));
        taken.forEach(one -> ahead.merge(name(one.message().item()), -1, Integer::sum));
        waiting.addAll(taken);
        List<Taken> complete = waiting.stream()
                .filter(one -> ahead.getOrDefault(name(one.message().item()), 0) <= 0)
                .toList();
        waiting.removeAll(new HashSet<>(complete));
        Map<String, List<Taken>> byNumber = new LinkedHashMap<>();
        complete.stream()
                .filter(one -> !one.message().item().id().isEmpty()
                        && !untold.contains(name(one.message().item())))
                .forEach(one -> byNumber.computeIfAbsent(name(one.message().item()), key -> new ArrayList<>())
                        .add(one));
        List<Item> done = new ArrayList<>();
        List<Taken> failed = new ArrayList<>();
        for (List<Taken> same : byNumber.values()) {
            if (same.stream().allMatch(one -> one.problem() != null)) {
                failed.add(same.get(0));
            } else {
                done.add(same.get(0).message().item());
            }
        }
        List<Acknowledged> answers = new ArrayList<>(side.done(done, desk.mayGoOn()));
        for (Taken one : failed) {
            Problem problem = Objects.requireNonNull(one.problem());
            answers.add(side.failed(one.message().item(), problem, desk.mayGoOn()));
        }
        List<PullBook.Acknowledged> noted = new ArrayList<>();
        for (Acknowledged answer : answers) {
            boolean took = took(answer);
            String word = answer.failed() ? "failed" : "done";
            for (Taken one : byNumber.getOrDefault(name(answer.item()), List.of())) {
                noted.add(new PullBook.Acknowledged(
                        one.message().key(),
                        took ? word : null,
                        answer.reading().row()));
            }
        }
        desk.journal().pulls().acknowledged(side.name(), desk.clock().instant(), noted);
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

    private static String sum(JsonNode node) {
        return HexFormat.of().formatHex(CanonicalJson.fingerprint(CanonicalJson.of(node)));
    }

    private static Counts counted(Taken taken) {
        return new Counts(
                taken.fate() == Fate.ACCEPTED ? 1 : 0,
                taken.fate() == Fate.REPEATED ? 1 : 0,
                taken.fate() == Fate.REFUSED ? 1 : 0,
                taken.fate() == Fate.NOTHING ? 1 : 0,
                taken.fate() == Fate.AGAIN ? 1 : 0,
                0,
                0);
    }

    private void stumble(Reading reading, boolean aside) {
        Problem problem = reading.outcome().problem();
        if (problem != null) {
            note(new Trouble(problem, needsPerson(reading), after(reading.outcome()), aside));
        }
    }

    private boolean needsPerson(Reading reading) {
        return reading.outcome() instanceof Outcome.Rejected || side.needsPerson(reading.row());
    }

    private static @Nullable Duration after(Outcome outcome) {
        return outcome instanceof Outcome.Deferred deferred ? deferred.after() : null;
    }

    private void note(Trouble another) {
        trouble = trouble == null ? another : trouble.and(another);
    }
}
