package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import vn.lienthong.hub.connector.ContractUse.Called;

/** Finds out what of a contract a connector uses. One use, one thread. */
final class ContractUses {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private static final int MOST_IN_PATH = 8;

    private final ConnectorFolder folder;
    private final KameletFile kamelet;
    private final KameletValues values;
    private final ContractFacts own;
    private final List<ContractMapping> mappings;
    private final Map<String, List<JsonNode>> sends = new TreeMap<>();

    ContractUses(ConnectorFolder folder, KameletValues values, ContractFacts own, List<ContractMapping> mappings) {
        this.folder = folder;
        this.kamelet = folder.kamelet().orElseThrow();
        this.values = values;
        this.own = own;
        this.mappings = mappings;
    }

    ContractUse find() {
        mappings.forEach(mapping -> sentBy(mapping.output()));
        folder.pull().ifPresent(pull -> pull.requests().forEach(this::asked));
        samples().forEach((operation, bodies) -> {
            // Cases try also what there is not.
            if (!sends.containsKey(operation) && !endpoint(operation).isEmpty()) {
                bodies.forEach(body -> sends.computeIfAbsent(operation, key -> new ArrayList<>())
                        .add(shapeOf(body)));
            }
        });
        SortedMap<String, Called> operations = new TreeMap<>();
        ContractReads reads = new ContractReads(folder, mappings);
        sends.forEach((operation, bodies) -> operations.put(
                operation,
                reads.of(
                        operation,
                        endpoint(operation),
                        bodies.stream().map(this::filledByStep).toList())));
        logins(operations);
        return new ContractUse(operations, steps(), headers());
    }

    private void sentBy(JsonNode output) {
        JsonNode items = output.path("properties").path("messages").path("items");
        List<JsonNode> kinds = new ArrayList<>();
        for (String word : List.of("anyOf", "oneOf")) {
            items.path(word).forEach(kinds::add);
        }
        if (kinds.isEmpty() && !items.isMissingNode()) {
            kinds.add(items);
        }
        SchemaTree tree = new SchemaTree(output);
        for (JsonNode kind : kinds) {
            JsonNode message = tree.of(kind);
            JsonNode body = message.path("properties").path("body");
            if (!body.isObject()) {
                continue;
            }
            values(message.path("properties").path("operation"))
                    .forEach(operation -> sends.computeIfAbsent(operation, key -> new ArrayList<>())
                            .add(body));
        }
    }

    private static Set<String> values(JsonNode schema) {
        Set<String> all = new TreeSet<>();
        schema.path("enum").forEach(value -> all.add(value.asText()));
        if (schema.has("const")) {
            all.add(schema.path("const").asText());
        }
        return all;
    }

    private void asked(PullRequest request) {
        if (Conversation.isFile(request.operation())) {
            return;
        }
        sends.computeIfAbsent(request.operation(), key -> new ArrayList<>()).add(asked(request.body()));
    }

    /** The body of a request as pull.yaml writes it: what it writes out is always the same, what stands in double braces nobody knows before. */
    private static JsonNode asked(JsonNode body) {
        if (body.isTextual() && body.asText().contains("{{")) {
            return JSON.objectNode();
        }
        ObjectNode schema = (ObjectNode) shapeOf(body);
        if (body.isValueNode() && !body.isNull()) {
            schema.set("const", body);
        }
        body.properties()
                .forEach(field -> schema.withObjectProperty("properties").set(field.getKey(), asked(field.getValue())));
        return schema;
    }

    /** The messages of the cases, by operation. */
    Map<String, List<JsonNode>> samples() {
        Map<String, List<JsonNode>> samples = new TreeMap<>();
        for (var one : folder.cases()) {
            var file = one.resolve("record.json");
            new Findings().text(file, file.toString()).map(JsonPath::parse).ifPresent(record -> record.path("messages")
                    .forEach(message -> samples.computeIfAbsent(
                                    message.path("operation").asText(), key -> new ArrayList<>())
                            .add(message.path("body"))));
        }
        return samples;
    }

    /** What a message has, as the schema of all that are like it; what stands for something not known before may be any text. */
    private static JsonNode shapeOf(JsonNode body) {
        ObjectNode schema = JSON.objectNode();
        if (body.isObject()) {
            ObjectNode properties = schema.put("type", "object").putObject("properties");
            ArrayNode required = schema.putArray("required");
            body.properties().forEach(field -> {
                properties.set(field.getKey(), shapeOf(field.getValue()));
                required.add(field.getKey());
            });
        } else if (body.isArray()) {
            schema.put("type", "array").set("items", shapeOf(body.path(0)));
        } else if (body.isNumber()) {
            schema.put("type", body.isIntegralNumber() ? "integer" : "number");
        } else if (body.isBoolean()) {
            schema.put("type", "boolean");
        } else {
            schema.put("type", "string");
        }
        return schema;
    }

    /** With the fields that a step puts into every message. */
    private JsonNode filledByStep(JsonNode body) {
        ObjectNode with = body.deepCopy();
        ObjectNode parameters = with.putObject(ContractFacts.PARAMETERS);
        headers().forEach(header -> parameters.putObject("header " + header));
        for (int place = 1; place <= MOST_IN_PATH; place++) {
            parameters.putObject("path " + place);
        }
        for (KameletFile.Use use : kamelet.uses()) {
            for (String at : List.of("usernameAt", "passwordAt", "idAt")) {
                put(with, JsonPath.of(values.told(use, at, "")).steps());
            }
            if ("session-login".equals(KameletValues.step(use))) {
                put(with, List.of(values.told(use, "sessionField", "session")));
            }
        }
        return with;
    }

    private static void put(ObjectNode schema, List<String> steps) {
        ObjectNode here = schema;
        for (int i = 0; i < steps.size() && here.path("type").asText("object").equals("object"); i++) {
            ObjectNode properties = here.withObjectProperty("properties");
            String name = steps.get(i);
            boolean known = false;
            for (JsonNode required : here.withArrayProperty("required")) {
                known |= required.asText().equals(name);
            }
            if (!known) {
                here.withArrayProperty("required").add(name);
            }
            if (i == steps.size() - 1) {
                properties.putObject(name).put("type", "string");
            } else {
                here = properties.withObjectProperty(name);
            }
        }
    }

    private String endpoint(String operation) {
        if (own.soap()) {
            return own.endpoints().containsKey(operation) ? operation : "";
        }
        for (KameletFile.Use use : kamelet.uses()) {
            if ("post".equals(KameletValues.step(use))) {
                Map<String, String> ways = new HashMap<>();
                StepOptions.parts(values.told(use, "paths", "")).stream()
                        .map(part -> part.split("=", 2))
                        .filter(part -> part.length == 2)
                        .forEach(part -> ways.put(part[0], part[1]));
                String way = ways.isEmpty() ? "" : ways.get(operation);
                return way == null ? "" : ContractPlaces.find(own, way, behind(use), operation);
            }
        }
        return "";
    }

    private String behind(KameletFile.Use use) {
        YamlNode url = use.parameters().get("url");
        return url == null ? "" : values.behindAddress(url.text());
    }

    /** Log-ins that the contract describes are used as messages are. */
    private void logins(SortedMap<String, Called> operations) {
        for (KameletFile.Use use : kamelet.uses()) {
            StepKind kind =
                    StepKind.find(String.valueOf(KameletValues.step(use))).orElse(null);
            if (kind != null && kind.isLogin() && !own.soap() && !behind(use).isEmpty()) {
                String endpoint = ContractPlaces.find(own, "", behind(use), "");
                if (!endpoint.isEmpty()) {
                    operations.put("log-in", ContractLogin.called(endpoint, use, kind, values));
                }
            }
        }
    }

    private Set<String> steps() {
        Set<String> steps = new TreeSet<>();
        kamelet.uses().forEach(use -> steps.add(String.valueOf(KameletValues.step(use))));
        return steps;
    }

    private Set<String> headers() {
        Set<String> headers = new TreeSet<>();
        for (KameletFile.Use use : kamelet.uses()) {
            for (String parameter : List.of("header", "idempotencyHeader", "timestampHeader", "hashHeader")) {
                headers.add(values.told(use, parameter, "").toLowerCase(Locale.ROOT));
            }
        }
        headers.remove("");
        return headers;
    }
}
