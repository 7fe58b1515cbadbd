package vn.lienthong.hub.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A connector and a mapping begun from contracts that are in no folder: what is guessed keeps the contract, the rest is said to be left. */
class BegunFromContractTest {

    @TempDir
    private Path home;

    @BeforeEach
    void bringTheFolders() throws IOException {
        HomeCopy.of(home, Set.of("echo"));
        HomeCopy.keepMappings(home, Set.of("dossier-to-echo"));
    }

    private Ran run(String line) {
        List<String> words = new ArrayList<>(List.of(line.split(" ")));
        words.add("--home");
        words.add(home.toString());
        return Ran.command(words.toArray(String[]::new));
    }

    private String text(String file) throws IOException {
        return Files.readString(home.resolve(file));
    }

    private void begin(String contract) {
        assertThat(run("new connector their-system --from " + contract))
                .extracting(Ran::code)
                .isEqualTo(0);
        Ran made = run("new mapping dossier-to-their-system --for their-system");
        assertThat(made.code()).as(made.err()).isZero();
    }

    @Test
    void guessesOfAMappingKeepTheTypesOfAWsdl() throws IOException {
        begin("src/test/resources/soap/new/don-thu/don-thu.wsdl");
        String jslt = text("mappings/dossier-to-their-system/mapping.jslt");
        assertThat(jslt)
                .contains(
                        "\"MaHoSo\": text($record.dossierCode)",
                        "\"TrichYeu\": cut($record.summary, 200, \"TrichYeu\")",
                        "\"NgayTiepNhan\": foreign-date($record.receivedAt)",
                        "// FILL IN \"TrangThai\": element TrangThai in GuiDon, TrangThaiDon, a xs:string; one of MOI, DANG_XU_LY, XONG",
                        "// FILL IN \"HenTra\": element HenTra in GuiDon, may be absent, xs:date; a date that a record may not have: see present()",
                        "// FILL IN \"DienThoai\": element DienThoai in GuiDon, may be absent, DienThoai, a xs:string; of the form ^(?:0[0-9]{9})$;"
                                + " what its name gave away is not of this kind",
                        "// FILL IN \"LePhi\": element LePhi in GuiDon, Tien, a xs:decimal; from 1000 to any")
                .doesNotContain("status-code", "mau");
        JsonNode schema = Json.MAPPER.readTree(text("mappings/dossier-to-their-system/output.schema.json"));
        JsonNode code = schema.at("/properties/messages/items/properties/body/properties/MaHoSo");
        assertThat(code.path("maxLength").asInt()).isEqualTo(40);
        assertThat(code.path("type").asText()).isEqualTo("string");
    }

    @Test
    void guessesOfAMappingKeepTheTypesOfAnOpenApiDocument() throws IOException {
        begin("src/test/resources/openapi/kho.json");
        assertThat(text("mappings/dossier-to-their-system/mapping.jslt"))
                .contains(
                        "\"ngayTiepNhan\": text($record.receivedAt)",
                        "\"hoTen\": text($record.applicant.name)",
                        "\"soDinhDanh\": text($record.applicant.identity.number)",
                        "// FILL IN \"loai\": field loai of Phieu, string; one of GIAY, SO",
                        "// FILL IN \"trangThai\": field trangThai of Phieu, string; one of NHAN, LUU, HUY",
                        "// not needed \"henTra\": field henTra of Phieu, date, may be absent",
                        "// not needed \"ghiChu\": field ghiChu of Phieu, string, may be absent; 0 to 100 characters");
    }

    /** {@code noiDung} sounds like the summary of a dossier, and takes the bytes of a file here. */
    @ParameterizedTest
    @ValueSource(strings = {"byte", "binary"})
    void aFieldThatTakesAFileIsNotFilledWithText(String format) throws IOException {
        JsonNode contract = Json.MAPPER.readTree(
                Path.of("src/test/resources/openapi/kho.json").toFile());
        ((ObjectNode) contract.at("/components/schemas/Phieu/properties"))
                .putObject("noiDung")
                .put("type", "string")
                .put("format", format);
        ((ArrayNode) contract.at("/components/schemas/Phieu/required")).add("noiDung");
        Path file = home.resolve("tep.json");
        Files.writeString(file, contract.toString());

        begin(file.toString());

        assertThat(text("mappings/dossier-to-their-system/mapping.jslt"))
                .contains("// FILL IN \"noiDung\": field noiDung of Phieu");
    }

    @Test
    void aFileOfAWsdlIsNotFilledWithTextEither() throws IOException {
        Path folder = home.resolve("don-thu");
        for (String file : List.of("don-thu.wsdl", "xsd/kieu.xsd", "xsd/tin.xsd")) {
            Path to = folder.resolve(file);
            Files.createDirectories(to.getParent());
            String text = Files.readString(Path.of("src/test/resources/soap/new/don-thu", file));
            Files.writeString(
                    to,
                    text.replace(
                            "name=\"TrichYeu\" type=\"k:TrichYeu\"", "name=\"TrichYeu\" type=\"xs:base64Binary\""));
        }

        begin(folder.resolve("don-thu.wsdl").toString());

        assertThat(text("mappings/dossier-to-their-system/mapping.jslt"))
                .contains("// FILL IN \"TrichYeu\": element TrichYeu in GuiDon, xs:base64Binary");
    }

    @Test
    void howeverManyFieldsAreMandatoryNoneIsCalledNotNeeded() throws IOException {
        ObjectNode contract = (ObjectNode) Json.MAPPER.readTree(
                Path.of("src/test/resources/openapi/kho.json").toFile());
        ObjectNode schema = (ObjectNode) contract.at("/components/schemas/Phieu");
        for (int i = 1; i <= 60; i++) {
            String field = "o" + i;
            ((ObjectNode) schema.path("properties")).putObject(field).put("type", "string");
            if (i <= 30) {
                ((ArrayNode) schema.path("required")).add(field);
            }
        }
        ObjectNode loose = Json.object();
        loose.putObject("properties").putObject("tuyChon").put("type", "string");
        ObjectNode whole = ((ObjectNode) contract.at("/components/schemas")).putObject("Goc");
        whole.setAll(schema);
        schema.removeAll().putArray("allOf").add(loose).add(Json.object().put("$ref", "#/components/schemas/Goc"));
        Path file = home.resolve("rong.json");
        Files.writeString(file, contract.toString());

        begin(file.toString());

        String jslt = text("mappings/dossier-to-their-system/mapping.jslt");
        assertThat(jslt)
                .contains("// FILL IN \"o30\": field o30 of Phieu, string\n")
                .contains("// not needed \"o31\": field o31 of Phieu, string, may be absent\n");
        // It is there because its part wants nothing in particular, and nobody wants it.
        assertThat(jslt).contains("// FILL IN \"tuyChon\": field tuyChon of Phieu, string, may be absent\n");
        assertThat(jslt.lines().filter(line -> line.contains("// FILL IN \"o"))).hasSize(30);
        assertThat(text("mappings/dossier-to-their-system/README.md")).contains("`/o30`");
        assertThat(text("connectors/their-system/cases/taken/sent.http")).contains("\"o30\":");
    }

    @Test
    void aMandatoryFieldThatTheSampleDoesNotShowIsLeftToAPerson() throws IOException {
        run("new connector their-system --from src/test/resources/openapi/kho.json");
        Path sample = home.resolve("connectors/their-system/cases/taken/record.json");
        ObjectNode record = (ObjectNode) Json.MAPPER.readTree(sample.toFile());
        ((ObjectNode) record.at("/messages/0/body")).remove("soTrang");
        Files.writeString(sample, record.toString());

        run("new mapping dossier-to-their-system --for their-system");

        assertThat(text("mappings/dossier-to-their-system/mapping.jslt"))
                .contains("// FILL IN \"soTrang\": field soTrang of Phieu, integer")
                .contains("; the sample does not show it\n")
                .contains("// not needed \"ghiChu\"");
        assertThat(text("mappings/dossier-to-their-system/README.md")).contains("`/soTrang`");
    }

    @Test
    void checkSaysWhatNobodyHasFilledInAndFindsItSoundAllTheSame() {
        begin("src/test/resources/soap/new/don-thu/don-thu.wsdl");
        Ran checked = run("check");
        assertThat(checked.code()).as(checked.out()).isZero();
        assertThat(checked.out())
                .contains("Warning: connectors/their-system/outcomes.yaml:")
                .contains("lines are not filled in. Found: lines ")
                .contains("Warning: mappings/dossier-to-their-system/mapping.jslt:")
                .contains("Sound: connectors [");
        Ran one = run("check connector echo");
        assertThat(one.out()).isEqualTo("Sound.\n");
    }

    @Test
    void whatNobodyHasFilledInIsSaidBesideWhatIsWrong() throws IOException {
        begin("src/test/resources/soap/new/don-thu/don-thu.wsdl");
        Files.writeString(home.resolve("connectors/echo/outcomes.yaml"), "rows: 7\n");
        assertThat(run("check"))
                .satisfies(wrong -> assertThat(wrong.code()).isEqualTo(1))
                .extracting(Ran::out)
                .asString()
                .contains("Warning: connectors/their-system/outcomes.yaml:")
                .contains("Warning: mappings/dossier-to-their-system/mapping.jslt:");

        // With broken tables there are no mappings to look into.
        Files.delete(home.resolve("mappings/tables/procedures.csv"));
        assertThat(run("check"))
                .satisfies(wrong -> assertThat(wrong.code()).isEqualTo(1))
                .extracting(Ran::out)
                .asString()
                .contains("procedures.csv: A table is missing.")
                .contains("Warning: connectors/their-system/outcomes.yaml:")
                .doesNotContain("Warning: mappings/");
    }

    @Test
    void acceptingACaseIsShownForPeopleOnly() throws IOException {
        Path expected = home.resolve("mappings/dossier-to-echo/cases/birth-registration/expected.json");
        Files.writeString(expected, "{}");
        Ran both = run("check mapping dossier-to-echo --accept birth-registration --json");
        assertThat(both.code()).isEqualTo(2);
        assertThat(both.out()).isEmpty();
        assertThat(both.err()).contains("Found: --accept birth-registration with --json", "Leave one out.");
        assertThat(Files.readString(expected)).isEqualTo("{}");
    }

    @Test
    void whatAMappingMakesIsAcceptedAsWhatACaseExpects() throws IOException {
        Path expected = home.resolve("mappings/dossier-to-echo/cases/birth-registration/expected.json");
        String before = Files.readString(expected);
        Path jslt = home.resolve("mappings/dossier-to-echo/mapping.jslt");
        Files.writeString(jslt, Files.readString(jslt).replace("$record.revision", "$record.revision + 1"));

        Ran shown = run("map dossier-to-echo --case birth-registration");
        assertThat(shown.out()).contains("\"revision\" : 2");
        assertThat(Files.readString(expected)).isEqualTo(before);
        Ran wrong = run("check mapping dossier-to-echo");
        assertThat(wrong.out())
                .contains("cases/birth-registration/expected.json: The mapping does not make what the case expects.")
                .contains("check mapping dossier-to-echo --accept birth-registration");
        Ran accepted = run("check mapping dossier-to-echo --accept birth-registration");
        assertThat(accepted.out().lines())
                .anyMatch(line -> line.matches("- +\"revision\" : 1,"))
                .anyMatch(line -> line.matches("[+] +\"revision\" : 2,"))
                .anyMatch(line -> line.startsWith("Written: " + expected));
        assertThat(Files.readString(expected)).isEqualTo(shown.out());
        assertThat(run("check mapping dossier-to-echo --accept birth-registration")
                        .out())
                .contains("says so already");
    }

    @Test
    void aRefusalIsNotAcceptedWhereAMessageWasExpected() throws IOException {
        Path jslt = home.resolve("mappings/dossier-to-echo/mapping.jslt");
        Files.writeString(
                jslt,
                Files.readString(jslt)
                        .replace("$record.revision", "refuse(\"no-way\", \"No.\", \"a test\", \"Do nothing.\")"));
        Path expected = home.resolve("mappings/dossier-to-echo/cases/birth-registration/expected.json");
        Ran refused = run("check mapping dossier-to-echo --accept birth-registration");
        assertThat(refused.code()).isNotZero();
        assertThat(refused.err())
                .contains("The mapping refuses this case, which expects a message.", "no-way", "remove that file");
        Files.delete(expected);
        run("check mapping dossier-to-echo --accept birth-registration");
        assertThat(Files.readString(expected.resolveSibling("expected-error.txt")))
                .isEqualTo("no-way\nNo.\nFound: a test\nDo nothing.\n");
        assertThat(run("map dossier-to-echo --case none").err())
                .contains("There is no such case.", "Found: none", "birth-registration");
    }
}
