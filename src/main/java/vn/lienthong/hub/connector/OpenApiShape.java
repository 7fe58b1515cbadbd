package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaException;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.oas.OpenApi30;
import com.networknt.schema.resource.DisallowSchemaLoader;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;

/** Judges JSON by a schema of an OpenAPI document. Nothing is fetched for it. */
final class OpenApiShape {

    private OpenApiShape() {}

    /**
     * The first place in which JSON is not what a schema says, and which of its words refuses it; empty when it keeps the schema, or when nobody can tell: a
     * schema that refers to other files, or that is none.
     *
     * @param root the whole document, into which the schema may refer
     */
    static Optional<String> fault(JsonNode root, JsonNode schema, JsonNode made) {
        try {
            for (ValidationMessage message : compiled(root, schema).validate(made)) {
                JsonNode refused = message.getInstanceNode();
                if (message.getType().equals("format")
                        && refused != null
                        && refused.asText().endsWith(".example")) {
                    // The validator knows no mail in a domain that is kept for examples (RFC 2606).
                    continue;
                }
                String at = message.getInstanceLocation().toString();
                return Optional.of((at.isEmpty() ? "/" : at)
                        + (message.getProperty() == null ? "" : " " + message.getProperty()) + ", by its "
                        + message.getType());
            }
            return Optional.empty();
        } catch (JsonSchemaException | PatternSyntaxException | StackOverflowError e) {
            return Optional.empty();
        }
    }

    private static JsonSchema compiled(JsonNode root, JsonNode schema) {
        // References reach the document from its root: so the schema becomes the root, with the rest of the document
        // beside it.
        ObjectNode whole = schema.isObject() ? schema.deepCopy() : JsonNodeFactory.instance.objectNode();
        root.properties().stream()
                .filter(part -> !whole.has(part.getKey()))
                .forEach(part -> whole.set(part.getKey(), part.getValue()));
        SchemaValidatorsConfig config = SchemaValidatorsConfig.builder()
                .formatAssertionsEnabled(true)
                .pathType(PathType.JSON_POINTER)
                .locale(Locale.ROOT)
                .build();
        return factory(root).getSchema(whole, config);
    }

    private static JsonSchemaFactory factory(JsonNode root) {
        JsonMetaSchema older = OpenApi30.getInstance();
        boolean newer = root.path("openapi").asText().matches("3\\.[1-9].*");
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012, builder -> {
            builder.schemaLoaders(loaders -> loaders.add(DisallowSchemaLoader.getInstance()));
            if (!newer) {
                builder.metaSchema(older).defaultMetaSchemaIri(older.getIri());
            }
        });
    }
}
