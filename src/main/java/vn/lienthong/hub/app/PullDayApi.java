package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.lienthong.hub.intake.PullSettings;
import vn.lienthong.hub.journal.Journal;
import vn.lienthong.hub.journal.Journal.By;
import vn.lienthong.hub.journal.PullBook;
import vn.lienthong.hub.journal.PullBook.Closing;
import vn.lienthong.hub.journal.PullBook.OpenDay;
import vn.lienthong.hub.vocabulary.Problem;
import vn.lienthong.hub.vocabulary.Times;

/** The days that sources are still asked for that are told nothing, and the act that closes one which can never be had. */
@HubApi
final class PullDayApi {
    private static final Set<String> NAMES = Set.of("source", "day", "place", "by", "why", "dryRun");
    private static final int MOST_OPEN = 10_000;
    private static final int MOST_CLOSED = 100;

    private final Journal journal;
    private final Map<String, Integer> lookBacks = new HashMap<>();
    /** Of a source that is not set up any more. */
    private final int lookBackLeftOut = lookBack("", Map.of());

    private final Access access;
    private final Clock clock;

    /** @param pulls the settings of each source that is pulled from */
    PullDayApi(Journal journal, Map<String, Map<String, String>> pulls, Access access, Clock clock) {
        this.journal = journal;
        pulls.forEach((source, settings) -> lookBacks.put(source, lookBack(source, settings)));
        this.access = access;
        this.clock = clock;
    }

    @GetMapping("/v1/pull-days")
    ObjectNode list(@RequestParam MultiValueMap<String, String> query, HttpServletRequest request) {
        access.operator(request);
        String source =
                Parameters.only(Parameters.once(query), Set.of("source")).text("source");
        ObjectNode node = Json.object();
        ArrayNode open = node.putArray("open");
        for (OpenDay day : journal.pulls().allOpenDays(today(), MOST_OPEN)) {
            if (source == null || source.equals(day.source())) {
                put(open.addObject(), day.source(), day.place(), day.day()).put("because", because(day));
            }
        }
        ArrayNode closed = node.putArray("closed");
        for (PullBook.Closed day : journal.pulls().closedDays(MOST_CLOSED)) {
            if (source == null || source.equals(day.source())) {
                ObjectNode one = put(closed.addObject(), day.source(), day.place(), day.day());
                Json.put(one, "at", day.at());
                one.put("by", day.by().who()).put("why", day.by().why());
            }
        }
        return node;
    }

    /** Only what is missing can be closed: the others are asked for by themselves, whatever anybody decides. */
    private String because(OpenDay day) {
        return isInLookBack(day.source(), day.day()) ? "look-back" : day.latest() ? "latest" : "missing";
    }

    private static ObjectNode put(ObjectNode node, String source, String place, LocalDate day) {
        node.put("source", source);
        Json.put(node, "place", place.isEmpty() ? null : place);
        return node.put("day", day.toString());
    }

    @PostMapping("/v1/pull-days/close")
    ObjectNode close(HttpServletRequest request) {
        Caller caller = access.operator(request);
        ActBody body = ActBody.of(request, NAMES);
        By by = body.by(caller);
        String source = body.optional("source");
        LocalDate day = day(body.optional("day"));
        Closing wanted = new Closing(source == null ? "" : source, body.optional("place"), day, today());
        List<OpenDay> open = journal.pulls().allOpenDays(wanted.today(), MOST_OPEN);
        requireSource(wanted.source(), open);
        requireOver(wanted);
        boolean dryRun = body.dryRun();
        List<OpenDay> closed = dryRun
                ? open.stream().filter(one -> isMeant(one, wanted)).toList()
                : journal.pulls().closeDay(wanted, by);
        if (closed.isEmpty()) {
            throw notOpen(wanted, open);
        }
        ObjectNode node = Json.object().put("source", wanted.source()).put("day", day.toString());
        ArrayNode places = node.putArray("places");
        closed.forEach(one -> places.add(one.place()));
        return node.put("by", by.who()).put("why", by.why()).put("dryRun", dryRun);
    }

    private static boolean isMeant(OpenDay one, Closing wanted) {
        return one.source().equals(wanted.source())
                && one.day().equals(wanted.day())
                && (wanted.place() == null || wanted.place().equals(one.place()))
                && !one.latest();
    }

    /** By the calendar of Viet Nam; where a source's midnight is another one, a day sooner or later is no matter. */
    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Times.ZONE);
    }

    /** What is within it is asked for in the next round again, closed or not. */
    private boolean isInLookBack(String source, LocalDate day) {
        return !day.isBefore(today().minusDays(lookBack(source)));
    }

    private int lookBack(String source) {
        return lookBacks.getOrDefault(source, lookBackLeftOut);
    }

    private static int lookBack(String source, Map<String, String> settings) {
        return PullSettings.read(source, settings).days().wholeLookBack();
    }

    private static LocalDate day(@Nullable String text) {
        try {
            return LocalDate.parse(text == null ? "" : text);
        } catch (DateTimeException e) {
            throw new ApiFailure(
                    422,
                    new Problem(
                            "invalid-act",
                            "A day is a date.",
                            text == null ? "nothing at /day" : ApiFailure.shown(text) + " at /day",
                            "Example: \"day\": \"2026-03-02\"."),
                    "never");
        }
    }

    private void requireSource(String source, List<OpenDay> open) {
        Collection<String> known = new TreeSet<>();
        open.forEach(day -> known.add(day.source()));
        if (known.contains(source)) {
            return;
        }
        boolean isPulled = lookBacks.containsKey(source);
        throw new ApiFailure(
                404,
                new Problem(
                        "unknown-source",
                        isPulled
                                ? "This source is not asked by days."
                                : "There is no source of this name that is asked by days.",
                        ApiFailure.shown(source),
                        known.isEmpty() ? "No source is." : "Those are: " + String.join(", ", known) + "."),
                "never");
    }

    private void requireOver(Closing wanted) {
        if (isInLookBack(wanted.source(), wanted.day())) {
            LocalDate until = wanted.day().plusDays(lookBack(wanted.source()));
            throw new ApiFailure(
                    409,
                    new Problem(
                            "day-within-look-back",
                            "This day is asked for in each round until its look-back is over, closed or not.",
                            wanted.day() + ", until " + until,
                            "Close it from " + until.plusDays(1) + " on, or shorten hub.pulls." + wanted.source()
                                    + ".look-back."),
                    "later");
        }
    }

    private static ApiFailure notOpen(Closing wanted, List<OpenDay> open) {
        boolean isLatest = open.stream()
                .anyMatch(one -> one.latest()
                        && one.source().equals(wanted.source())
                        && one.day().equals(wanted.day()));
        return new ApiFailure(
                404,
                new Problem(
                        "day-not-open",
                        isLatest
                                ? "This is the latest day that was asked for; from there a hub that was away asks on."
                                : "This day is not asked for.",
                        wanted.day() + (wanted.place() == null ? "" : " of " + ApiFailure.shown(wanted.place())),
                        isLatest
                                ? "Leave it: it closes by itself when later ones are asked for."
                                : "Nothing to do; see pull days for those that are."),
                "never");
    }
}
