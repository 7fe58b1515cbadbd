package vn.lienthong.hub.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvSource;

/** What somebody does wrong who writes the first mapping or connector, and what check and map say to it: what is wrong, what was found and where, what to do. */
class NewcomersMistakesTest {
    private static final String MAPPING = "mappings/dossier-to-echo/";
    private static final String CASE = MAPPING + "cases/birth-registration/";

    @TempDir
    private Path home;

    @BeforeEach
    void bringTheFolders() throws IOException {
        HomeCopy.of(home, Set.of("echo"));
        HomeCopy.keepMappings(home, Set.of("dossier-to-echo"));
        assertThat(run("check")).extracting(Ran::code).isEqualTo(0);
    }

    private Ran run(String line) {
        List<String> words = new ArrayList<>(List.of(line.split(" ")));
        words.add("--home");
        words.add(home.toString());
        return Ran.command(words.toArray(String[]::new));
    }

    private void change(String file, String from, String to) throws IOException {
        String text = Files.readString(home.resolve(file));
        assertThat(text).contains(from);
        Files.writeString(home.resolve(file), text.replace(from, to));
    }

    /** The columns: file, what stood there, what stands there now, where it is wrong, what is found, what to do. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "mapping.jslt ~ $record.dossierCode ~ $record.dosierCode ~ /cases/birth-registration: ~ (written in mapping.jslt:9) at /messages/0/body/dossier ~ Correct mappings/dossier-to-echo/mapping.jslt",
                "mapping.jslt ~ \"steps\": ~ \"numberOfSteps\": ~ /cases/birth-registration: ~ a field that the schema does not know (written in mapping.jslt:18) at /messages/0/body/numberOfSteps ~ output.schema.json",
                "mapping.jslt ~ \"summary\": cut ~ \"summary\": foo-cut ~ mapping.jslt:17: ~ foo-cut ~ mappings/README.md lists those lent by Java",
                "mapping.jslt ~ $record.revision, ~ $record.revision ~ mapping.jslt:11: ~ \"unit\" at column 7, where it cannot stand ~ a comma",
                "mapping.jslt ~ \"status\": ~ \"status: ~ mapping.jslt: ~ at column ~ double quotes",
                "mapping.jslt ~ $record.revision ~ $recrod.revision ~ /cases/birth-registration: ~ mapping.jslt, line 10: No such variable 'recrod' ~ Correct mappings/dossier-to-echo/mapping.jslt there.",
                "mapping.jslt ~ 200 ~ 200 200 ~ mapping.jslt:17: ~ 200 at column ~ a comma",
                "mapping.jslt ~ cut($record.summary, 200, \"summary\") ~ cut($record.summary) ~ mapping.jslt:17: ~ cut ~ .",
                "mapping.jslt ~ $record.revision ~ number($record.summary) ~ /cases/birth-registration: ~ mapping.jslt, in a function, its line is not known: number( ~ Correct mappings/dossier-to-echo/mapping.jslt there.",
                "output.schema.json ~ \"minItems\": 1, ~ \"minItems\": 1,, ~ output.schema.json:11: ~ no JSON at column ~ Correct it there.",
                "output.schema.json ~ \"type\": \"integer\", \"minimum\": 1 ~ \"type\": \"inteer\", \"minimum\": 1 ~ output.schema.json ~ inteer ~ .",
                "output.schema.json ~ \"additionalProperties\": false, ~ `` ~ output.schema.json: ~ no additionalProperties: false at / ~ Close it.",
                "cases/birth-registration/input.json ~ 1.001193.000.00.00.H08 ~ 9.999999.000.00.00.H08 ~ /cases/birth-registration: ~ unmapped-procedure, procedure 9.999999.000.00.00.H08 ~ procedures.csv",
                "cases/birth-registration/input.json ~ \"PROCESSING\" ~ \"Processing\" ~ /cases/birth-registration/input.json: ~ Processing at /record/status ~ Use one of",
                "cases/birth-registration/input.json ~ 2019-12-16T08:05:00+07:00 ~ 16/12/2019 ~ /cases/birth-registration/input.json: ~ /record/receivedAt ~ .",
                "cases/birth-registration/expected.json ~ \"revision\" : 1 ~ \"revision\" : 2 ~ /expected.json: ~ line 6 expected \"revision\" : 2, but made \"revision\" : 1, ~ --accept birth-registration",
                "cases/birth-registration/expected.json ~ \"revision\" : 1, ~ \"revision\" : 1 ~ /expected.json:7: ~ no JSON at column ~ Correct it there",
                "README.md ~ ## Fields ~ ## Felder ~ README.md: ~ no line '## Fields' ~ Add it.",
            })
    void aMistakeInAMapping(ArgumentsAccessor columns) throws IOException {
        change(MAPPING + columns.getString(0), columns.getString(1), columns.getString(2));
        Ran checked = run("check mapping dossier-to-echo");
        assertThat(checked.code()).isEqualTo(1);
        assertThat(checked.out().lines()).as(checked.out()).anySatisfy(line -> assertThat(line)
                .contains("mappings/dossier-to-echo", columns.getString(3), "Found: ")
                .contains(columns.getString(4), columns.getString(5))
                .doesNotContain("Exception", "com.", "java."));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "mapping.jslt ~ UTF-16 ~ mapping.jslt:1: The JSLT cannot be read. Found: bytes that are not UTF-8, but UTF-16 as it seems.",
                "cases/birth-registration/input.json ~ windows-1258 ~ cases/birth-registration/input.json:10: A file of a case cannot be read. Found: bytes that are not UTF-8.",
                "output.schema.json ~ UTF-16 ~ output.schema.json:1: The schema cannot be read. Found: bytes that are not UTF-8, but UTF-16 as it seems.",
            })
    void aFileOfAnotherEncoding(String file, String charset, String message) throws IOException {
        Path written = home.resolve(MAPPING + file);
        Files.write(written, Files.readString(written).getBytes(Charset.forName(charset)));
        assertThat(run("check mapping dossier-to-echo").out()).contains(message);
    }

    @Test
    void aByteOrderMarkIsNoMistake() throws IOException {
        for (String file : List.of("mapping.jslt", "cases/birth-registration/input.json")) {
            Path written = home.resolve(MAPPING + file);
            Files.write(written, ("\uFEFF" + Files.readString(written)).getBytes(StandardCharsets.UTF_8));
        }
        assertThat(run("check mapping dossier-to-echo").out()).isEqualTo("Sound.\n");
    }

    @Test
    void aCaseWithoutItsExpectedFileOrUnderAnotherName() throws IOException {
        Files.delete(home.resolve(CASE + "expected.json"));
        assertThat(run("check mapping dossier-to-echo").out())
                .contains(CASE.substring(0, CASE.length() - 1)
                        + ": A case is input.json and either expected.json or expected-error.txt. Found: input.json."
                        + " Write what it must become, or look at what it becomes and take that: check mapping dossier-to-echo --accept"
                        + " birth-registration.");
        Files.move(home.resolve(CASE + "input.json"), home.resolve(CASE + "Input.json"));
        assertThat(run("check mapping dossier-to-echo").out())
                .contains("Found: Input.json. Add what is missing, or remove what is too much");
    }

    @Test
    void aTableThatIsMissing() throws IOException {
        Files.delete(home.resolve("mappings/tables/procedures.csv"));
        assertThat(run("check").out()).contains("procedures.csv: A table is missing. Found: ");
    }

    @Test
    void anotherNameThanThatOfAFolder() throws IOException {
        Files.move(home.resolve("mappings/dossier-to-echo"), home.resolve("mappings/Dossier_To_Echo"));
        assertThat(run("check").out())
                .contains(
                        "mappings/Dossier_To_Echo: A mapping's name is lower-case words joined by hyphens. Found: Dossier_To_Echo.",
                        "Rename the folder",
                        "routes/dossiers-to-echo.camel.yaml",
                        "hub:map/dossier-to-echo");
        assertThat(run("map dossier-to-echo test-fixtures/nasty/sound.json").err())
                .contains("There is no such mapping.", "dossier-to-echo", "Known are: [Dossier_To_Echo]");
    }

    @Test
    void aMappingThatDoesNotCompileIsMapped() throws IOException {
        change(MAPPING + "mapping.jslt", "$record.revision,", "$record.revision");
        assertThat(run("map dossier-to-echo test-fixtures/nasty/sound.json").err())
                .contains("The mapping cannot be used.", "mapping.jslt:11: The JSLT does not compile.");
    }

    /** Whether the case expects nothing yet, or expects just this because somebody wrote it there. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "$record.revision, ~ $recrod.revision, ~ mapping-failed, an error in mapping.jslt, line 10: No such variable 'recrod'",
                "$record.revision, ~ $record.revison, ~ output-does-not-fit, null (written in mapping.jslt:10) at /messages/0/body/revision",
            })
    void aMappingThatBreaksIsNoCaseToBeAccepted(String from, String to, String found) throws IOException {
        change(MAPPING + "mapping.jslt", from, to);
        Files.delete(home.resolve(CASE + "expected.json"));
        Ran shown = run("map dossier-to-echo --case birth-registration");
        assertThat(shown.code()).isEqualTo(1);
        for (boolean written : List.of(false, true)) {
            if (written) {
                Files.writeString(home.resolve(CASE + "expected-error.txt"), shown.out());
            }
            Ran refused = run("check mapping dossier-to-echo --accept birth-registration");
            assertThat(refused.code()).isEqualTo(2);
            assertThat(refused.err())
                    .contains("The mapping breaks on this case, and no case may expect that.", "Correct mapping.jslt")
                    .contains(found);
            assertThat(Files.exists(home.resolve(CASE + "expected-error.txt"))).isEqualTo(written);
        }
    }

    @Test
    void whatIsMappedIsNoRecordOrIsNotThere() throws IOException {
        Path file = Files.writeString(home.resolve("record.json"), "{\"dossierCode\": ");
        assertThat(run("map dossier-to-echo " + file).out()).contains("The record is refused before it is mapped:");
        assertThat(run("map dossier-to-echo nothing.json").err()).contains("The file cannot be read.", "nothing.json");
        assertThat(run("map dossier-to-echo").err()).contains("neither a file nor --case");
        assertThat(run("check mapping dossier-to-ecko").err())
                .contains("There is nothing of this name to check.", "dossier-to-ecko", "dossier-to-echo");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "outcomes.yaml ~ `    outcome: delivered` ~ `\toutcome: delivered` ~ outcomes.yaml:7 ~ tab",
                "outcomes.yaml ~ outcome: delivered ~ outcome: deliverd ~ outcomes.yaml:3 ~ deliverd",
                "outcomes.yaml ~ outcome: rejected ~ outcomes: rejected ~ outcomes.yaml: ~ outcomes",
                "echo-sink.kamelet.yaml ~ step:post ~ step:posst ~ echo-sink.kamelet.yaml: ~ posst",
                "cases/taken/expected.yaml ~ row: taken ~ row: token ~ cases/taken/expected.yaml ~ token",
                "cases/taken/stub.json ~ `\"status\": 200` ~ `\"status\": 200,,` ~ cases/taken/stub.json ~ JSON",
            })
    void aMistakeInAConnector(String file, String from, String to, String where, String found) throws IOException {
        change("connectors/echo/" + file, from, to);
        Ran checked = run("check connector echo");
        assertThat(checked.code()).isEqualTo(1);
        assertThat(checked.out().lines()).as(checked.out()).anySatisfy(line -> assertThat(line)
                .contains("connectors/echo/" + where, "Found: ")
                .containsIgnoringCase(found)
                .doesNotContain("Exception", "org.", "java."));
    }
}
