package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.vocabulary.Outcome;
import vn.lienthong.hub.vocabulary.Problem;

/**
 * The side of a connector from which messages are pulled: list, fetch, tell that we have them. What an answer means is for {@code outcomes.yaml};
 * what to do about it is for who pulls. Thread-safe; blocks no longer than the connector's time limits.
 */
public final class PullSide {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    /** Most numbers in one message that tells that we have them. */
    private static final int TOGETHER = 100;

    private final KameletConnector connector;
    private final PullForm form;
    private final Map<String, String> settings;

    PullSide(KameletConnector connector, PullForm form, Map<String, String> settings) {
        this.connector = connector;
        this.form = form;
        this.settings = Map.copyOf(settings);
    }

    /**
     * A message as a list tells of it.
     *
     * @param place what was asked for when it came, one of {@link PullSide#places}
     * @param id its number at the source; empty when it has none
     * @param node what the list says of it
     */
    public record Item(String place, String id, JsonNode node) {}

    /**
     * What a list says.
     *
     * @param nothings items of it that are nothing (nil)
     * @param more whether the source says that there is more
     */
    public record Page(List<Item> items, int nothings, boolean more) {}

    /**
     * An answer, judged.
     *
     * @param said what it says; null unless it is delivered
     */
    public record Told<T>(Reading reading, @Nullable T said) {}

    /**
     * How a source took it that we have a message, or that we cannot take it.
     *
     * @param failed whether it was told that we cannot
     */
    public record Acknowledged(Item item, Reading reading, boolean failed) {}

    /**
     * A file that a message names.
     *
     * @param id its number at the source; empty when it has none
     * @param node what the message says of it
     */
    public record Named(String id, JsonNode node) {}

    /** Name of the connector. */
    public String name() {
        return connector.name();
    }

    /** What is asked for one after the other; one empty text where there is only one list. */
    public List<String> places() {
        String each = form.each();
        return each == null ? List.of("") : listed(each);
    }

    private List<String> listed(String setting) {
        return Arrays.stream(settings.getOrDefault(setting, "").split(","))
                .map(String::strip)
                .filter(place -> !place.isEmpty())
                .distinct()
                .toList();
    }

    /** What a person should know before something ends, such as a certificate. */
    public Optional<String> notice() {
        return connector.notice();
    }

    /** In which zone the days are by which the source is asked, because it is told nothing; null where it is told what we have. */
    public @Nullable ZoneId zoneOfDays() {
        PullForm.Days days = form.days();
        return days == null ? null : days.zone();
    }

    /** Whether a message must be fetched by its number. */
    public boolean hasDetail() {
        return form.detail() != null;
    }

    /** Whether the source has a word for a message that we cannot take. */
    public boolean hasFailed() {
        return form.failed() != null;
    }

    /** Whether a row of {@code outcomes.yaml} is a trouble that passes only when a person acts. */
    public boolean needsPerson(String row) {
        return connector.needsPerson(row);
    }

    /**
     * Asks what there is.
     *
     * @param day of which day; null where the source is not asked by days
     */
    public Told<Page> list(String place, @Nullable LocalDate day, BooleanSupplier mayBegin) {
        PullForm.Days days = form.days();
        String written = days == null || day == null ? "" : days.write(day);
        return ask(
                form.list(),
                name -> name.equals("day") ? JSON.textNode(written) : value(name, null, place),
                mayBegin,
                said -> page(place, said));
    }

    /** A message of which only the number is known; null where that is not enough to fetch it. */
    public @Nullable Item numbered(String place, String id) {
        JsonNode node = form.numbered(id);
        return node == null ? null : new Item(place, id, node);
    }

    /** Fetches a message; where the list has them whole, it is the item. */
    public Told<JsonNode> detail(Item item, BooleanSupplier mayBegin) {
        PullRequest detail = form.detail();
        if (detail == null) {
            throw new IllegalStateException("Connector " + name() + " has no detail; ask hasDetail()");
        }
        return ask(detail, name -> value(name, item, item.place()), mayBegin, said -> form.message()
                .in(said));
    }

    /** The files that a message names, in order; none where pull.yaml knows of none. */
    public List<Named> files(JsonNode message) {
        PullForm.Files files = form.files();
        if (files == null) {
            return List.of();
        }
        List<Named> named = new ArrayList<>();
        for (JsonNode one : some(files.items().in(message))) {
            if (!isNothing(one)) {
                named.add(new Named(files.id().in(one).asText("").strip(), one));
            }
        }
        return named;
    }

    /** Whether the files of messages are fetched. */
    public boolean hasFiles() {
        return form.files() != null;
    }

    /** After so many rounds without one of its files a person must look after a message. */
    public int rounds() {
        PullForm.Files files = form.files();
        return files == null ? PullForm.ROUNDS : files.rounds();
    }

    /** What is held, and what was noted about it. */
    public HeldFiles held() {
        return connector.held();
    }

    /** Fetches a file of a message, and blocks until it is held or it is known why not. */
    public Told<Fetched.Kept> file(Item item, Named file, BooleanSupplier mayBegin) {
        PullForm.Files files = form.files();
        if (files == null) {
            throw new IllegalStateException("Connector " + name() + " fetches no files; ask hasFiles()");
        }
        PullRequest asks = files.address();
        JsonNode address = JSON.missingNode();
        if (asks != null) {
            Told<JsonNode> told =
                    ask(asks, name -> value(name, item, file, JSON.nullNode()), mayBegin, said -> files.at()
                            .in(said));
            address = told.said();
            if (address == null) {
                return new Told<>(told.reading(), null);
            }
        }
        JsonNode there = address;
        return ask(
                files.fetch(),
                name -> value(name, item, file, there),
                mayBegin,
                said -> new Fetched.Kept(
                        said.path("sha256").asText(), said.path("size").asLong()));
    }

    private JsonNode value(String name, Item item, Named file, JsonNode address) {
        if (name.equals("address")) {
            return address;
        }
        PullForm.Files files = form.files();
        if (name.equals("file") && files != null) {
            return files.id().in(file.node());
        }
        return name.startsWith(PullRequest.FILE)
                ? JsonPath.of(name.substring(PullRequest.FILE.length())).in(file.node())
                : value(name, item, item.place());
    }

    /** Tells that we have these, together where the source takes several; one by one when it refuses them together. */
    public List<Acknowledged> done(List<Item> items, BooleanSupplier mayBegin) {
        List<Acknowledged> all = new ArrayList<>();
        boolean together = told().names().contains("ids");
        int step = together ? TOGETHER : 1;
        for (int from = 0; from < items.size(); from += step) {
            List<Item> some = items.subList(from, Math.min(items.size(), from + step));
            Reading reading = done(some, mayBegin, some.get(0).place());
            if (some.size() > 1 && reading.outcome() instanceof Outcome.Rejected) {
                some.forEach(one -> all.add(new Acknowledged(one, done(List.of(one), mayBegin, one.place()), false)));
            } else {
                some.forEach(one -> all.add(new Acknowledged(one, reading, false)));
            }
        }
        return all;
    }

    private PullRequest told() {
        PullRequest done = form.done();
        if (done == null) {
            throw new IllegalStateException("Source " + name() + " is told nothing; ask zoneOfDays()");
        }
        return done;
    }

    private Reading done(List<Item> items, BooleanSupplier mayBegin, String place) {
        return ask(
                        told(),
                        name -> name.equals("ids") ? ids(items) : value(name, items.get(0), place),
                        mayBegin,
                        said -> said)
                .reading();
    }

    /** Tells that we cannot take a message; where the source has no word for that, that we have it. */
    public Acknowledged failed(Item item, Problem problem, BooleanSupplier mayBegin) {
        PullRequest failed = form.failed();
        if (failed == null) {
            return done(List.of(item), mayBegin).get(0);
        }
        Function<String, JsonNode> values = name -> name.equals("problem")
                ? JSON.textNode(problem.code() + ": " + problem.what())
                : value(name, item, item.place());
        return new Acknowledged(
                item, ask(failed, values, mayBegin, said -> said).reading(), true);
    }

    /** Asks; a session that has expired is renewed as often as {@code outcomes.yaml} allows. */
    private <T> Told<T> ask(
            PullRequest request,
            Function<String, JsonNode> values,
            BooleanSupplier mayBegin,
            Function<JsonNode, T> reads) {
        JsonNode body = request.filled(values);
        // To ask the same again is another question; to say the same again is the same message.
        boolean tells = request.equals(form.done()) || request.equals(form.failed());
        String key = tells ? request.operation() + body : request.operation() + connector.keyOfQuestion();
        int renewals = connector.limit(Reading.NextStep.LOG_IN_AGAIN);
        while (true) {
            Conversation conversation = connector.call(request.operation(), body, () -> key, mayBegin);
            Reading reading = connector.read(request.operation(), conversation.answer());
            if (reading.next() == Reading.NextStep.LOG_IN_AGAIN && renewals-- > 0) {
                connector.logInAgain(conversation.session());
                continue;
            }
            if (request.equals(form.detail())
                    && conversation.answer() instanceof Answer.Failed failed
                    && failed.failure() == Answer.Failure.ANSWER_TOO_LARGE) {
                return new Told<>(tooLarge(reading, failed), null);
            }
            if (conversation.answer() instanceof Answer.Failed failed
                    && failed.failure() == Answer.Failure.FILE_NOT_KEPT) {
                return new Told<>(notKept(reading, failed), null);
            }
            return reading.outcome() instanceof Outcome.Delivered
                    ? new Told<>(reading, reads.apply(connector.content(request.operation(), conversation.answer())))
                    : new Told<>(reading, null);
        }
    }

    /** Whatever the row says of an answer that is not read to its end: of a detail it is about this message, and the others may come. */
    private static Reading tooLarge(Reading reading, Answer.Failed failed) {
        Problem problem = new Problem(
                "message-too-large",
                "The source gives a message that is larger than the hub reads.",
                failed.detail(),
                "Ask the source to take it back or to give it in parts; until then it stays there, and the others come.");
        return new Reading(reading.row(), new Outcome.Rejected(problem), null, null, -1, null, Map.of());
    }

    /** Our own disk is none of the answers that a row could know. */
    private static Reading notKept(Reading reading, Answer.Failed failed) {
        Problem problem = new Problem(
                "file-store-away",
                "The hub cannot store a file of a message.",
                failed.detail(),
                "Give the disk of hub.data room; the message stays at the source and is asked for again.");
        return new Reading(reading.row(), new Outcome.Deferred(problem, null, true), null, null, -1, null, Map.of());
    }

    private JsonNode value(String name, @Nullable Item item, String place) {
        if (name.startsWith(PullRequest.SETTING)) {
            return JSON.textNode(settings.getOrDefault(name.substring(PullRequest.SETTING.length()), ""));
        }
        if (name.equals("each")) {
            return JSON.textNode(place);
        }
        if (item == null) {
            return JSON.nullNode();
        }
        if (name.startsWith(PullRequest.ITEM)) {
            return JsonPath.of(name.substring(PullRequest.ITEM.length())).in(item.node());
        }
        return name.equals("id-as-number") && item.id().matches("-?\\d{1,18}")
                ? JSON.numberNode(Long.parseLong(item.id()))
                : PullForm.first(form.id(), item.node());
    }

    /** What does not say whose it is may be ours. */
    private Predicate<JsonNode> ours() {
        PullForm.Only only = form.only();
        Set<String> ours = only == null ? Set.of() : Set.copyOf(listed(only.setting()));
        if (only == null || ours.isEmpty()) {
            return item -> true;
        }
        return item -> {
            String named = only.place().in(item).asText("").strip();
            return named.isEmpty() || ours.contains(named);
        };
    }

    private ArrayNode ids(List<Item> items) {
        ArrayNode ids = JSON.arrayNode();
        items.forEach(item -> ids.add(PullForm.first(form.id(), item.node())));
        return ids;
    }

    /** A single message may stand for a list of one, and what is nil is none. */
    Page page(String place, JsonNode said) {
        JsonNode found = JsonPath.open(PullForm.first(form.items(), said));
        Predicate<JsonNode> ours = ours();
        List<Item> items = new ArrayList<>();
        int nothings = 0;
        for (JsonNode one : some(found)) {
            if (isNothing(one)) {
                nothings += found.isArray() ? 1 : 0;
            } else if (ours.test(one)) {
                items.add(new Item(
                        place, PullForm.first(form.id(), one).asText("").strip(), one));
            }
        }
        PullForm.More more = form.more();
        boolean isMore = more != null
                && more.is().contains(more.place().in(said).asText("").strip());
        return new Page(List.copyOf(items), nothings, isMore);
    }

    /** One alone stands for a list of one. */
    private static JsonNode some(JsonNode found) {
        JsonNode opened = JsonPath.open(found);
        return opened.isArray() ? opened : JSON.arrayNode().add(opened);
    }

    private static boolean isNothing(JsonNode one) {
        return one.isNull()
                || one.isMissingNode()
                || one.isTextual() && one.textValue().isBlank();
    }
}
