package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import vn.lienthong.hub.connector.ContractFacts.Endpoint;

/** Says what an OpenAPI document says as {@link ContractFacts}; Swagger 2.0 was written as its newer form before. One use, one thread. */
final class OpenApiFacts {

    private static final int DEEPEST = 8;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete", "head", "options");

    private final JsonNode root;
    private final SchemaTree requests;
    private final SchemaTree returned;

    private OpenApiFacts(JsonNode root) {
        this.root = root;
        this.requests = SchemaTree.ofRequests(root);
        this.returned = SchemaTree.ofAnswers(root);
    }

    static ContractFacts of(JsonNode root) {
        return new OpenApiFacts(root).read();
    }

    private ContractFacts read() {
        SortedMap<String, Endpoint> endpoints = new TreeMap<>();
        root.path("paths").properties().forEach(path -> {
            JsonNode around = said(path.getValue());
            around.properties().stream()
                    .filter(call ->
                            METHODS.contains(call.getKey()) && call.getValue().isObject())
                    .forEach(call -> endpoints.put(
                            call.getKey().toUpperCase(Locale.ROOT) + " "
                                    + path.getKey().replaceAll("\\{[^}]*}", "{}"),
                            endpoint(path.getKey(), around, call.getValue())));
        });
        return new ContractFacts(
                false, root.path("info").path("title").asText("").strip(), endpoints);
    }

    /** What a reference in the place of a body, an answer, a parameter stands for; words beside it are for people. */
    private JsonNode said(JsonNode node) {
        JsonNode here = node;
        for (int i = 0; i < DEEPEST && here.path("$ref").asText().startsWith("#/"); i++) {
            here = root.at(here.path("$ref").asText().substring(1));
        }
        return here;
    }

    private Endpoint endpoint(String path, JsonNode around, JsonNode call) {
        SortedMap<String, String> traits = new TreeMap<>();
        traits.put("base path", base(around, call));
        traits.put("log-in", logins(call));
        if (call.path("deprecated").asBoolean()) {
            traits.put("deprecated", "yes");
        }
        JsonNode body = said(call.path("requestBody")).path("content");
        boolean elsewhere = said(call.path("requestBody")).has("$ref");
        traits.put("takes", elsewhere ? "*/*" : String.join(", ", kinds(body)));
        Map<String, JsonNode> parameters = new TreeMap<>();
        around.path("parameters").forEach(one -> parameter(one, parameters));
        call.path("parameters").forEach(one -> parameter(one, parameters));
        ObjectNode request = request(requests.of(schema(body)));
        parameters.values().forEach(one -> into(path, one, request, traits));
        String others = String.join(", ", elsewhere(call, parameters.values()));
        if (!others.isEmpty()) {
            traits.put("elsewhere", others);
        }
        return new Endpoint(traits, request, answers(call, traits));
    }

    /** That of the operation comes before that of its path, and this one before that of all. */
    private String base(JsonNode around, JsonNode call) {
        for (JsonNode one : List.of(call, around, root)) {
            if (one.path("servers").has(0)) {
                String base = OpenApiContract.base(
                        one.path("servers").path(0).path("url").asText(""));
                return base.isEmpty() ? "/" : base;
            }
        }
        return "/";
    }

    /** A schema to which parameters may be added: the one that others stand on as well stays what it is. */
    private static ObjectNode request(JsonNode schema) {
        ObjectNode own = JSON.objectNode();
        own.setAll((ObjectNode) schema);
        if (schema.path("properties") instanceof ObjectNode fields) {
            own.set("properties", JSON.objectNode().setAll(fields));
        }
        if (schema.has("required")) {
            own.set("required", schema.get("required").deepCopy());
        }
        return own;
    }

    private Map<String, JsonNode> answers(JsonNode call, Map<String, String> traits) {
        Map<String, JsonNode> answers = new TreeMap<>();
        Set<String> told = new TreeSet<>();
        call.path("responses").properties().forEach(answer -> {
            JsonNode content = said(answer.getValue()).path("content");
            if (answer.getKey().startsWith("2")) {
                told.addAll(kinds(content));
            }
            JsonNode schema = content.isEmpty() ? nothing(answer.getValue()) : schema(content);
            answers.put(answer.getKey().toUpperCase(Locale.ROOT), returned.of(schema));
        });
        if (!told.isEmpty()) {
            traits.put("answers", String.join(", ", told));
        }
        return answers;
    }

    /** Of an answer that is described elsewhere nobody knows whether it has a body. */
    private JsonNode nothing(JsonNode answer) {
        return said(answer).has("$ref") ? said(answer) : JSON.objectNode().put("type", "null");
    }

    /** Of two with one name and place that of the operation counts, which comes later. */
    private void parameter(JsonNode written, Map<String, JsonNode> all) {
        JsonNode one = said(written);
        all.put(one.path("in").asText() + " " + one.path("name").asText().toLowerCase(Locale.ROOT), one);
    }

    /** What stands in the query is a field like those of a body; what must stand in a header or a cookie holds for the whole. */
    private void into(String path, JsonNode parameter, ObjectNode request, Map<String, String> traits) {
        String name = parameter.path("name").asText();
        boolean required = parameter.path("required").asBoolean();
        JsonNode schema = requests.of(parameter.has("schema") ? parameter.path("schema") : parameter);
        if (parameter.path("in").asText().equals("query")) {
            request.withObjectProperty("properties").set(name, schema);
            if (required) {
                request.withArrayProperty("required").add(name);
            }
            return;
        }
        String called = parameter.path("in").asText() + " " + name.toLowerCase(Locale.ROOT);
        if (parameter.path("in").asText().equals("path")) {
            called = "path " + place(path, name);
        } else if (required) {
            traits.put(ContractFacts.NEEDED + called, "always");
        }
        request.withObjectProperty(ContractFacts.PARAMETERS).set(called, schema);
    }

    /** Which of the braces of a path, as their names are not sent to anybody; the name where there are none of this name. */
    private static String place(String path, String name) {
        int before = path.indexOf("{" + name + "}");
        return before < 0
                ? name
                : String.valueOf(
                        path.substring(0, before).replaceAll("[^{]", "").length() + 1);
    }

    /** Documents of which nobody reads what they say of this operation, beside those in which a schema stands. */
    private static Set<String> elsewhere(JsonNode call, Iterable<JsonNode> parameters) {
        Set<String> others = new TreeSet<>();
        List<JsonNode> all = new ArrayList<>(List.of(call.path("requestBody")));
        call.path("responses").forEach(all::add);
        parameters.forEach(all::add);
        for (JsonNode one : all) {
            String reference = one.path("$ref").asText("#");
            if (!reference.startsWith("#")) {
                others.add(reference);
            }
        }
        return others;
    }

    /** One way in for each alternative, in words that do not depend on what the contract calls its schemes. */
    private String logins(JsonNode call) {
        JsonNode told = call.has("security") ? call.path("security") : root.path("security");
        Set<String> ways = new TreeSet<>();
        for (JsonNode way : told) {
            Set<String> schemes = new TreeSet<>();
            way.fieldNames()
                    .forEachRemaining(name -> schemes.add(scheme(
                            said(root.path("components").path("securitySchemes").path(name)))));
            ways.add(schemes.isEmpty() ? "none" : String.join(" and ", schemes));
        }
        return ways.isEmpty() ? "none" : String.join(", or ", ways);
    }

    private static String scheme(JsonNode scheme) {
        return switch (scheme.path("type").asText()) {
            case "http" -> "http " + scheme.path("scheme").asText().toLowerCase(Locale.ROOT);
            case "apiKey" ->
                "key in " + scheme.path("in").asText() + " "
                        + scheme.path("name").asText().toLowerCase(Locale.ROOT);
            case "oauth2", "openIdConnect" -> "token (" + scheme.path("type").asText() + ")";
            default -> scheme.path("type").asText("unknown");
        };
    }

    private static Set<String> kinds(JsonNode content) {
        Set<String> kinds = new TreeSet<>();
        content.fieldNames()
                .forEachRemaining(
                        kind -> kinds.add(kind.replaceFirst(";.*$", "").strip().toLowerCase(Locale.ROOT)));
        return kinds;
    }

    /** JSON where there is some, else a form. */
    private static JsonNode schema(JsonNode content) {
        JsonNode json = OpenApiContract.content(content);
        return json.isMissingNode() && !content.isEmpty()
                ? content.path(content.fieldNames().next()).path("schema")
                : json;
    }
}
