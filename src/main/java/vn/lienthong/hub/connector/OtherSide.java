package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What whoever stands in for the other side of a connector must know of its words: which operation a message asks for, how an answer reads, whether the other
 * side remembers what it took, what it lists and what it is told of a list. All of it stands in the connector's folder: {@code outcomes.yaml}, {@code pull.yaml},
 * the paths of the Kamelet, and {@code stand-in.yaml} for what no other file says. Immutable.
 */
public final class OtherSide {
    /** Fields that make another request of a message, in a connector's folder; not every connector has it. */
    public static final String FILE = "stand-in.yaml";

    private static final Clock LONG_AGO = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    private static final Pattern WRAPPER = Pattern.compile(
            "<(?:[\\w.-]+:)?Body(?:\\s[^>]*)?>\\s*(?:<!--.*?-->\\s*)*<(?:[\\w.-]+:)?([\\w.-]+)", Pattern.DOTALL);

    private final @Nullable OutcomeTable outcomes;
    private final @Nullable PullForm pull;
    private final List<JsonPath> tellsApart;
    /** Operation by path, as it arrives. */
    private final Map<String, String> paths;

    OtherSide(ConnectorFolder folder, Map<String, String> paths) {
        this.outcomes = folder.outcomes().orElse(null);
        this.pull = folder.pull().orElse(null);
        this.tellsApart = folder.tellsApart();
        this.paths = new TreeMap<>(paths);
    }

    /** Whether it answers by what it holds: a row of {@code outcomes.yaml} says so, be it seen or assumed there. */
    public boolean remembers() {
        return outcomes != null
                && outcomes.rows().stream()
                        .anyMatch(row -> row.learn() != null
                                || row.next() == Reading.NextStep.SEND_AS_UPDATE
                                || row.next() == Reading.NextStep.SEND_AS_CREATE);
    }

    /** How an answer reads. */
    public Reading reading(String operation, int status, Map<String, String> headers, byte[] answered) {
        return Objects.requireNonNull(outcomes, "a connector without outcomes.yaml says nothing")
                .read(operation, new Answer.Http(status, headers, answered), LONG_AGO);
    }

    /**
     * Which of some operations a message asks for; null when nobody can tell.
     *
     * @param path at which it arrives, without a query
     * @param known those that may be meant
     */
    public @Nullable String operation(String path, byte[] body, Set<String> known) {
        String byPath = paths.get(path);
        if (byPath != null) {
            return byPath;
        }
        String text = new String(body, StandardCharsets.UTF_8);
        Matcher wrapper = WRAPPER.matcher(text);
        if (wrapper.find()) {
            return wrapper.group(1);
        }
        String named = named(JsonPath.parse(text), known);
        return named == null && paths.isEmpty() && known.size() == 1 && !isNamed()
                ? known.iterator().next()
                : named;
    }

    /** Whether its rows tell operations apart: then a message that names none of those that are known asks for another. */
    private boolean isNamed() {
        return outcomes != null
                && outcomes.rows().stream()
                        .flatMap(row -> row.conditions().stream())
                        .anyMatch(condition -> condition instanceof Condition.Operation);
    }

    private static @Nullable String named(@Nullable JsonNode json, Set<String> known) {
        if (json == null) {
            return null;
        }
        return Stream.concat(
                        Stream.of(json),
                        json.isObject() ? json.properties().stream().map(Map.Entry::getValue) : Stream.of())
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .filter(known::contains)
                .findFirst()
                .orElse(null);
    }

    /** What stands where a message says what makes another request of it; a place that is not there says nothing. */
    public List<String> apart(String operation, byte[] body) {
        JsonNode said = said(operation, body);
        return tellsApart.stream().map(place -> place.in(said).asText("")).toList();
    }

    /** Whether this operation lists what there is for us. */
    public boolean lists(String operation) {
        return pull != null && pull.list().operation().equals(operation);
    }

    /** Whether it is told by this operation that we have something, or cannot take it. */
    public boolean isTold(String operation) {
        return pull != null
                && Stream.of(pull.done(), pull.failed())
                        .anyMatch(request ->
                                request != null && request.operation().equals(operation));
    }

    /** Numbers of the messages in a list that was answered. */
    public List<String> listed(String operation, byte[] answered) {
        PullForm form = pull;
        if (form == null) {
            return List.of();
        }
        JsonNode items = PullForm.first(form.items(), said(operation, answered));
        return (items.isArray() ? stream(items) : items.isMissingNode() ? Stream.<JsonNode>of() : Stream.of(items))
                .map(item -> PullForm.first(form.id(), item).asText(""))
                .filter(id -> !id.isEmpty())
                .toList();
    }

    private static Stream<JsonNode> stream(JsonNode list) {
        return IntStream.range(0, list.size()).mapToObj(list::get);
    }

    /** The same list without what has these numbers; as it is where nothing of it can be taken out. */
    public byte[] without(byte[] answered, Set<String> ids) {
        PullForm form = pull;
        return form == null || ids.isEmpty() ? answered : new ShrunkList(form, ids).of(answered);
    }

    private JsonNode said(String operation, byte[] body) {
        AnswerForm form = outcomes == null ? AnswerForm.UNKNOWN : outcomes.form();
        ContractFile contract = form.contract();
        JsonNode said = contract == null
                ? JsonPath.parse(new String(body, StandardCharsets.UTF_8))
                : contract.read().said(operation, body).orElse(null);
        return said == null ? MissingNode.getInstance() : said;
    }
}
