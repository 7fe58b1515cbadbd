package vn.lienthong.hub.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.check.Violation;
import vn.lienthong.hub.reference.Reference;

/** Fields that may be absent: left out where there is nothing, shown by a case, and named in the schema as such. */
class PresentTest {
    private static final Path REAL = Path.of("mappings");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private Path mine = Path.of("");

    @BeforeEach
    void beginWithAFieldThatMayBeAbsent() throws IOException {
        Path source = REAL.resolve(NewMapping.TEMPLATE);
        Files.copy(REAL.resolve(RecordSchema.FILE), folder.resolve(RecordSchema.FILE));
        try (var files = Files.walk(source)) {
            for (Path file : files.toList()) {
                Files.copy(
                        file,
                        folder.resolve(NewMapping.TEMPLATE)
                                .resolve(source.relativize(file).toString()));
            }
        }
        mine = Mappings.create(folder, "dossier-to-archive");
        edit(
                "mapping.jslt",
                "size($record.steps) else 0\n    }",
                """
                size($record.steps) else 0
                    } + present({"due": foreign-date($record.dueAt), "phone": text($record.applicant.phone)})""");
        edit(
                "output.schema.json",
                "              \"steps\": {",
                """
                              "due": {"$comment": "may be absent: not every procedure has a limit", "type": "string", "format": "date"},
                              "phone": {"$comment": "may be absent", "type": "string", "pattern": "^0[0-9]{9}$"},
                              "steps": {""");
    }

    private void edit(String file, String from, String to) throws IOException {
        String text = Files.readString(mine.resolve(file));
        assertThat(text).contains(from);
        Files.writeString(mine.resolve(file), text.replace(from, to));
    }

    private Mappings loaded() {
        return Mappings.load(folder, Reference.load(REAL.resolve("tables")));
    }

    private List<String> messages() {
        return loaded().check("dossier-to-archive").stream()
                .map(Violation::message)
                .toList();
    }

    @Test
    void whatIsAbsentIsLeftOutAndWhatIsThereIsSent() throws IOException {
        JsonNode input = JSON.readTree(
                mine.resolve("cases/birth-registration/input.json").toFile());
        Mapping mapping = loaded().named("dossier-to-archive").orElseThrow();
        MappingResult.Mapped with = (MappingResult.Mapped) mapping.apply(input);
        assertThat(with.messages().get(0).body().path("due").asText()).isEqualTo("2019-12-17");
        assertThat(with.messages().get(0).body().has("phone")).isFalse();
        ((com.fasterxml.jackson.databind.node.ObjectNode) input.path("record")).remove("dueAt");
        MappingResult.Mapped without = (MappingResult.Mapped) mapping.apply(input);
        assertThat(without.messages().get(0).body().has("due")).isFalse();
    }

    @Test
    void aFieldThatNoCaseShowsIsNamed() throws IOException {
        for (String one : List.of("birth-registration", "enquiry")) {
            loaded().output("dossier-to-archive", one).accept();
        }
        assertThat(messages())
                .singleElement()
                .asString()
                .contains(
                        "A field that may be absent is in no case",
                        "Found: phone, which output.schema.json lets be absent at /messages/*/body/phone");
        edit("mapping.jslt", "$record.dueAt", "$record.dueOn");
        for (String one : List.of("birth-registration", "enquiry")) {
            loaded().output("dossier-to-archive", one).accept();
        }
        assertThat(messages()).anyMatch(message -> message.contains("Found: due, which"));
    }

    @Test
    void anotherFieldOfItsNameDoesNotShowIt() throws IOException {
        edit(
                "mapping.jslt",
                "\"phone\": text($record.applicant.phone)})",
                "\"phone\": text($record.applicant.phone)}) + {\"office\": {\"phone\": \"0900000001\"}}");
        edit(
                "output.schema.json",
                "\"steps\": {",
                """
                              "office": {"type": "object", "additionalProperties": false, "required": ["phone"], "properties": {"phone": {"type": "string"}}},
                              "steps": {""");
        edit("output.schema.json", "\"summary\", \"steps\"]", "\"summary\", \"steps\", \"office\"]");
        for (String one : List.of("birth-registration", "enquiry")) {
            loaded().output("dossier-to-archive", one).accept();
        }
        assertThat(messages())
                .singleElement()
                .asString()
                .contains("Found: phone, which output.schema.json lets be absent at /messages/*/body/phone");
    }

    @Test
    void withoutTheCommentTheFieldMustAlwaysBeThere() throws IOException {
        edit("output.schema.json", "\"$comment\": \"may be absent\", ", "");
        assertThat(messages())
                .anyMatch(message -> message.contains("phone is not required at ")
                        && message.contains("\"$comment\": \"may be absent, …\""));
    }
}
