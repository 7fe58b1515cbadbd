package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import vn.lienthong.hub.connector.ContractFacts.Endpoint;

/** Says what an OpenAPI document says as {@link ContractFacts}; Swagger 2.0 was written as its newer form before. One use, one thread. */
final class OpenApiFacts {

    /** Begins the name of a trait that is a parameter which must be there. */
    static final String PARAMETER = "needs ";

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete", "head", "options");

    private final JsonNode root;
    private final SchemaTree schemas;
    private final JsonMerge merge;

    private OpenApiFacts(JsonNode root) {
        this.root = root;
        this.schemas = new SchemaTree(root);
        this.merge = new JsonMerge(root);
    }

    static ContractFacts of(JsonNode root) {
        return new OpenApiFacts(root).read();
    }

    private ContractFacts read() {
        SortedMap<String, Endpoint> endpoints = new TreeMap<>();
        String base =
                OpenApiContract.base(root.path("servers").path(0).path("url").asText(""));
        root.path("paths").properties().forEach(path -> path.getValue().properties().stream()
                .filter(call ->
                        METHODS.contains(call.getKey()) && call.getValue().isObject())
                .forEach(call -> endpoints.put(
                        call.getKey().toUpperCase(Locale.ROOT) + " "
                                + path.getKey().replaceAll("\\{[^}]*}", "{}"),
                        endpoint(path.getValue(), call.getValue(), base))));
        return new ContractFacts(
                false, root.path("info").path("title").asText("").strip(), endpoints);
    }

    private Endpoint endpoint(JsonNode path, JsonNode call, String base) {
        SortedMap<String, String> traits = new TreeMap<>();
        traits.put("base path", base.isEmpty() ? "/" : base);
        traits.put("log-in", logins(call));
        if (call.path("deprecated").asBoolean()) {
            traits.put("deprecated", "yes");
        }
        JsonNode body = merge.resolved(call.path("requestBody"));
        traits.put("takes", String.join(", ", kinds(body.path("content"))));
        ObjectNode request = JSON.objectNode();
        request.setAll(schemas.of(schema(body.path("content"))));
        Map<String, JsonNode> parameters = new TreeMap<>();
        path.path("parameters").forEach(one -> parameter(one, parameters));
        call.path("parameters").forEach(one -> parameter(one, parameters));
        parameters.values().forEach(one -> into(one, request, traits));
        Map<String, JsonNode> answers = new TreeMap<>();
        Set<String> told = new TreeSet<>();
        call.path("responses").properties().forEach(answer -> {
            JsonNode content = merge.resolved(answer.getValue()).path("content");
            if (answer.getKey().startsWith("2")) {
                told.addAll(kinds(content));
            }
            answers.put(answer.getKey().toUpperCase(Locale.ROOT), schemas.of(schema(content)));
        });
        if (!told.isEmpty()) {
            traits.put("answers", String.join(", ", told));
        }
        return new Endpoint(traits, request, answers);
    }

    /** Of two with one name and place that of the operation counts, which comes later. */
    private void parameter(JsonNode written, Map<String, JsonNode> all) {
        JsonNode one = merge.resolved(written);
        all.put(one.path("in").asText() + " " + one.path("name").asText().toLowerCase(Locale.ROOT), one);
    }

    /** What stands in the query is a field like those of a body; what must stand in a header or a cookie holds for the whole. */
    private void into(JsonNode parameter, ObjectNode request, Map<String, String> traits) {
        String name = parameter.path("name").asText();
        boolean required = parameter.path("required").asBoolean();
        if (parameter.path("in").asText().equals("query")) {
            JsonNode schema = parameter.has("schema") ? parameter.path("schema") : parameter;
            request.withObjectProperty("properties").set(name, schemas.of(schema));
            if (required) {
                request.withArrayProperty("required").add(name);
            }
        } else if (required && !parameter.path("in").asText().equals("path")) {
            traits.put(PARAMETER + parameter.path("in").asText() + " " + name.toLowerCase(Locale.ROOT), "always");
        }
    }

    /** One way in for each alternative, in words that do not depend on what the contract calls its schemes. */
    private String logins(JsonNode call) {
        JsonNode told = call.has("security") ? call.path("security") : root.path("security");
        Set<String> ways = new TreeSet<>();
        for (JsonNode way : told) {
            Set<String> schemes = new TreeSet<>();
            way.fieldNames()
                    .forEachRemaining(name -> schemes.add(scheme(merge.resolved(
                            root.path("components").path("securitySchemes").path(name)))));
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
