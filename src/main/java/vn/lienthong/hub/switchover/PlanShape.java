package vn.lienthong.hub.switchover;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import vn.lienthong.hub.switchover.SwitchoverPlan.Finding;

/** Whether a text is YAML and has the shape of a plan, by {@code plan.schema.json}. */
final class PlanShape {
    private static final int LONGEST = 120;
    private static final LoadSettings STRICT =
            LoadSettings.builder().setMaxAliasesForCollections(0).build();
    private static final JsonSchema SCHEMA = schema();

    private PlanShape() {}

    /** The document, with what is wrong with its shape among the findings; empty when it is no YAML at all. */
    static Optional<Place> read(String file, String text, List<Finding> findings) {
        try {
            Optional<Node> node = new Compose(STRICT).composeString(text);
            if (node.isEmpty()) {
                findings.add(new Finding(
                        file + ":1",
                        "The plan is empty.",
                        "nothing",
                        "Copy test-fixtures/switchover/switchover.yaml and change it."));
            }
            Optional<Place> document = node.map(root -> Place.of(file, root, 1));
            document.ifPresent(place -> findings.addAll(faults(place)));
            return document;
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
            findings.add(notYaml(file + ":" + line, String.valueOf(e.getProblem())));
        } catch (YamlEngineException e) {
            findings.add(notYaml(file, String.valueOf(e.getMessage())));
        }
        return Optional.empty();
    }

    private static Finding notYaml(String where, String problem) {
        if (problem.contains("alias")) {
            return new Finding(
                    where,
                    "The plan refers to another place of itself, and a plan says everything where it holds.",
                    shown(problem),
                    "Write out what is meant in the place of each *name, and take away each &name.");
        }
        return new Finding(
                where,
                "The plan is not YAML.",
                shown(problem),
                "Look there and in the line above: blanks instead of tabs, as many as the lines beside it, what is opened is closed.");
    }

    private static List<Finding> faults(Place document) {
        List<Finding> faults = new ArrayList<>();
        document.repeated()
                .forEach(key -> faults.add(new Finding(
                        key.where(), "A key stands twice.", key.text(), "Keep one: only one of them could count.")));
        for (ValidationMessage message : SCHEMA.validate(document.json())) {
            faults.add(fault(document, message));
        }
        return faults;
    }

    private static Finding fault(Place document, ValidationMessage message) {
        String at = message.getInstanceLocation().toString();
        String property = message.getProperty();
        Place place = document.at(JsonPointer.compile(property == null ? at : at + "/" + property));
        String subject = at.isEmpty() ? "The plan" : at.substring(1).replace('/', '.');
        String found = shown(place.text());
        JsonNode rule = message.getSchemaNode();
        return switch (message.getType()) {
            case "required" ->
                new Finding(place.where(), subject + " lacks '" + property + "'.", "nothing", "Add " + property + ".");
            case "additionalProperties" ->
                new Finding(
                        place.where(),
                        subject + " knows no '" + property + "'.",
                        String.valueOf(property),
                        "Known are: " + known(message) + ".");
            case "type" ->
                new Finding(
                        place.where(),
                        subject + (place.isBlank() ? " is empty." : " is of the wrong kind."),
                        kind(place),
                        "Write " + kinds(rule) + ".");
            case "minItems" ->
                new Finding(
                        place.where(),
                        subject + " is empty.",
                        "nothing",
                        isNeeded(message) ? "Name at least one." : "Name at least one, or leave it out.");
            default -> new Finding(place.where(), subject + " cannot be read.", found, described(message));
        };
    }

    /** Whether the list that a rule stands for may not be left out. */
    private static boolean isNeeded(ValidationMessage message) {
        JsonPointer list = JsonPointer.compile(
                        message.getSchemaLocation().getFragment().toString())
                .head();
        for (JsonNode name : SCHEMA.getSchemaNode().at(list.head().head()).path("required")) {
            if (name.asText().equals(list.last().getMatchingProperty())) {
                return true;
            }
        }
        return false;
    }

    private static String known(ValidationMessage message) {
        List<String> names = new ArrayList<>();
        around(message).path("properties").fieldNames().forEachRemaining(names::add);
        return String.join(", ", names);
    }

    private static String described(ValidationMessage message) {
        String words = around(message).path("description").asText("");
        return words.isEmpty() ? "See docs/switchover-plan.md." : words;
    }

    /** The rules that the broken one stands among. */
    private static JsonNode around(ValidationMessage message) {
        String at = message.getSchemaLocation().getFragment().toString();
        int end = at.lastIndexOf('/');
        JsonNode root = SCHEMA.getSchemaNode();
        return end < 0 ? root : root.at(JsonPointer.compile(at.substring(0, end)));
    }

    private static String kind(Place place) {
        JsonNode json = place.json();
        return json.isObject() ? "a map" : json.isArray() ? "a list" : shown(place.text());
    }

    private static String kinds(JsonNode rule) {
        String type = rule.isArray() ? rule.get(0).asText() : rule.asText();
        return switch (type) {
            case "object" -> "a map: names with a colon, each on a line of its own";
            case "array" -> "a list: [one, two], or lines that begin with a hyphen";
            default -> "a single value";
        };
    }

    static String shown(String text) {
        String flat = text.replaceAll("\\s+", " ").strip();
        String cut = flat.length() > LONGEST ? flat.substring(0, LONGEST) + "…" : flat;
        return cut.isEmpty() ? "nothing" : "'" + cut + "'";
    }

    private static JsonSchema schema() {
        try (InputStream file = PlanShape.class.getResourceAsStream("plan.schema.json")) {
            if (file == null) {
                throw new IllegalStateException("plan.schema.json is missing from the jar");
            }
            SchemaValidatorsConfig config = SchemaValidatorsConfig.builder()
                    .pathType(PathType.JSON_POINTER)
                    .build();
            return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(file, config);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
