package vn.lienthong.hub.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.ValidationMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** A JSON Schema, compiled once and asked often. Thread-safe. */
final class Shape {
    private static final int MOST_FAULTS = 50;
    private final JsonSchema schema;
    private final FaultWords words;
    private final Predicate<JsonNode> fits;

    Shape(JsonSchema schema, FaultWords words) {
        schema.initializeValidators();
        this.schema = schema;
        this.words = words;
        this.fits = QuickShape.of(schema.getSchemaNode()).orElse(document -> false);
    }

    JsonNode source() {
        return schema.getSchemaNode();
    }

    /** What does not fit, at most fifty faults; empty when all fits. */
    List<RecordSchema.Fault> faults(JsonNode document) {
        return fits.test(document) ? List.of() : found(document);
    }

    /** What the library finds, which is the judge. */
    List<RecordSchema.Fault> found(JsonNode document) {
        Set<ValidationMessage> messages = schema.validate(document);
        if (messages.isEmpty()) {
            return List.of();
        }
        List<RecordSchema.Fault> faults = new ArrayList<>();
        for (ValidationMessage message : messages) {
            if (faults.size() < MOST_FAULTS) {
                faults.add(words.of(message));
            }
        }
        return faults.stream().distinct().toList();
    }
}
