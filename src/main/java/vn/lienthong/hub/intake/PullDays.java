package vn.lienthong.hub.intake;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.connector.PullSide;
import vn.lienthong.hub.connector.PullSide.Item;
import vn.lienthong.hub.connector.Reading;
import vn.lienthong.hub.intake.PullDesk.Taken;
import vn.lienthong.hub.journal.PullBook;
import vn.lienthong.hub.vocabulary.Outcome;
import vn.lienthong.hub.vocabulary.Problem;

/**
 * What a round asks for: the places of a source; of one that is told nothing, each on the days of which it may still list what we do not have.
 * A day is asked for until it was listed whole after its look-back, and all of it is in the journal. Used once, on one thread.
 */
final class PullDays {
    private final PullSide side;
    private final PullSettings.Days settings;
    private final PullBook book;
    private final Instant now;
    private final Standing standing;
    private final @Nullable ZoneId zone;
    /** Days that were listed, and what of each is not in the journal yet. */
    private final Map<Ask, Set<String>> missing = new LinkedHashMap<>();

    /** One list: of a place, and where the source is asked by days, of a day. */
    record Ask(String place, @Nullable LocalDate day) {
        String name() {
            return place + '\n' + day;
        }
    }

    PullDays(PullSide side, PullSettings settings, PullRound.Desk desk, Standing standing) {
        this.side = side;
        this.standing = standing;
        this.settings = settings.days();
        this.book = desk.journal().pulls();
        this.now = desk.clock().instant();
        this.zone = side.zoneOfDays();
    }

    /** Whether the source is told nothing. */
    boolean isUntold() {
        return zone != null;
    }

    /**
     * Of a place the latest day first; where lists have the messages whole the oldest, for what a later day says is newer. Those that could not be listed in earlier
     * rounds after all others, so that they stand in nobody's way.
     */
    List<Ask> asks(Unfetched unfetched) {
        List<Ask> asks = new ArrayList<>();
        for (String place : side.places()) {
            if (zone == null) {
                asks.add(new Ask(place, null));
            } else {
                LocalDate today = LocalDate.ofInstant(now, zone);
                List<LocalDate> days = new ArrayList<>(book.openDays(side.name(), place, lookBack(today), today));
                if (!side.hasDetail()) {
                    Collections.reverse(days);
                }
                days.forEach(day -> asks.add(new Ask(place, day)));
            }
        }
        asks.sort(Comparator.comparingInt(ask -> unfetched.rounds(ask.name())));
        return asks;
    }

    private LocalDate lookBack(LocalDate today) {
        return today.minusDays(settings.wholeLookBack());
    }

    /** What of a list is to be taken in: of a source that is told nothing, not what was fetched just now. */
    List<Item> toTake(Ask ask, List<Item> listed) {
        if (zone == null) {
            return listed;
        }
        List<Item> toTake = side.hasDetail() ? notFetchedLately(listed) : listed;
        Set<String> names = new HashSet<>();
        toTake.forEach(item -> names.add(name(item)));
        missing.put(ask, names);
        return toTake;
    }

    /** One message: where it is not fetched by its number, several may stand under one. */
    private String name(Item item) {
        boolean isFetched = side.hasDetail() && !item.id().isEmpty();
        return PullRound.name(item) + (isFetched ? "" : CanonicalJson.sum(item.node()));
    }

    private List<Item> notFetchedLately(List<Item> listed) {
        Instant lately = now.minus(settings.fetchAgain());
        Set<PullBook.Listed> fetched = new HashSet<>();
        book.newest(side.name(), listed.stream().map(PullDays::number).toList()).stream()
                .filter(one -> one.lastAt().isAfter(lately) && !one.lastAt().isAfter(now.plus(settings.fetchAgain())))
                .forEach(one -> fetched.add(number(one)));
        return listed.stream()
                .filter(item -> item.id().isEmpty() || !fetched.contains(number(item)))
                .toList();
    }

    private static PullBook.Listed number(Item item) {
        return new PullBook.Listed(item.place(), PulledMessage.key(item.id()));
    }

    private static PullBook.Listed number(PullBook.Pulled known) {
        return new PullBook.Listed(
                known.became().place(), known.became().message().id());
    }

    /**
     * Which messages that are known say nothing new: of a source that is told what we have those that it never let go, for what it gives again after it was told
     * and did not list in between is a change back. Else
     * those that its number said last; where lists have the messages whole all, for each day gives its own again. What another place gave under the same number is
     * in the book once: nor is that news from a place that gave nothing else.
     */
    Predicate<PulledMessage> noNews(Collection<PulledMessage> messages) {
        if (zone == null) {
            return standing::stood;
        }
        if (!side.hasDetail()) {
            return known -> true;
        }
        Map<PullBook.Listed, byte[]> last = new HashMap<>();
        book.newest(
                        side.name(),
                        messages.stream().map(message -> number(message.item())).toList())
                .forEach(one -> last.put(number(one), one.became().message().fingerprint()));
        return known -> {
            byte[] said = last.get(number(known.item()));
            return said == null || Arrays.equals(said, known.key().fingerprint());
        };
    }

    /** These are in the journal, but for those that come again. */
    void taken(List<Taken> taken) {
        taken.stream()
                .filter(one -> one.fate() != PullDesk.Fate.AGAIN)
                .map(one -> name(one.message().item()))
                .forEach(name -> missing.values().forEach(names -> names.remove(name)));
    }

    /**
     * Whether a message that cannot be had is waited for no longer: it was listed long ago, and what stands in its way is its own. What is about all messages
     * passes, and then they come, however old their days are.
     *
     * @param lasts whether it was so in several rounds, and others come; asked only where that decides, for it may cost a question
     */
    boolean isGivenUp(Item item, Reading reading, BooleanSupplier lasts) {
        Outcome outcome = reading.outcome();
        if (outcome.problem() == null || side.needsPerson(reading.row()) || !isOld(item)) {
            return false;
        }
        if (outcome instanceof Outcome.Deferred deferred) {
            return deferred.after() == null && (!deferred.trouble() || lasts.getAsBoolean());
        }
        return lasts.getAsBoolean();
    }

    private boolean isOld(Item item) {
        if (zone == null) {
            return false;
        }
        LocalDate until = LocalDate.ofInstant(now, zone).minusDays(PullSettings.Days.whole(settings.giveUpAfter()));
        String name = name(item);
        return missing.entrySet().stream()
                .anyMatch(one ->
                        one.getValue().contains(name) && isBefore(one.getKey().day(), until));
    }

    static Problem givenUp(Problem last) {
        return new Problem(
                "never-given",
                "The source lists this message, and did not give it, or a file of it, for as long as it was waited"
                        + " for.",
                "at last: " + last.code() + "; " + last.found(),
                "Ask the source for it; if it lists it again, it is taken.");
    }

    private static boolean isBefore(@Nullable LocalDate day, LocalDate until) {
        return day != null && day.isBefore(until);
    }

    /** Closes the days that need not be asked for again. */
    void close() {
        if (zone == null) {
            return;
        }
        LocalDate until = lookBack(LocalDate.ofInstant(now, zone));
        Map<String, List<LocalDate>> closed = new HashMap<>();
        missing.forEach((ask, names) -> {
            LocalDate day = ask.day();
            if (day != null && names.isEmpty() && day.isBefore(until)) {
                closed.computeIfAbsent(ask.place(), place -> new ArrayList<>()).add(day);
            }
        });
        closed.forEach((place, days) -> book.closeDays(side.name(), place, days));
    }
}
