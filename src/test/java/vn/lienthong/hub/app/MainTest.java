package vn.lienthong.hub.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
    /** Port 9 of this machine is "discard": nobody listens there. */
    private static final String NOBODY = "http://127.0.0.1:9";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo",
                "run",
                "check",
                "map",
                "play",
                "explain",
                "transfers",
                "release",
                "cancel",
                "resend",
                "balance",
                "province"
            })
    void everyCommandExplainsItself(String command) {
        Ran ran = Ran.command(command, "--help");

        assertThat(ran.code()).isZero();
        assertThat(ran.out()).startsWith("Usage: lienthong-hub " + command);
        assertThat(ran.err()).isEmpty();
    }

    @Test
    void saysWhichCommandsThereAreWhenNoneIsGiven() {
        Ran ran = Ran.command();

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains("no command").contains("run").doesNotContain("\tat ");
    }

    @Test
    void proposesWhatAMisspeltCommandMayMean() {
        Ran ran = Ran.command("explian", "x");

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains("'explian'").contains("lienthong-hub explain");
    }

    @Test
    void refusesAnActWithoutPersonOrReason() {
        assertThat(Ran.command("release", "0000000000001", "--why", "mended").code())
                .isEqualTo(2);
        assertThat(Ran.command("cancel", "0000000000001", "--by", "An").err()).contains("--why");
    }

    @Test
    void refusesAnActThatDoesNotSayOnWhat() {
        Ran ran = Ran.command("release", "--by", "An", "--why", "mended");

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err().lines())
                .containsExactly(
                        "It must be clear which transfers are meant: either ids or a filter.",
                        "  Found: neither",
                        "  To do: Example: release 000000000000a --by 'Nguyen An' --why 'table corrected', or --unit 21556 instead of the id, or --all.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"balance", "transfers", "explain X", "release 0000000000001 --by An --why w"})
    void saysThatTheHubIsOutOfReach(String command) {
        Ran ran = Ran.command((command + " --hub " + NOBODY).split(" "));

        assertThat(ran.code()).isEqualTo(3);
        assertThat(ran.err())
                .startsWith("The hub does not answer.")
                .contains(NOBODY)
                .contains("To do: Start it");
        assertThat(ran.err()).doesNotContain("\tat ");
        assertThat(ran.out()).isEmpty();
    }

    @Test
    void refusesAnAddressThatIsNone() {
        Ran ran = Ran.command("balance", "--hub", "nowhere at all");

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains("'nowhere at all'").contains("http://127.0.0.1:8080");
    }

    @Test
    void refusesAFileOfSettingsThatIsNotThere() {
        Ran ran = Ran.command("run", "--config", "/nope.yaml");

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).startsWith("The file of settings cannot be read.").contains("/nope.yaml (no such file)");
    }

    @Test
    void saysThatAFileOfSettingsIsNoYaml(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("hub.yaml"), "hub:\n\tdata: x\n");

        for (String command : new String[] {"run", "probe"}) {
            Ran ran = Ran.command(command, "--config", file.toString());
            assertThat(ran.code()).isEqualTo(2);
            assertThat(ran.err()).startsWith("A file of settings is no YAML.").contains("line 2");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "demo"})
    void makesNothingWhereNoHubIsAtHome(String command, @TempDir Path nowhere) {
        Ran ran = Ran.command(command, "--home", nowhere.toString(), "--port", "0");

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).startsWith("This is not the home of a hub.").contains(nowhere.toString());
        assertThat(nowhere).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hub.journal.url=jdbc:postgresql://db/hub",
                "hub.broker.url=tcp://a:61616",
                "hub.data=/tmp",
                "hub.destinations.echo.address=http://a",
                "hub.destinations.province-rest.address=http://a",
                "hub.intake.owed-to=echo",
                "hub.sources.city.password=abcdefghijklm"
            })
    void neverPlaysTheDemoIntoARealHub(String setting, @TempDir Path data) {
        Ran ran = Ran.command("demo", "--once", "--port", "0", "--data", data.toString(), "--set", setting);

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err())
                .startsWith("The demo brings its own journal, broker,")
                .contains("--set " + setting.substring(0, setting.indexOf('=')));
    }

    @Test
    void saysWhosePasswordIsMissingItsName(@TempDir Path folder) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "mat-khau-thu");
        Ran ran = Ran.command("balance", "--hub", NOBODY, "--password-file", secret.toString());

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err())
                .startsWith("There is a password, and nobody whose it is.")
                .contains("--user NAME");
    }

    @Test
    void refusesASettingThatTheMappingDoesNotRead() {
        String record = "test-fixtures/nasty/sound.json";
        Ran misspelt = Ran.command("map", "dossier-to-province-rest", record, "--setting", "unit-cod=000.00.01.H08");
        assertThat(misspelt.code()).isEqualTo(2);
        assertThat(misspelt.err())
                .contains("--setting unit-cod")
                .contains("It reads: ")
                .contains("unit-code");

        for (String key : new String[] {"unit-code", "unitCode"}) {
            Ran ran = Ran.command("map", "dossier-to-province-rest", record, "--setting", key + "=000.00.01.H08");
            assertThat(ran.code()).as(ran.err()).isZero();
            assertThat(ran.out()).contains("\"madonvi\" : \"000.00.01.H08\"");
        }
    }

    @Test
    void listsTheWaysInWhichTheFakeProvinceGoesWrong() {
        Ran ran = Ran.command("province", "--list");

        assertThat(ran.code()).isZero();
        assertThat(ran.out()).contains("timeout-after-commit").contains("html-with-200");
    }

    @Test
    void refusesAMisbehaviourThatDoesNotExist() {
        Ran ran = Ran.command("province", "--port", "0", "--misbehave", "sulking");

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains("sulking").doesNotContain("\tat ");
    }
}
