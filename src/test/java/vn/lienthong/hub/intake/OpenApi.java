package vn.lienthong.hub.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The OpenAPI document of the hub, and whether an answer is what it promises. */
final class OpenApi {
    static final JsonNode DOCUMENT = load();
    private static final Map<String, JsonSchema> SCHEMAS = new ConcurrentHashMap<>();

    private OpenApi() {}

    static void mustFit(String schema, JsonNode answer) {
        assertThat(SCHEMAS.computeIfAbsent(schema, OpenApi::schema).validate(answer))
                .as("%s as in openapi.yaml: %s", schema, answer)
                .isEmpty();
    }

    private static JsonSchema schema(String name) {
        if (DOCUMENT.at("/components/schemas/" + name).isMissingNode()) {
            throw new IllegalArgumentException("openapi.yaml has no schema " + name);
        }
        ObjectNode root = new ObjectMapper().createObjectNode();
        root.put("$ref", "#/components/schemas/" + name);
        root.set("components", DOCUMENT.path("components"));
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(root);
    }

    private static JsonNode load() {
        try (InputStream in = OpenApi.class.getResourceAsStream("/openapi.yaml")) {
            LoaderOptions strict = new LoaderOptions();
            strict.setAllowDuplicateKeys(false);
            Object document = new Yaml(new SafeConstructor(strict)).load(Objects.requireNonNull(in));
            return new ObjectMapper().valueToTree(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
