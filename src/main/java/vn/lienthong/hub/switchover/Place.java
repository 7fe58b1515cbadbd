package vn.lienthong.hub.switchover;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A place in a plan file that knows its line; {@code node} is null where nothing stands, and {@code line} is then that of what is around. */
record Place(String file, int line, @Nullable Node node) {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    static Place of(String file, Node node, int around) {
        return new Place(
                file, node.getStartMark().map(mark -> mark.getLine() + 1).orElse(around), node);
    }

    String where() {
        return file + ":" + line;
    }

    /** The children by key, in the file's order; empty for anything but a map. */
    Map<String, Place> entries() {
        Map<String, Place> entries = new LinkedHashMap<>();
        if (node instanceof MappingNode map) {
            for (NodeTuple tuple : map.getValue()) {
                // The line of the key: a value may begin on the next one.
                Place key = of(file, tuple.getKeyNode(), line);
                entries.put(key.text(), new Place(file, key.line(), tuple.getValueNode()));
            }
        }
        return entries;
    }

    /** The keys here and below that stand twice in one map: of two values only one could count. */
    List<Place> repeated() {
        List<Place> repeated = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        if (node instanceof MappingNode map) {
            for (NodeTuple tuple : map.getValue()) {
                Place key = of(file, tuple.getKeyNode(), line);
                if (!seen.add(key.text())) {
                    repeated.add(key);
                }
                repeated.addAll(of(file, tuple.getValueNode(), line).repeated());
            }
        }
        items().forEach(item -> repeated.addAll(item.repeated()));
        return repeated;
    }

    /** What stands under a key, or nothing at this place. */
    Place get(String key) {
        return entries().getOrDefault(key, new Place(file, line, null));
    }

    /** The members of a list; empty for anything else. */
    List<Place> items() {
        List<Place> items = new ArrayList<>();
        if (node instanceof SequenceNode sequence) {
            sequence.getValue().forEach(item -> items.add(of(file, item, line)));
        }
        return items;
    }

    /** The scalar as written; empty for anything else. */
    String text() {
        return node instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    /** Whether a key stands here without anything behind it. */
    boolean isBlank() {
        return node instanceof ScalarNode scalar && scalar.getValue().isBlank();
    }

    /** The scalar, or what stands for it where nothing is written. */
    String text(String fallback) {
        return node == null ? fallback : text();
    }

    /** The nearest place on the way to a pointer. */
    Place at(JsonPointer pointer) {
        if (pointer.matches()) {
            return this;
        }
        List<Place> items = items();
        int index = pointer.getMatchingIndex();
        if (index >= 0 && index < items.size()) {
            return items.get(index).at(pointer.tail());
        }
        Place child = entries().get(pointer.getMatchingProperty());
        return child == null ? this : child.at(pointer.tail());
    }

    /** The same as JSON, every scalar as a text. */
    JsonNode json() {
        if (node instanceof MappingNode) {
            ObjectNode made = JSON.objectNode();
            entries().forEach((key, value) -> made.set(key, value.json()));
            return made;
        }
        if (node instanceof SequenceNode) {
            return JSON.arrayNode().addAll(items().stream().map(Place::json).toList());
        }
        return JSON.textNode(text());
    }
}
