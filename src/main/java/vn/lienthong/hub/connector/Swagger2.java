package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;

/** Writes a Swagger 2.0 document as the OpenAPI 3 that it would be, as far as a connector is begun from it; its definitions stay where they are. */
final class Swagger2 {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Swagger2() {}

    static ObjectNode newer(JsonNode old) {
        ObjectNode root = old.deepCopy();
        root.put("openapi", "3.0.0");
        root.putArray("servers").addObject().put("url", old.path("basePath").asText("/"));
        ObjectNode schemes = root.withObjectProperty("components").putObject("securitySchemes");
        old.path("securityDefinitions").properties().forEach(one -> schemes.set(one.getKey(), scheme(one.getValue())));
        for (JsonNode path : root.path("paths")) {
            for (Map.Entry<String, JsonNode> call : path.properties()) {
                if (call.getValue() instanceof ObjectNode operation) {
                    body(operation);
                    answers(operation);
                }
            }
        }
        return root;
    }

    private static ObjectNode scheme(JsonNode old) {
        ObjectNode scheme = old.deepCopy();
        if (old.path("type").asText().equals("basic")) {
            return scheme.put("type", "http").put("scheme", "basic");
        }
        if (old.path("type").asText().equals("oauth2")) {
            String flow = old.path("flow").asText();
            scheme.putObject("flows")
                    .putObject(flow.equals("application") ? "clientCredentials" : flow)
                    .set("tokenUrl", old.path("tokenUrl"));
        }
        return scheme;
    }

    private static void body(ObjectNode operation) {
        ArrayNode others = JSON.arrayNode();
        for (JsonNode parameter : operation.path("parameters")) {
            String in = parameter.path("in").asText();
            if (in.equals("body")) {
                json(operation.putObject("requestBody"), parameter.path("schema"));
            } else if (in.equals("formData")) {
                operation.putObject("requestBody").putObject("content").putObject("multipart/form-data");
            } else {
                others.add(parameter);
            }
        }
        operation.set("parameters", others);
    }

    private static void answers(ObjectNode operation) {
        for (JsonNode answer : operation.path("responses")) {
            if (answer instanceof ObjectNode one && one.has("schema")) {
                json(one, one.path("schema"));
            }
        }
    }

    private static void json(ObjectNode holder, JsonNode schema) {
        holder.putObject("content").putObject("application/json").set("schema", schema);
    }

    /** Whether a document is one. */
    static boolean is(JsonNode root) {
        return Set.of("2.0", "2").contains(root.path("swagger").asText());
    }
}
