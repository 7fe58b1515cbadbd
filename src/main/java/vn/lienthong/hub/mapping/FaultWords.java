package vn.lienthong.hub.mapping;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.ValidationMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Says in our words what a schema found. Never shows a value that could be personal: kind and length, or a code. */
final class FaultWords {
    private static final Pattern CODE = Pattern.compile("@?[A-Za-z0-9_.:-]{1,40}");

    private final Function<String, JsonNode> documents;

    /** With the schema documents by address, for their descriptions. */
    FaultWords(Function<String, JsonNode> documents) {
        this.documents = documents;
    }

    RecordSchema.Fault of(ValidationMessage message) {
        return new RecordSchema.Fault(pointer(message), found(message), cure(message));
    }

    private static String pointer(ValidationMessage message) {
        String at = message.getInstanceLocation().toString();
        String property = message.getProperty();
        if (property == null) {
            return at;
        }
        String shown = CODE.matcher(property).matches() ? property : "(unreadable name)";
        return at + "/" + shown;
    }

    private static String found(ValidationMessage message) {
        JsonNode value = message.getInstanceNode();
        return switch (message.getType()) {
            case "required" -> "nothing";
            case "additionalProperties", "unevaluatedProperties" -> "a field that the schema does not know";
            case "enum", "const" ->
                value != null
                                && value.isTextual()
                                && CODE.matcher(value.textValue()).matches()
                        ? value.textValue()
                        : kind(value);
            default -> kind(value) + edges(value);
        };
    }

    private static String kind(@Nullable JsonNode value) {
        return value == null ? "nothing" : value.isNull() ? "null" : LentFunctions.article(value);
    }

    private static String edges(@Nullable JsonNode value) {
        if (value == null || !value.isTextual() || value.textValue().isEmpty()) {
            return "";
        }
        String text = value.textValue();
        if (!text.strip().equals(text)) {
            return " with white space at an end";
        }
        return text.chars().anyMatch(Character::isISOControl) ? " with control characters" : "";
    }

    private String cure(ValidationMessage message) {
        JsonNode rule = message.getSchemaNode();
        return switch (message.getType()) {
            case "required" -> "Send this field; it is mandatory.";
            case "additionalProperties", "unevaluatedProperties" ->
                "Remove it or correct its spelling"
                        + (document(message).at("/properties/extra").isMissingNode()
                                ? "."
                                : "; what is your own goes under extra.");
            case "enum" -> "Use one of " + list(rule) + ".";
            case "type" -> "Send " + typeName(rule) + ", or leave the field out where there is none.";
            case "maxLength" -> "At most " + rule + " characters.";
            case "minLength" -> "At least " + rule + " characters; leave the field out where there is none.";
            case "maxItems", "maxProperties" -> "At most " + rule + " entries.";
            case "minimum", "maximum" -> "The " + message.getType() + " is " + rule + ".";
            default -> described(message);
        };
    }

    private String described(ValidationMessage message) {
        String edges = edges(message.getInstanceNode());
        if (!edges.isEmpty()) {
            return "Send the text without it:" + edges.replace(" with", "") + ".";
        }
        String at = message.getSchemaLocation().getFragment().toString();
        int end = at.lastIndexOf('/');
        JsonNode rules = end < 0 ? document(message) : document(message).at(JsonPointer.compile(at.substring(0, end)));
        String description = rules.path("description").asText("");
        return "Give it the form of the schema" + (description.isEmpty() ? "." : ": " + description);
    }

    private JsonNode document(ValidationMessage message) {
        return documents.apply(String.valueOf(message.getSchemaLocation().getAbsoluteIri()));
    }

    private static String typeName(JsonNode rule) {
        return rule.isArray() ? "one of " + list(rule) : "a value of type " + rule.asText();
    }

    private static String list(JsonNode values) {
        List<String> names = new ArrayList<>();
        values.forEach(value -> names.add(value.asText()));
        return String.join(", ", names);
    }
}
