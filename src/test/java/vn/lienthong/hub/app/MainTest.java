package vn.lienthong.hub.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
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
                        "  To do: Example: release 000000000000a --by 'Nguyen An' --why 'table corrected', or --unit 21556 instead of the id.");
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
