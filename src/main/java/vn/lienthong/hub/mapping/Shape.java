package vn.lienthong.hub.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.ValidationMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A JSON Schema, compiled once and asked often. Thread-safe. */
final class Shape {
    private static final int MOST_FAULTS = 50;
    private final JsonSchema schema;
    private final FaultWords words;

    Shape(JsonSchema schema, FaultWords words) {
        schema.initializeValidators();
        this.schema = schema;
        this.words = words;
    }

    JsonNode source() {
        return schema.getSchemaNode();
    }

    /** What does not fit, at most fifty faults; empty when all fits. */
    List<RecordSchema.Fault> faults(JsonNode document) {
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
