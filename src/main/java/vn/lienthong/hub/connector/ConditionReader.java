package vn.lienthong.hub.connector;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the {@code when} of a row. */
final class ConditionReader {

    private static final Set<String> KEYS =
            Set.of("operation", "status", "failure", "body", "content-type", "fault", "header", "json", "text");

    private static final Set<String> TEXT = Set.of("pointer", "contains", "is", "without");

    private final Findings findings;
    private List<JsonPath> message = List.of();
    private boolean soap;
    private boolean opens;

    ConditionReader(Findings findings) {
        this.findings = findings;
    }

    /** What kind of answers the rows are about. */
    /** @param textsAreOpened whether something is packed in texts */
    void answersSoap(boolean soapIsAnswered, boolean textsAreOpened) {
        soap = soapIsAnswered;
        opens = textsAreOpened;
    }

    /** Where words stand when a condition does not say. */
    void messageAt(List<JsonPath> places) {
        message = places;
    }

    List<Condition> read(@Nullable YamlNode when, YamlNode row) {
        List<Condition> conditions = new ArrayList<>();
        if (when == null || when.entries().isEmpty()) {
            findings.add(
                    row.where(),
                    "A row without 'when' would match everything",
                    "no condition",
                    "Say what the answer looks like");
            return conditions;
        }
        when.entries().forEach((key, value) -> {
            if (value.items().isEmpty()) {
                findings.add(value.where(), "A condition names nothing", key + ": []", "Remove it or name something");
            }
            add(key, value, conditions);
        });
        if (when.get("failure") != null
                && !Set.of("failure", "operation").containsAll(when.entries().keySet())) {
            findings.add(
                    when.where(),
                    "A row cannot ask for a failure and for an answer at once",
                    when.entries().keySet().toString(),
                    "Make two rows");
        }
        return conditions;
    }

    private void add(String key, YamlNode value, List<Condition> conditions) {
        switch (key) {
            case "operation" -> conditions.add(new Condition.Operation(texts(value)));
            case "status" ->
                conditions.add(new Condition.Status(
                        value.items().stream().map(this::range).toList()));
            case "failure" -> conditions.add(new Condition.Failed(words(Answer.Failure.class, value)));
            case "body" -> conditions.add(new Condition.Body(bodies(value)));
            case "fault" -> conditions.add(fault(value));
            case "header" -> value.items().forEach(item -> conditions.add(header(item)));
            case "content-type" -> conditions.add(new Condition.MediaType(lower(texts(value))));
            case "json" -> value.items().forEach(item -> conditions.add(json(item)));
            case "text" -> value.items().forEach(item -> conditions.add(text(item)));
            default ->
                findings.add(
                        value.where(),
                        "'when' has an unknown key",
                        "'" + key + "'",
                        "Known: " + KEYS.stream().sorted().toList());
        }
    }

    private Set<Condition.Body.Kind> bodies(YamlNode node) {
        Set<Condition.Body.Kind> kinds = words(Condition.Body.Kind.class, node);
        for (Condition.Body.Kind kind : kinds) {
            boolean never = kind == Condition.Body.Kind.HARMFUL_XML ? !soap && !opens : kind.ofSoap() != soap;
            if (kind != Condition.Body.Kind.EMPTY && never) {
                findings.add(
                        node.where(),
                        "A body of this kind never comes",
                        Words.kebab(kind) + (soap ? ", and answer.wsdl is set" : ", and no answer.wsdl"),
                        "With answer.wsdl: empty, soap, not-soap, off-contract, harmful-xml, not-opened, untrusted; without: empty, json, not-json, and with answer.opens harmful-xml");
            }
        }
        return kinds;
    }

    private Condition.Fault fault(YamlNode node) {
        Set<String> codes = lower(texts(node));
        if (!soap) {
            findings.add(
                    node.where(),
                    "Only SOAP knows a fault",
                    "fault, and no answer.wsdl",
                    "Add answer: {wsdl: contract/…} at the top of the file");
        }
        return new Condition.Fault(codes.equals(Set.of("any")) ? Set.of() : codes);
    }

    private Condition.Header header(YamlNode node) {
        YamlNode name = node.get("name");
        YamlNode is = node.get("is");
        boolean filled = node.text("filled", "").equals("true");
        boolean blank = node.text("blank", "").equals("true");
        if (name == null || node.entries().size() != 2 || is == null && !filled && !blank) {
            findings.add(
                    node.where(),
                    "A header condition needs a name and one of is, filled, blank",
                    node.entries().keySet().toString(),
                    "Example: {name: X-Road-Error, is: [Server.ServerProxy]}");
        }
        return new Condition.Header(
                name == null ? "" : name.text().toLowerCase(Locale.ROOT),
                is == null ? Boolean.valueOf(filled) : null,
                is == null ? Set.of() : lower(texts(is)));
    }

    private Condition.Status.Range range(YamlNode node) {
        String[] ends = node.text().split("-", 2);
        if (!node.text().matches("[1-5]\\d\\d(-[1-5]\\d\\d)?")) {
            findings.add(node.where(), "A status must be a number or a range", node.text(), "Example: 200 or 500-599");
            return new Condition.Status.Range(0, 0);
        }
        return new Condition.Status.Range(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]));
    }

    private <E extends Enum<E>> Set<E> words(Class<E> type, YamlNode node) {
        Set<E> words = new LinkedHashSet<>();
        node.items().forEach(item -> words.add(word(type, item)));
        return words;
    }

    private <E extends Enum<E>> E word(Class<E> type, YamlNode node) {
        return Words.find(type, node.text()).orElseGet(() -> {
            findings.add(node.where(), "Unknown word", "'" + node.text() + "'", "Known: " + Words.all(type));
            return type.getEnumConstants()[0];
        });
    }

    private Condition.Json json(YamlNode node) {
        YamlNode pointer = node.get("pointer");
        YamlNode is = node.get("is");
        Condition.Json.Want want = Condition.Json.Want.IS;
        int wants = is == null ? 0 : 1;
        for (Condition.Json.Want each : Condition.Json.Want.values()) {
            if (each != Condition.Json.Want.IS
                    && node.text(Words.kebab(each), "").equals("true")) {
                want = each;
                wants++;
            }
        }
        if (pointer == null || wants != 1 || node.entries().size() != 2) {
            findings.add(
                    node.where(),
                    "A json condition needs a pointer and one of is, filled, blank, empty, number",
                    node.entries().keySet().toString(),
                    "Example: {pointer: /error_code, is: [0, \"00\"]}");
        }
        JsonPath at = pointer == null ? JsonPath.of("") : path(pointer);
        return new Condition.Json(at, want, is == null ? Set.of() : texts(is));
    }

    private Condition.Text text(YamlNode node) {
        List<Phrase> contains = phrases(node.get("contains"));
        Set<String> is = new LinkedHashSet<>();
        YamlNode whole = node.get("is");
        if (whole != null) {
            texts(whole).forEach(text -> is.add(Folding.fold(text)));
        }
        if (contains.isEmpty() && is.isEmpty()
                || !TEXT.containsAll(node.entries().keySet())) {
            findings.add(
                    node.where(),
                    "A text condition needs contains or is, and may have without and a pointer",
                    node.entries().keySet().toString(),
                    "Example: {contains: [hồ sơ * đã tồn tại], without: [không]}");
        }
        YamlNode pointer = node.get("pointer");
        if (pointer == null && message.isEmpty()) {
            findings.add(
                    node.where(),
                    "A text condition must know where the words stand: the whole body holds echoed data too",
                    "no pointer, and no answer.message in this file",
                    "Add answer: {message: /message} at the top of the file, or a pointer here");
        }
        List<JsonPath> at = pointer == null ? message : paths(pointer);
        return new Condition.Text(at, contains, is, phrases(node.get("without")));
    }

    private List<Phrase> phrases(@Nullable YamlNode node) {
        List<Phrase> phrases =
                node == null ? List.of() : texts(node).stream().map(Phrase::new).toList();
        if (node != null && phrases.stream().anyMatch(Phrase::isEmpty)) {
            findings.add(node.where(), "An empty phrase is contained in everything", "''", "Write the phrase");
        }
        return phrases;
    }

    /** One pointer or several. */
    List<JsonPath> paths(YamlNode node) {
        return node.items().stream().map(this::path).toList();
    }

    JsonPath path(YamlNode node) {
        if (!JsonPath.valid(node.text())) {
            findings.add(node.where(), "A JSON pointer begins with a slash", node.text(), "Example: /error_code");
            return JsonPath.of("");
        }
        return JsonPath.of(node.text());
    }

    private static Set<String> texts(YamlNode node) {
        Set<String> texts = new LinkedHashSet<>();
        node.items().forEach(item -> texts.add(item.text()));
        return texts;
    }

    private static Set<String> lower(Set<String> texts) {
        Set<String> lower = new LinkedHashSet<>();
        texts.forEach(text -> lower.add(text.toLowerCase(Locale.ROOT)));
        return lower;
    }
}
