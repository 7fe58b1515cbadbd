package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A place in a YAML file that still knows its line, so that a violation can name it. Immutable. */
record YamlNode(String file, Node node) {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private static final LoadSettings STRICT = LoadSettings.builder()
            .setAllowDuplicateKeys(false)
            .setMaxAliasesForCollections(0)
            .build();

    /** Reads one document; a syntax error becomes a violation and an empty answer. */
    static Optional<YamlNode> read(Path file, String shown, Findings findings) {
        Optional<String> text = findings.text(file, shown);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            Optional<Node> node = new Compose(STRICT).composeString(text.get());
            if (node.isEmpty()) {
                findings.add(shown, "The file is empty", "nothing", "Copy the file from connectors/echo and change it");
            }
            return node.map(n -> new YamlNode(shown, n));
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
            boolean tab =
                    text.get().lines().skip(line - 1L).findFirst().orElse("").matches("\\s*\\t.*");
            findings.add(
                    shown + ":" + line,
                    "The file is not YAML",
                    tab ? "a tab at the beginning of the line" : firstLines(String.valueOf(e.getProblem())),
                    tab
                            ? "Indent with blanks, as the lines around it do"
                            : "Look there and in the line above: as many blanks as the lines beside it, a blank behind each colon, what is opened is closed");
            return Optional.empty();
        } catch (YamlEngineException e) {
            findings.add(
                    shown,
                    "The file is not YAML",
                    firstLines(String.valueOf(e.getMessage())),
                    "Compare it with the one in connectors/echo");
            return Optional.empty();
        }
    }

    private static String firstLines(String message) {
        String flat = message.replaceAll("\\s+", " ").strip();
        return flat.length() > 200 ? flat.substring(0, 200) : flat;
    }

    /** File and line, for people. */
    String where() {
        return file + ":" + line();
    }

    int line() {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    }

    boolean isMap() {
        return node instanceof MappingNode;
    }

    boolean isList() {
        return node instanceof SequenceNode;
    }

    /** The children by key, in the file's order; empty for anything but a map. */
    Map<String, YamlNode> entries() {
        Map<String, YamlNode> entries = new LinkedHashMap<>();
        if (node instanceof MappingNode map) {
            for (NodeTuple tuple : map.getValue()) {
                entries.put(new YamlNode(file, tuple.getKeyNode()).text(), new YamlNode(file, tuple.getValueNode()));
            }
        }
        return entries;
    }

    @Nullable
    YamlNode get(String... path) {
        YamlNode here = this;
        for (String key : path) {
            here = here.entries().get(key);
            if (here == null) {
                return null;
            }
        }
        return here;
    }

    /** The members of a list; a single value counts as a list of one. */
    List<YamlNode> items() {
        if (node instanceof SequenceNode sequence) {
            List<YamlNode> items = new ArrayList<>();
            sequence.getValue().forEach(n -> items.add(new YamlNode(file, n)));
            return items;
        }
        return List.of(this);
    }

    /** The scalar as written; empty for maps and lists. */
    String text() {
        return node instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    /** The scalar below a key, or the fallback when the key is absent. */
    String text(String key, String fallback) {
        YamlNode child = get(key);
        return child == null ? fallback : child.text();
    }

    /** The same as JSON: whole numbers, true, false and null as such, everything else as text. */
    JsonNode json() {
        if (isMap()) {
            ObjectNode made = JSON.objectNode();
            entries().forEach((key, value) -> made.set(key, value.json()));
            return made;
        }
        if (isList()) {
            ArrayNode made = JSON.arrayNode();
            items().forEach(item -> made.add(item.json()));
            return made;
        }
        Tag tag = node instanceof ScalarNode scalar ? scalar.getTag() : Tag.STR;
        if (tag.equals(Tag.INT) && text().matches("-?\\d{1,18}")) {
            return JSON.numberNode(new BigInteger(text()));
        }
        if (tag.equals(Tag.BOOL)) {
            return JSON.booleanNode(text().equalsIgnoreCase("true"));
        }
        return tag.equals(Tag.NULL) ? JSON.nullNode() : JSON.textNode(text());
    }
}
