package vn.lienthong.hub.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The quick checks against the library: what they let pass, it must let pass. */
class QuickShapeTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path FOLDER = Path.of("mappings");
    private static final Path SIXTY_FIELDS = Path.of("src/test/resources/mapping/sixty-fields.json");
    private static final Path OUTPUT = Path.of("dossier-to-province-rest/output.schema.json");
    private static final Shape RECORD = shape(Path.of("dossier-record.schema.json"));
    private static final Shape MESSAGES = shape(OUTPUT);
    private static final List<String> STRANGE = List.of(
            "null",
            "true",
            "0",
            "-1",
            "1",
            "1.0",
            "1e3",
            "2147483648",
            "9223372036854775808",
            "\"\"",
            "\" \"",
            "\"\\n\"",
            "\"a\\n\"",
            "\"\\u0000\"",
            "\"\\u007f\"",
            "\"\\u00a0\"",
            "\"\\u3000\"",
            "\"a\\u0085b\"",
            "\"😀\"",
            "\"\\ud800\"",
            "\"Mẫu\"",
            "[]",
            "[1]",
            "{}",
            "{\"a\":1}",
            "\"2019-12-16T08:05:00+07:00\"",
            "\"2019-12-16T08:05:00-00:00\"",
            "\"2019-02-30T08:05:00Z\"",
            "\"2016-12-31T23:59:60Z\"",
            "\"2019-12-16T24:00:00Z\"",
            "\"2019-12-16t08:05:00z\"",
            "\"2019-12-16T08:05:00+18:30\"",
            "\"2019-12-16T08:05:00.123456789+07:00\"",
            "\"20191216080500\"",
            "\"NEW\"",
            "\"COUNTER\"",
            "3",
            "4",
            "\"3\"",
            "\"x\\n\"",
            "\"21556\\n\"",
            "\"0\"",
            "\"1.001193\"");

    @Test
    void ourSchemasUseNothingThatItDoesNotKnow() {
        assertThat(QuickShape.of(RECORD.source())).isPresent();
        assertThat(QuickShape.of(MESSAGES.source())).isPresent();
    }

    @Test
    void letsAFullRecordPassByItself() throws IOException {
        assertThat(quick(RECORD).test(record())).isTrue();
    }

    @Test
    void letsTheMessagesOfTheCasesPassByItself() throws IOException {
        List<Path> expected;
        try (Stream<Path> files = Files.walk(FOLDER.resolve("dossier-to-province-rest/cases"))) {
            expected = files.filter(file -> file.endsWith("expected.json")).toList();
        }
        assertThat(expected).isNotEmpty().allSatisfy(file -> {
            JsonNode document = JSON.createObjectNode()
                    .set("messages", JSON.readTree(Files.readAllBytes(file)).path("messages"));
            assertThat(quick(MESSAGES).test(document)).isTrue();
        });
    }

    @Test
    void makesNothingOfAKeywordThatItDoesNotKnow() throws IOException {
        assertThat(QuickShape.of(JSON.readTree("{\"properties\":{\"a\":{\"not\":{}}}}")))
                .isEmpty();
        assertThat(QuickShape.of(JSON.readTree("{\"$ref\":\"other.json\"}"))).isEmpty();
        assertThat(QuickShape.of(JSON.readTree("{\"$ref\":\"#/$defs/none\"}"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"integer\"}",
                "{\"type\":[\"string\",\"null\"],\"maxLength\":1}",
                "{\"enum\":[3,\"3\",null,true]}",
                "{\"const\":1}",
                "{\"minimum\":1,\"maximum\":2147483647}",
                "{\"minLength\":1,\"maxLength\":1}",
                "{\"items\":{\"type\":\"integer\"},\"maxItems\":1}",
                "{\"additionalProperties\":false}",
                "{\"additionalProperties\":{\"type\":\"string\"},\"maxProperties\":1}",
                "{\"required\":[\"a\"]}",
                "{\"propertyNames\":{\"pattern\":\"^[b-z]$\"}}",
                "{\"anyOf\":[{\"type\":\"string\"},{\"type\":\"array\"}]}",
                "{\"format\":\"date-time\"}",
                "{\"pattern\":\"^[^\\\\u0000-\\\\u001F\\\\u007F]*[^\\\\s\\\\u0000-\\\\u001F\\\\u007F][^\\\\u0000-\\\\u001F\\\\u007F]*$\"}",
                "{\"pattern\":\"^[0-9]+$\"}",
                "{\"pattern\":\"^[^\\\\u0000-\\\\u00FF]*[^\\\\s\\\\u0000-\\\\u00FF][^\\\\u0000-\\\\u00FF]*$\"}"
            })
    void neverLetsPassWhatTheLibraryRefuses(String schema) throws IOException {
        Shape shape = temporary(schema);
        Predicate<JsonNode> quick = quick(shape);
        for (String strange : STRANGE) {
            JsonNode document = JSON.readTree(strange);
            if (quick.test(document)) {
                assertThat(shape.found(document))
                        .as("%s for %s", strange, schema)
                        .isEmpty();
            }
        }
    }

    @Property(tries = 1_500)
    void neverLetsARecordPassThatTheLibraryRefuses(@ForAll long seed) throws IOException {
        agree(RECORD, spoiled(record(), new Random(seed)));
    }

    private static void agree(Shape shape, JsonNode document) {
        List<RecordSchema.Fault> found = shape.found(document);
        if (quick(shape).test(document)) {
            assertThat(found).as("%s", document).isEmpty();
        }
        assertThat(shape.faults(document)).isEqualTo(found);
    }

    /** One or two values somewhere in it are something else, are gone, or have a neighbour. */
    private static JsonNode spoiled(ObjectNode document, Random random) throws JsonProcessingException {
        for (int i = 0; i <= random.nextInt(2); i++) {
            List<ObjectNode> objects = new ArrayList<>();
            collect(document, objects);
            ObjectNode chosen = objects.get(random.nextInt(objects.size()));
            List<String> names = new ArrayList<>();
            chosen.fieldNames().forEachRemaining(names::add);
            String name = names.isEmpty() ? "a" : names.get(random.nextInt(names.size()));
            JsonNode strange = JSON.readTree(STRANGE.get(random.nextInt(STRANGE.size())));
            switch (random.nextInt(4)) {
                case 0 -> chosen.remove(name);
                case 1 -> chosen.set(name + "x", strange);
                case 2 -> lengthen(chosen, name, random);
                default -> chosen.set(name, strange);
            }
        }
        return document;
    }

    private static void lengthen(ObjectNode chosen, String name, Random random) {
        if (chosen.path(name).isTextual()) {
            chosen.put(name, chosen.path(name).textValue().repeat(1 + random.nextInt(60)));
        } else if (chosen.path(name) instanceof ArrayNode array && !array.isEmpty()) {
            for (int i = 0; i < 300; i++) {
                array.add(array.get(0).deepCopy());
            }
        }
    }

    private static void collect(JsonNode node, List<ObjectNode> objects) {
        if (node instanceof ObjectNode object) {
            objects.add(object);
        }
        node.forEach(child -> collect(child, objects));
    }

    private static Predicate<JsonNode> quick(Shape shape) {
        return QuickShape.of(shape.source()).orElseThrow();
    }

    private static ObjectNode record() throws IOException {
        return (ObjectNode) JSON.readTree(Files.readAllBytes(SIXTY_FIELDS));
    }

    private static Shape shape(Path file) {
        return new SchemaFolder(FOLDER).shape(FOLDER.resolve(file));
    }

    private static Shape temporary(String schema) {
        try {
            Path folder = Files.createTempDirectory("quick-shape");
            Path file = Files.writeString(folder.resolve("some.schema.json"), schema);
            Shape shape = new SchemaFolder(folder).shape(file);
            for (Map.Entry<String, Path> made :
                    Map.of("file", file, "folder", folder).entrySet()) {
                made.getValue().toFile().deleteOnExit();
            }
            return shape;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
