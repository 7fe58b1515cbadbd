package vn.lienthong.hub.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.networknt.schema.AbsoluteIri;
import com.networknt.schema.JsonSchemaException;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.resource.InputStreamSource;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Compiles the schemas of the mappings folder. A reference reaches other files of that folder and nothing else. */
final class SchemaFolder {
    // Relative references resolve against this; .invalid can never be a real host (RFC 2606).
    private static final String BASE = "https://mappings.invalid/";
    private static final ObjectMapper JSON = new ObjectMapper();
    private final Path root;
    private final JsonSchemaFactory factory;

    SchemaFolder(Path root) {
        this.root = root.toAbsolutePath().normalize();
        this.factory = JsonSchemaFactory.getInstance(
                SpecVersion.VersionFlag.V202012, builder -> builder.schemaLoaders(loaders -> loaders.add(this::open)));
    }

    Shape shape(Path file) {
        Path path = file.toAbsolutePath().normalize();
        try {
            JsonNode schema = JSON.readTree(Files.readAllBytes(path));
            String location = BASE + root.relativize(path).toString().replace('\\', '/');
            SchemaValidatorsConfig config = SchemaValidatorsConfig.builder()
                    .formatAssertionsEnabled(true)
                    .pathType(PathType.JSON_POINTER)
                    .locale(Locale.ROOT)
                    .build();
            return new Shape(
                    factory.getSchema(SchemaLocation.of(location), schema, config), new FaultWords(this::document));
        } catch (IOException | JsonSchemaException e) {
            throw new IllegalStateException(
                    "No usable JSON Schema. Found: " + e.getMessage() + " (" + path + "). Correct the file.", e);
        }
    }

    private InputStreamSource open(AbsoluteIri iri) {
        return () -> Files.newInputStream(file(iri.toString()));
    }

    // Read again for each fault: faults are rare, and their words must not be kept in memory for them.
    private JsonNode document(String address) {
        try {
            return JSON.readTree(Files.readAllBytes(file(address)));
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    private Path file(String address) throws FileNotFoundException {
        Path file = address.startsWith(BASE)
                ? root.resolve(address.substring(BASE.length())).normalize()
                : root;
        if (!file.startsWith(root) || file.equals(root)) {
            throw new FileNotFoundException("a reference out of the mappings folder: " + address);
        }
        return file;
    }
}
