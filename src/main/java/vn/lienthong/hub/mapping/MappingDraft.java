package vn.lienthong.hub.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A mapping begun from a message of the destination: a field whose name says what of a record belongs there is filled from it, every other one is left
 * out and marked {@code FILL IN}. So nothing made up can leave: what is mandatory is missing until somebody fills it in.
 */
final class MappingDraft {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What a name says, without capitals, signs and digits; the first that fits. TIME and CUT stand for what depends on the field. */
    private record Guess(Pattern name, String expression) {}

    private static final List<Guess> GUESSES = List.of(
            guess(
                    "ngaynop.*|ngay(tiep)?nhan.*|.*receivedat|.*receiveddate|.*datereceived|thoigiantiepnhan",
                    "TIME receivedAt"),
            guess("ngayhentra.*|hentra|.*dueat|.*duedate|.*dateappointed", "TIME dueAt"),
            guess(
                    "(ma|so|maso|code|id)?(hoso|dossier)(code|id|no|number)?|(ma|so)biennhan|mahs|dossier",
                    "text($record.dossierCode)"),
            guess("trichyeu.*|tenhoso|noidung.*|.*summary|subject|compendium", "CUT summary"),
            guess(
                    "(ho)?tennguoinop|hoten.*|tenchuhoso|chuhoso|nguoinop|fullname|applicantname|citizenname|hotennguoinop",
                    "text($record.applicant.name)"),
            guess(
                    "(ma|code)?(thutuc|tthc|loaihoso|procedure|doctype)(code|id|ma)?|mathutuchanhchinh",
                    "text(procedure($record.procedureCode))"),
            guess("(trangthai(hoso)?|status|ma?trangthai)(code)?", "status-code($record.status)"),
            guess(
                    ".*(cmnd|cccd|sodinhdanh|identitynumber|idnumber|sogiayto).*",
                    "text($record.applicant.identity.number)"),
            guess("ten(donvi|coquan).*|(unit|agency|organ)name", "text(unit-name($record.unit, $record.receivedAt))"),
            guess(
                    "ma(donvi|coquan).*|(unit|agency|organ)(code|id)",
                    "text(agency-code($record.unit, $record.receivedAt))"),
            guess("(so)?dienthoai.*|phone.*|mobile", "text($record.applicant.phone)"),
            guess(".*diachi.*|address.*", "text($record.applicant.address.line)"));

    /** A guess that may be absent in a record: nothing can stand where a date belongs. */
    private static final Set<String> NOT_ALWAYS = Set.of("dueAt");

    /** What OpenAPI calls a field that takes bytes. */
    private static final Set<String> BYTES = Set.of("byte", "binary");

    private static final List<String> WORDS =
            List.of("type", "enum", "const", "pattern", "minLength", "maxLength", "minimum", "maximum");

    private final List<String> filled = new ArrayList<>();
    private final List<String> left = new ArrayList<>();
    private final Set<String> wrong;
    private final String operation;
    private final String body;
    private final ObjectNode schema;

    private static Guess guess(String name, String expression) {
        return new Guess(Pattern.compile(name), expression);
    }

    /**
     * @param theirs what is known of the destination
     * @param wrong places of the body for which a name gave away what the contract does not take
     */
    MappingDraft(Mappings.Theirs theirs, Set<String> wrong) {
        this.wrong = wrong;
        operation = theirs.message().path("operation").asText();
        schema = JSON.createObjectNode();
        body = object(new Place("", theirs.message().path("body"), theirs.shape()), 6, schema);
    }

    /**
     * A part of the body.
     *
     * @param shape what the contract says of it; missing where nobody knows
     */
    private record Place(String pointer, JsonNode sample, JsonNode shape) {

        Place in(String name) {
            return new Place(
                    pointer + "/" + name,
                    sample.path(name),
                    shape.path("properties").path(name));
        }

        Place item() {
            return new Place(pointer, sample.path(0), shape.path("items"));
        }

        String words() {
            return shape.path("$comment").asText("");
        }
    }

    /** Whether a text that is made for a field is worth a try: the contract leaves the choice, and what it is; a file is none. */
    private static boolean takesText(JsonNode shape) {
        return !shape.has("enum")
                && !shape.has("const")
                && !shape.has("contentEncoding")
                && !BYTES.contains(shape.path("format").asText())
                && shape.path("type").asText("string").equals("string");
    }

    private String object(Place place, int indent, ObjectNode described) {
        described.put("type", "object").put("additionalProperties", false);
        ArrayNode required = described.putArray("required");
        ObjectNode properties = described.putObject("properties");
        List<String> lines = new ArrayList<>();
        List<String> open = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : place.sample.properties()) {
            Place here = place.in(field.getKey());
            ObjectNode one = JSON.createObjectNode();
            int before = filled.size();
            String value = value(field.getKey(), here, indent + 2, one);
            if (value == null || filled.size() == before) {
                open.add(" ".repeat(indent + 2) + "// FILL IN " + quoted(field.getKey()) + ": " + kind(here));
                continue;
            }
            lines.add(" ".repeat(indent + 2) + quoted(field.getKey()) + ": " + value);
            required.add(field.getKey());
            properties.set(field.getKey(), one);
        }
        place.shape.path("properties").properties().stream()
                .filter(field -> !place.sample.has(field.getKey()))
                .forEach(field ->
                        open.add(" ".repeat(indent + 2) + unsampled(place.in(field.getKey()), field.getKey())));
        String comments = open.isEmpty() ? "" : String.join("\n", open) + "\n";
        return "{\n" + comments + String.join(",\n", lines) + (lines.isEmpty() ? "" : "\n") + " ".repeat(indent) + "}";
    }

    /** A field that the sample does not show: one that they say may be absent is not needed, and of any other nobody knows but a person. */
    private String unsampled(Place place, String name) {
        if (place.words().split(";", 2)[0].contains(ClosedRule.ABSENT)) {
            return "// not needed " + quoted(name) + ": " + place.words();
        }
        left.add(place.pointer);
        return "// FILL IN " + quoted(name) + ": " + (place.words().isEmpty() ? "an object" : place.words())
                + "; the sample does not show it";
    }

    private @Nullable String value(String name, Place place, int indent, ObjectNode described) {
        if (place.sample.isObject()) {
            return object(place, indent, described);
        }
        if (place.sample.isArray() && place.sample.path(0).isObject()) {
            described.put("type", "array");
            return "[" + object(place.item(), indent, described.putObject("items")) + "]";
        }
        boolean likely = place.sample.isTextual() && takesText(place.shape) && !wrong.contains(place.pointer);
        String expression = likely ? expression(name, place) : null;
        if (expression == null) {
            left.add(place.pointer);
            return null;
        }
        filled.add("| `" + place.pointer + "` | `" + expression + "`: guessed by its name"
                + (place.words().isEmpty() ? "" : "; " + place.words().replace("|", "\\|"))
                + "; FILL IN whether it is right |");
        if (place.shape.isEmpty()) {
            described.putArray("type").add("string").add("null");
        } else {
            WORDS.stream().filter(place.shape::has).forEach(word -> described.set(word, place.shape.get(word)));
            described.put("description", place.words());
        }
        return expression;
    }

    private static @Nullable String expression(String name, Place place) {
        String folded = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
        for (Guess guess : GUESSES) {
            if (guess.name.matcher(folded).matches()) {
                String told = guess.expression;
                if (told.startsWith("TIME ")) {
                    return time(told.substring(5), place);
                }
                if (isTime(place)) {
                    return null;
                }
                int most = place.shape.path("maxLength").asInt(500);
                return told.startsWith("CUT ")
                        ? "cut($record." + told.substring(4) + ", " + most + ", " + quoted(name) + ")"
                        : told;
            }
        }
        return null;
    }

    private static boolean isTime(Place place) {
        return place.shape.has("format")
                ? place.shape.path("format").asText().matches("date|date-time|time|gYear.*")
                : place.sample.asText().matches("\\d{4}-\\d\\d-\\d\\d(T.*)?");
    }

    /** A time in the form that the field takes; null where a record need not have it, and the field takes no empty text. */
    private static @Nullable String time(String field, Place place) {
        String at = "$record." + field;
        if (!isTime(place)) {
            return "local-time(" + at + ")";
        }
        if (NOT_ALWAYS.contains(field)) {
            return null;
        }
        String format = place.shape.path("format").asText(place.sample.asText().contains("T") ? "date-time" : "date");
        return switch (format) {
            case "date-time" -> "text(" + at + ")";
            case "date" -> "foreign-date(" + at + ")";
            default -> null;
        };
    }

    private String kind(Place place) {
        JsonNode sample = place.sample;
        String type =
                sample.isTextual() ? "text" : sample.getNodeType().toString().toLowerCase(Locale.ROOT);
        String shown = sample.isValueNode() ? ", such as " + sample : ", nothing in it was guessed";
        String said = place.words().isEmpty() ? type + shown : place.words();
        String tried = wrong.contains(place.pointer) ? "; what its name gave away is not of this kind" : "";
        String absent = sample.isTextual() && isTime(place)
                ? "; a date that a record may not have: see present() in mappings/README.md"
                : "";
        return (said + tried + absent).replaceAll("\\s+", " ");
    }

    private static String quoted(String text) {
        return JSON.getNodeFactory().textNode(text).toString();
    }

    String jslt(String destination) {
        return "// DossierRecord -> " + operation + " of " + destination
                + ". Begun from a sample of theirs: what stands here was guessed by its name, the rest is FILL IN.\n\nlet record = .record\n\n"
                + "{\n  \"messages\": [{\n    \"operation\": " + quoted(operation) + ",\n    \"body\": "
                + body.replace("\n  ", "\n")
                + ",\n    \"confirmsExistence\": true,\n    \"confirmsSteps\": [],\n    \"enquiry\": false\n  }]\n}\n";
    }

    String output(String destination) {
        ObjectNode root = JSON.createObjectNode();
        root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        root.put("title", "What is sent to " + destination);
        root.put("description", "One message. FILL IN lengths and kinds, as their contract has them.");
        root.put("type", "object").put("additionalProperties", false);
        root.putArray("required").add("messages");
        ObjectNode messages = root.putObject("properties").putObject("messages");
        messages.put("type", "array").put("minItems", 1).put("maxItems", 1);
        ObjectNode one = messages.putObject("items");
        one.put("type", "object").put("additionalProperties", false);
        one.putArray("required")
                .add("operation")
                .add("body")
                .add("confirmsExistence")
                .add("confirmsSteps")
                .add("enquiry");
        ObjectNode properties = one.putObject("properties");
        properties.putObject("operation").put("const", operation);
        properties.set("body", schema);
        properties.putObject("confirmsExistence").put("type", "boolean");
        properties.putObject("confirmsSteps").put("type", "array").put("maxItems", 0);
        properties.putObject("enquiry").put("type", "boolean");
        return root.toPrettyString() + "\n";
    }

    String readme(String name, String destination) {
        return "# " + name + "\n\n## What\n\nA record as `" + operation + "` of `" + destination
                + "`, begun from the sample of its connector. FILL IN what is left.\n\n## Fields\n\n| field | from |\n| --- | --- |\n"
                + String.join("\n", filled) + "\n\nNot filled yet: "
                + (left.isEmpty() ? "nothing" : "`" + String.join("`, `", left) + "`")
                + ".\n\n## Decisions\n\n- Nothing made up is sent: a field that nobody filled in is left out.\n- They cannot be asked what they hold until somebody"
                + " writes an enquiry; after an unknown end the message goes again.\n\n## Cases\n\n| case | shows |\n| --- | --- |\n| birth-registration | a plain"
                + " record |\n| enquiry | the same: there is no question to ask |\n";
    }
}
