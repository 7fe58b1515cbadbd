package vn.lienthong.hub.torture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArgumentsTest {
    @Test
    void takesWhatIsNotNamedAsTheManualSays() {
        assertThat(Arguments.of(List.of()))
                .isEqualTo(new Arguments(
                        Duration.ofMinutes(3),
                        7,
                        30,
                        Duration.ofMinutes(5),
                        Path.of("target/torture").toAbsolutePath(),
                        0));
    }

    @Test
    void readsEachOne() {
        assertThat(Arguments.of(
                        List.of("for=1h30m", "seed=-2", "rate=5", "drain=90s", "out=/tmp/run", "switchover=21")))
                .isEqualTo(
                        new Arguments(Duration.ofMinutes(90), -2, 5, Duration.ofSeconds(90), Path.of("/tmp/run"), 21));
    }

    @Test
    void saysOfAWrongOneWhatWasFoundAndWhatToDo() {
        refused("for=abc", "A time of the torture run cannot be read. Found: for=abc. Give hours, minutes or seconds,");
        refused("for=3", "A time of the torture run cannot be read. Found: for=3. ");
        refused("for=", "A time of the torture run cannot be read. Found: for=. ");
        refused("drain=x", "A time of the torture run cannot be read. Found: drain=x. ");
        refused("drain=-5m", "too short or too long. Found: drain=-5m. Give between 1s and 24h.");
        refused("for=29s", "too short or too long. Found: for=29s. Give between 30s and 24h.");
        refused("switchover=22", "Found: switchover=22. Give a whole number from 0 to 21.");
        refused("for=25h", "too short or too long. Found: for=25h. Give between 30s and 24h.");
        refused("seed=seven", "cannot be read, or is out of bounds. Found: seed=seven. Give a whole");
        refused("rate=0", "Found: rate=0. Give a whole number from 1 to 10000.");
        refused("rate=99999999999", "Found: rate=99999999999. Give a whole number from 1 to 10000.");
        refused("out=", "The torture run has no folder. Found: out=. Name one,");
        refused("hours=1", "An argument of the torture run is not known. Found: hours=1. Known: for=3m");
        refused("help", "An argument of the torture run is not known. Found: help. Known: for=3m");
    }

    private static void refused(String word, String message) {
        assertThatThrownBy(() -> Arguments.of(List.of(word)))
                .as(word)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
