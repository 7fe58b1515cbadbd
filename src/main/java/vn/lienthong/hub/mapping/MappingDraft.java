package vn.lienthong.hub.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

    private final List<String> filled = new ArrayList<>();
    private final List<String> left = new ArrayList<>();
    private final String operation;
    private final String body;
    private final ObjectNode schema;

    private static Guess guess(String name, String expression) {
        return new Guess(Pattern.compile(name), expression);
    }

    /** @param message of the destination: operation and body, as a case of its connector has them */
    MappingDraft(JsonNode message) {
        operation = message.path("operation").asText();
        schema = JSON.createObjectNode();
        body = object(message.path("body"), "", 6, schema);
    }

    private String object(JsonNode sample, String around, int indent, ObjectNode described) {
        described.put("type", "object").put("additionalProperties", false);
        ArrayNode required = described.putArray("required");
        ObjectNode properties = described.putObject("properties");
        List<String> lines = new ArrayList<>();
        List<String> open = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : sample.properties()) {
            String place = around + "/" + field.getKey();
            ObjectNode one = JSON.createObjectNode();
            int before = filled.size();
            String value = value(field.getKey(), field.getValue(), place, indent + 2, one);
            if (value == null || filled.size() == before) {
                open.add(" ".repeat(indent + 2) + "// FILL IN " + quoted(field.getKey()) + ": "
                        + kind(field.getValue()));
                continue;
            }
            lines.add(" ".repeat(indent + 2) + quoted(field.getKey()) + ": " + value);
            required.add(field.getKey());
            properties.set(field.getKey(), one);
        }
        String comments = open.isEmpty() ? "" : String.join("\n", open) + "\n";
        return "{\n" + comments + String.join(",\n", lines) + (lines.isEmpty() ? "" : "\n") + " ".repeat(indent) + "}";
    }

    private @Nullable String value(String name, JsonNode sample, String place, int indent, ObjectNode described) {
        if (sample.isObject()) {
            return object(sample, place, indent, described);
        }
        if (sample.isArray() && sample.path(0).isObject()) {
            described.put("type", "array");
            return "[" + object(sample.get(0), place, indent, described.putObject("items")) + "]";
        }
        String expression = sample.isTextual() ? expression(name, sample.asText()) : null;
        if (expression == null) {
            left.add(place);
            return null;
        }
        filled.add("| `" + place + "` | `" + expression + "`: guessed by its name, FILL IN whether it is right |");
        described.putArray("type").add("string").add("null");
        return expression;
    }

    private static @Nullable String expression(String name, String sample) {
        String folded = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
        for (Guess guess : GUESSES) {
            if (guess.name.matcher(folded).matches()) {
                String told = guess.expression;
                if (told.startsWith("TIME ")) {
                    String at = "$record." + told.substring(5);
                    return sample.matches("\\d{4}-\\d\\d-\\d\\dT.*") ? "text(" + at + ")" : "local-time(" + at + ")";
                }
                return told.startsWith("CUT ")
                        ? "cut($record." + told.substring(4) + ", 500, " + quoted(name) + ")"
                        : told;
            }
        }
        return null;
    }

    private static String kind(JsonNode sample) {
        String type =
                sample.isTextual() ? "text" : sample.getNodeType().toString().toLowerCase(Locale.ROOT);
        String shown = sample.isValueNode() ? ", such as " + sample : ", nothing in it was guessed";
        return type + shown.replaceAll("\\s+", " ");
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
