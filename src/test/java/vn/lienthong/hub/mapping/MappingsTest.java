package vn.lienthong.hub.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TimeZone;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.hub.check.Violation;
import vn.lienthong.hub.reference.Reference;
import vn.lienthong.hub.reference.ReferenceSettings;

class MappingsTest {
    private static final Path REAL = Path.of("mappings");
    private static final Path SIXTY_FIELDS = Path.of("src/test/resources/mapping/sixty-fields.json");
    private static final Reference REFERENCE = Reference.load(REAL.resolve("tables"));

    @TempDir
    Path folder = Path.of("");

    private Path mine = Path.of("");

    @BeforeEach
    void beginWithASoundFolder() throws IOException {
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
    }

    @Test
    void writesANewMappingThatPassesTheCheck() {
        Mappings mappings = Mappings.load(folder, REFERENCE);

        assertThat(mappings.check()).isEmpty();
        assertThat(mappings.names()).containsExactly("dossier-to-archive", "dossier-to-echo");
        assertThat(mappings.named("dossier-to-archive").map(Mapping::name)).contains("dossier-to-archive");
    }

    @Test
    void overwritesNothingAndTakesNoBadName() {
        assertThatThrownBy(() -> Mappings.create(folder, "dossier-to-archive"))
                .hasMessageStartingWith("The mapping is there already. Found: ");
        assertThatThrownBy(() -> Mappings.create(folder, "../Outside"))
                .hasMessageStartingWith("A mapping's name is lower-case words joined by hyphens. Found: ../Outside.");
    }

    @Test
    void knowsNoMappingThatIsNotThere() {
        Mappings mappings = Mappings.load(folder, REFERENCE);

        assertThat(mappings.named("dossier-to-arcive")).isEmpty();
        assertThat(messages(mappings.check("dossier-to-arcive")))
                .containsExactly("mappings/dossier-to-arcive: There is no such mapping. Found: folders"
                        + " [dossier-to-archive, dossier-to-echo]. Correct the name.");
    }

    @Test
    void saysTheLineOfASyntaxError() throws IOException {
        edit("mapping.jslt", "\"operation\": \"echo\",", "\"operation\": = \"echo\",");

        assertThat(messages(violations()))
                .singleElement()
                .asString()
                .startsWith("mappings/dossier-to-archive/mapping.jslt:7: The JSLT does not compile. Found: ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mapping.jslt       | def f(x) f($x) f(1) | something that calls itself without end",
                "output.schema.json | {'$ref': '#'}       | something that calls itself without end",
                "input.schema.json  | {'$ref': '#'}       | a schema that refers to itself without end"
            },
            quoteCharacter = '"')
    void findsWhatNeverEnds(String file, String text, String found) throws IOException {
        Files.writeString(mine.resolve(file), text.replace('\'', '"'));

        Mappings mappings = Mappings.load(folder, REFERENCE);

        assertThat(mappings.check("dossier-to-archive"))
                .anySatisfy(violation -> assertThat(violation.found()).contains(found));
    }

    @Test
    void findsNestingThatCannotBeRead() throws IOException {
        Files.writeString(mine.resolve("mapping.jslt"), "(".repeat(20_000));

        assertThat(messages(Mappings.load(folder, REFERENCE).check("dossier-to-archive")))
                .containsExactly("mappings/dossier-to-archive/mapping.jslt: The JSLT does not compile. Found: more"
                        + " nesting than can be read. Take it apart into functions.");
    }

    @Test
    void findsAMisspeltFunction() throws IOException {
        edit("mapping.jslt", "status-code(", "status-cod(");

        assertThat(violations()).singleElement().satisfies(violation -> {
            assertThat(violation.where()).startsWith("mappings/dossier-to-archive/mapping.jslt:");
            assertThat(violation.found()).contains("status-cod");
        });
    }

    @Test
    void findsAMisspeltPathBecauseTheOutputIsClosed() throws IOException {
        edit("mapping.jslt", "\"revision\": $record.revision", "\"revision\": $record.revison");

        assertThat(violations()).isNotEmpty().allSatisfy(violation -> assertThat(violation.where())
                .startsWith("mappings/dossier-to-archive/cases/"));
        assertThat(violations().get(0).found()).contains("output-does-not-fit");
    }

    @Test
    void refusesALookupWithoutADate() throws IOException {
        edit("mapping.jslt", "unit-name($record.unit, $record.receivedAt)", "unit-name($record.unit)");

        assertThat(violations())
                .singleElement()
                .extracting(Violation::found)
                .asString()
                .contains("unit-name");
    }

    @Test
    void refusesALookupWithANullDate() throws IOException {
        edit("mapping.jslt", "unit-name($record.unit, $record.receivedAt)", "unit-name($record.unit, $record.at)");
        Mapping mapping =
                Mappings.load(folder, REFERENCE).named("dossier-to-archive").orElseThrow();

        assertThat(mapping.apply(input())).isInstanceOfSatisfying(MappingResult.Refused.class, refused -> assertThat(
                        refused.problem().code())
                .isEqualTo("lookup-without-date"));
    }

    @Test
    void wantsClosedOutputEverywhere() throws IOException {
        edit("output.schema.json", "\"additionalProperties\": false,", "");
        edit("output.schema.json", ", \"steps\"]", "]");

        assertThat(messages(violations()))
                .filteredOn(message -> message.contains("output schema is open"))
                .hasSize(3);
        assertThat(messages(violations())).anyMatch(message -> message.contains("steps is not required at "));
    }

    @Test
    void saysAllThatIsMissingAtOnce() throws IOException {
        Path empty = Files.createDirectories(folder.resolve("Dossier_To"));
        Files.writeString(empty.resolve("README.md"), "# x\n\n## What\n");

        assertThat(messages(Mappings.load(folder, REFERENCE).check("Dossier_To")))
                .hasSize(7)
                .anyMatch(message -> message.contains("lower-case words"))
                .anyMatch(message -> message.contains("no mapping.jslt"))
                .anyMatch(message -> message.contains("no input.schema.json"))
                .anyMatch(message -> message.contains("no output.schema.json"))
                .anyMatch(message -> message.contains("no line '## Fields'"));
    }

    @Test
    void wantsCases() throws IOException {
        try (var files = Files.walk(mine.resolve("cases"))) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }

        assertThat(messages(violations()))
                .singleElement()
                .asString()
                .contains("A mapping without cases proves nothing.");
    }

    @Test
    void showsWhereACaseDiffers() throws IOException {
        edit("cases/birth-registration/expected.json", "\"revision\" : 1", "\"revision\" : 2");

        assertThat(violations())
                .singleElement()
                .extracting(Violation::found)
                .isEqualTo("line 6 expected \"revision\" : 2, but made \"revision\" : 1,");
    }

    @Test
    void importsNothingFromOutsideTheFolder() throws IOException {
        edit(
                "mapping.jslt",
                "let record = .record",
                "import \"../dossier-to-echo/mapping.jslt\" as other\nlet record = .record");

        assertThat(violations())
                .singleElement()
                .extracting(Violation::found)
                .asString()
                .contains("no .jslt file of this folder");
    }

    @Test
    void followsNoSchemaReferenceOutOfTheFolder() throws IOException {
        edit("input.schema.json", "../dossier-record.schema.json", "https://schemas.example.vn/record.json");

        assertThat(violations()).singleElement().satisfies(violation -> assertThat(violation.where())
                .endsWith("input.schema.json"));
    }

    @Test
    void refusesInsteadOfThrowingWhateverItGets() throws IOException {
        Mapping mapping = real();
        for (String bad :
                List.of("null", "[]", "7", "{}", "{\"record\": []}", "{\"record\": {\"steps\": {\"a\": 1}}}")) {
            assertThat(mapping.apply(new ObjectMapper().readTree(bad)))
                    .as(bad)
                    .isInstanceOfSatisfying(
                            MappingResult.Refused.class,
                            refused -> assertThat(refused.problem().found()).isNotBlank());
        }
    }

    @Test
    void refusesEveryRecordThatLostAFieldOrMapsItWhole() throws IOException {
        Mapping mapping = real();
        JsonNode whole = input();
        whole.path("record").fieldNames().forEachRemaining(field -> {
            ObjectNode less = whole.deepCopy();
            ((ObjectNode) less.path("record")).putNull(field);
            MappingResult result = mapping.apply(less);
            if (result instanceof MappingResult.Mapped mapped) {
                assertThat(mapped.messages().toString()).as("without %s", field).doesNotContain("null");
            } else if (result instanceof MappingResult.Refused refused) {
                assertThat(refused.problem().found()).as("without %s", field).isNotBlank();
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Asia/Ho_Chi_Minh", "America/New_York"})
    void makesTheSameBytesWhateverTheMachinesZone(String zone) throws IOException {
        TimeZone before = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone(zone));
            assertThat(Mappings.load(REAL, REFERENCE).check()).isEmpty();
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    void keepsNoNoteOfAnotherRecord() throws IOException {
        Mapping mapping = real();
        ObjectNode noted = input().deepCopy();
        ((ObjectNode) noted.path("record")).put("summary", "mẫu ".repeat(500));
        ObjectNode refused = noted.deepCopy();
        ((ObjectNode) refused.path("record")).remove("applicant");

        assertThat(((MappingResult.Mapped) mapping.apply(noted)).notes()).hasSize(1);
        assertThat(mapping.apply(refused)).isInstanceOf(MappingResult.Refused.class);
        assertThat(((MappingResult.Mapped) mapping.apply(input())).notes()).isEmpty();
    }

    @Test
    void sendsTheCodeOfTheFieldOnceTheTableHasIt() throws IOException {
        Path own = folder.resolve("procedures.csv");
        Files.writeString(
                own,
                Files.readString(REAL.resolve("tables/procedures.csv"))
                        .replace("Thủ tục đăng ký khai sinh,Hộ tịch,,", "Thủ tục đăng ký khai sinh,Hộ tịch,G15-HT01,"));
        Reference replaced =
                Reference.load(ReferenceSettings.at(REAL.resolve("tables")).replacing("procedures.csv", own));

        assertThat(field(Mappings.load(REAL, replaced), "MaLinhVuc")).isEqualTo("G15-HT01");
        assertThat(field(Mappings.load(REAL, REFERENCE), "MaLinhVuc")).isEmpty();
    }

    // Section 17 of the wire formats, number 1. No case can show it: the record allows file names of 500 characters.
    @Test
    void cutsAFileNameAt4000BetweenWholeCharacters() throws IOException {
        ObjectNode input = input();
        ObjectNode file =
                ((ObjectNode) input.path("record")).putArray("attachments").addObject();
        file.put("id", "a1")
                .put("url", "https://files.example/a1")
                .put("name", "ô".repeat(3_999) + "x\u0323\u0317.pdf");
        ((ObjectNode) input.path("record")).remove("papers");
        ((ObjectNode) input.path("record")).remove("results");

        MappingResult.Mapped mapped = (MappingResult.Mapped) real().apply(input);

        assertThat(mapped.messages()
                        .get(0)
                        .body()
                        .at("/data/0/TaiLieuNop/0/TenTepDinhKem")
                        .textValue())
                .isEqualTo("ô".repeat(3_999));
        assertThat(mapped.notes()).containsExactly("TenTepDinhKem: cut from 4006 characters to at most 4000");
    }

    @Test
    void mapsTheSampleThatTheManualShowsToTheCity() throws IOException {
        String manual = Files.readString(Path.of("docs/city-push.md"));
        String sample = manual.substring(manual.indexOf("```json dossier-record") + "```json dossier-record".length());
        ObjectNode input = input();
        input.set("record", new ObjectMapper().readTree(sample.substring(0, sample.indexOf("```"))));

        assertThat(real().apply(input)).isInstanceOf(MappingResult.Mapped.class);
    }

    @Test
    void goesOnUnderTheUnitThatIsNamedForADepartment() throws IOException {
        Path own = folder.resolve("unit-succession.csv");
        Files.writeString(
                own,
                Files.readString(REAL.resolve("tables/unit-succession.csv"))
                        + "2025-07-01,city:TP,Phòng Tư pháp thành phố Quy Nhơn,21583,Phường Quy Nhơn,decided in this test only\n");
        Reference decided =
                Reference.load(ReferenceSettings.at(REAL.resolve("tables")).replacing("unit-succession.csv", own));
        Path parked = REAL.resolve("dossier-to-province-rest/cases/department-after-the-merger/input.json");
        Mapping mapping =
                Mappings.load(REAL, decided).named("dossier-to-province-rest").orElseThrow();

        MappingResult result = mapping.apply(new ObjectMapper().readTree(Files.readAllBytes(parked)));

        assertThat(((MappingResult.Mapped) result)
                        .messages()
                        .get(0)
                        .body()
                        .at("/data/0/DonViXuLy")
                        .textValue())
                .isEqualTo("Phường Quy Nhơn");
    }

    private static String field(Mappings mappings, String name) throws IOException {
        Mapping mapping = mappings.named("dossier-to-province-rest").orElseThrow();
        MappingResult.Mapped mapped = (MappingResult.Mapped) mapping.apply(input());
        return mapped.messages().get(0).body().at("/data/0/" + name).textValue();
    }

    private static Mapping real() {
        return Mappings.load(REAL, REFERENCE).named("dossier-to-province-rest").orElseThrow();
    }

    private static ObjectNode input() throws IOException {
        ObjectMapper json = new ObjectMapper();
        ObjectNode input = json.createObjectNode();
        input.set("record", json.readTree(Files.readAllBytes(SIXTY_FIELDS)));
        return input;
    }

    private List<Violation> violations() {
        return Mappings.load(folder, REFERENCE).check("dossier-to-archive");
    }

    private static List<String> messages(List<Violation> violations) {
        return violations.stream().map(Violation::message).toList();
    }

    private void edit(String file, String from, String to) throws IOException {
        String text = Files.readString(mine.resolve(file));
        assertThat(text).contains(from);
        Files.writeString(mine.resolve(file), text.replace(from, to));
    }
}
