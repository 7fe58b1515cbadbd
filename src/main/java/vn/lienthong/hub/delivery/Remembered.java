package vn.lienthong.hub.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a destination gave a dossier: its own number for it, which people ask for, and what the next messages need, by name. The journal keeps
 * it as one text: the number alone, or a JSON object as soon as there is more.
 *
 * @param reference the destination's own number; null when it gave none
 * @param values by name; in the order of the names
 */
public record Remembered(@Nullable String reference, Map<String, String> values) {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** No name of a value is empty. */
    private static final String REFERENCE = "";

    public Remembered {
        values = new TreeMap<>(values);
    }

    /** What a text of {@link #text()} says; whatever else it is, it is a number. */
    public static Remembered of(@Nullable String text) {
        if (text == null || !text.startsWith("{")) {
            return new Remembered(text, Map.of());
        }
        try {
            JsonNode root = JSON.readTree(text);
            Map<String, String> values = new TreeMap<>();
            root.fields()
                    .forEachRemaining(
                            field -> values.put(field.getKey(), field.getValue().asText("")));
            return new Remembered(values.remove(REFERENCE), values);
        } catch (JsonProcessingException e) {
            return new Remembered(text, Map.of());
        }
    }

    /** The same with newer values. */
    public Remembered with(@Nullable String newest, Map<String, String> more) {
        Map<String, String> all = new TreeMap<>(values);
        all.putAll(more);
        return new Remembered(newest == null ? reference : newest, all);
    }

    /** Whether there is a name in it that was not there before: then there may be more to say than before. */
    public boolean tellsMoreThan(Remembered before) {
        return !before.values.keySet().containsAll(values.keySet());
    }

    /** As the journal keeps it; null when there is nothing. */
    public @Nullable String text() {
        if (values.isEmpty()) {
            return reference;
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        if (reference != null) {
            object.put(REFERENCE, reference);
        }
        values.forEach(object::put);
        return object.toString();
    }
}
