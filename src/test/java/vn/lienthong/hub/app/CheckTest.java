package vn.lienthong.hub.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** The command check with settings: tables that replace those of the folder, and codes that are invented. */
class CheckTest {
    private static final String REPLACED = "hub.reference.replacements.agency-codes.csv=";
    private static final String ADDRESS = "hub.destinations.province-rest.address=";
    private static final String ELSEWHERE = ADDRESS + "https://lienthong.province.example";

    @TempDir
    Path folder = Path.of("");

    @Test
    void takesOneFileInThePlaceOfATable() throws IOException {
        Ran ran = check(REPLACED + confirmedCodes(), ELSEWHERE);

        assertThat(ran.code()).isZero();
        assertThat(ran.out()).startsWith("Sound: ");
    }

    @Test
    void saysWhatIsWrongWithTheFileThatReplacesATable() throws IOException {
        Path broken = folder.resolve("codes.csv");
        Files.writeString(broken, "unit_code,agency_code\n");

        Ran ran = check(REPLACED + broken);

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out()).startsWith(broken + ":1: The header does not name the columns of this table.");
    }

    @Test
    void takesSettingsFromAFileToo() throws IOException {
        Path settings = folder.resolve("own.yaml");
        Files.writeString(
                settings, "hub:\n  reference:\n    replacements:\n      agency-codes.csv: " + folder + "/none.csv\n");

        Ran ran = Ran.command("check", "--config", settings.toString());

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out()).startsWith(folder.resolve("none.csv") + ": A table is missing.");
    }

    @Test
    void warnsOfInventedCodesForADestinationElsewhere() throws IOException {
        Ran ran = check(ELSEWHERE);

        assertThat(ran.code()).as("a warning is no violation").isZero();
        assertThat(ran.out().lines().findFirst().orElse(""))
                .startsWith("Warning: ")
                .endsWith(
                        "agency-codes.csv: Fictitious agency codes would be sent to a real destination. Found: rows with"
                                + " fictitious yes, and no unit-code for province-rest. Set hub.destinations.province-rest.unit-code, or name a"
                                + " table with the real codes in hub.reference.replacements.agency-codes.csv. If it is meant, as towards a test"
                                + " system: hub.reference.fictitious-agency-codes=ALLOWED.");
        JsonNode json = Json.MAPPER.readTree(
                Ran.command("check", "--json", "--set", ELSEWHERE).out());
        assertThat(json.path("sound").asBoolean()).isTrue();
        assertThat(json.path("warnings")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ADDRESS + "http://127.0.0.1:9000",
                ADDRESS + "http://localhost:9000",
                ADDRESS + "http://[::1]:9000",
                "hub.destinations.province-rest.concurrency=4"
            })
    void doesNotWarnOfWhatStaysHere(String setting) {
        assertThat(check(setting).out()).startsWith("Sound: ");
    }

    @Test
    void doesNotWarnWhenTheDestinationHasACodeOfItsOwn() {
        assertThat(check(ELSEWHERE, "hub.destinations.province-rest.unit-code=000.00.01.H08")
                        .out())
                .startsWith("Sound: ");
    }

    @Test
    void doesNotStartWithInventedCodesForADestinationElsewhereUnlessItIsMeant() {
        assertThat(start(Map.of()))
                .contains("Fictitious agency codes would be sent to a real destination.")
                .contains("  To do: Set hub.destinations.province-rest.unit-code");
        assertThat(start(Map.of("hub.reference.fictitious-agency-codes", "ALLOWED")))
                .isEqualTo("started");
    }

    private static String start(Map<String, Object> more) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("more", more));
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "test",
                        Map.of(
                                "hub.destinations.province-rest.address",
                                "https://lienthong.province.example",
                                // Nobody listens there: these folders need no journal.
                                "hub.journal.url",
                                "jdbc:postgresql://127.0.0.1:9/none")));
        try (EarlyStart early = EarlyStart.of(HubSettings.read(environment), Clock.systemUTC())) {
            early.hub();
            return "started";
        } catch (CommandFailure e) {
            return e.text();
        }
    }

    private static Ran check(String... settings) {
        String[] arguments = new String[1 + 2 * settings.length];
        arguments[0] = "check";
        for (int i = 0; i < settings.length; i++) {
            arguments[1 + 2 * i] = "--set";
            arguments[2 + 2 * i] = settings[i];
        }
        return Ran.command(arguments);
    }

    private Path confirmedCodes() throws IOException {
        Path own = folder.resolve("codes.csv");
        String table = Files.readString(Path.of("mappings/tables/agency-codes.csv"));
        Files.writeString(own, table.replace(",yes,", ",no,"));
        return own;
    }
}
