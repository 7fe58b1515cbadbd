package vn.lienthong.hub.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MisbehaviourTest {

    @ParameterizedTest
    @CsvSource({
        "down, DOWN, 1",
        "timeout-after-commit:0.25, TIMEOUT_AFTER_COMMIT, 0.25",
        "html-with-200:5%, HTML_WITH_200, 0.05",
        "' Slow : 1 ', SLOW, 1"
    })
    void readsNameAndShare(String text, Misbehaviour.Kind kind, double share) {
        assertThat(Misbehaviour.parse(text)).isEqualTo(new Misbehaviour(kind, share));
    }

    @Test
    void sparesTheFirstMessagesOfADossier() {
        Weather weather = new Weather(1, List.of(Misbehaviour.parse("timeout-after-commit@3")));

        assertThat(weather.message("H1", 0).any()).isFalse();
        assertThat(weather.message("H1", 1).any()).isFalse();
        assertThat(weather.message("H1", 2).any()).isTrue();
        assertThat(weather.message("H1", 3).any()).isTrue();
    }

    @Test
    void hitsOneMessageOfADossierInMidBatchAndNoOther() {
        Weather weather = new Weather(1, List.of(Misbehaviour.parse("expired-session@2-2")));

        assertThat(weather.login(1).any()).isFalse();
        assertThat(weather.message("H1", 0).any()).isFalse();
        assertThat(weather.message("H1", 1).kinds()).containsExactly(Misbehaviour.Kind.EXPIRED_SESSION);
        assertThat(weather.message("H1", 2).any()).isFalse();
    }

    @Test
    void whatHeldForAWhileGivesWayToWhatHoldsUntilFurtherNotice() {
        Weather weather = new Weather(1, List.of(Misbehaviour.parse("slow")));
        ProvinceDoor door = new ProvinceDoor(new ProvinceServer(0), weather);

        door.misbehave(List.of(Misbehaviour.parse("down")), Duration.ofHours(1));
        door.misbehave(List.of(Misbehaviour.parse("busy")), Duration.ofHours(1));
        assertThat(weather.now()).containsExactly(Misbehaviour.parse("busy"));
        door.calmDown();
        assertThat(weather.now()).containsExactly(Misbehaviour.parse("slow"));
        door.shut();
    }

    @Test
    void whatHoldsUntilFurtherNoticeIsWhatWasPutInForceLast() {
        Weather weather = new Weather(1, List.of(Misbehaviour.parse("slow")));
        ProvinceDoor door = new ProvinceDoor(new ProvinceServer(0), weather);

        door.misbehave(List.of(Misbehaviour.parse("busy"), Misbehaviour.parse("slow-drip")), Duration.ZERO);
        door.misbehave(List.of(Misbehaviour.parse("down")), Duration.ofHours(1));
        door.calmDown();
        assertThat(weather.now()).containsExactly(Misbehaviour.parse("busy"), Misbehaviour.parse("slow-drip"));
        door.shut();
    }

    @Test
    void writesWhatItReads() {
        for (String name : Misbehaviour.names()) {
            assertThat(Misbehaviour.parse(name)).hasToString(name);
        }
        assertThat(Misbehaviour.parse("busy:0.5")).hasToString("busy:0.5");
        assertThat(Misbehaviour.parse("reset:50%@3")).hasToString("reset:0.5@3");
        assertThat(Misbehaviour.parse("reset@3-4")).hasToString("reset@3-4");
        assertThat(Misbehaviour.parse("reset@1-1")).hasToString("reset@1-1");
    }

    @Test
    void standsInTheManualAsItIs() throws IOException {
        String manual = Files.readString(Path.of("test-fixtures/README.md"));
        for (Misbehaviour.Kind kind : Misbehaviour.Kind.values()) {
            assertThat(manual).contains("| `" + kind.word() + "` | " + kind.meaning() + " |");
        }
    }

    @Test
    void listsTheNamesWhenItDoesNotKnowOne() {
        assertThatThrownBy(() -> Misbehaviour.parse("asleep:0.2"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("There is no such misbehaviour. Found: asleep:0.2. Known: down, busy, too-many, broken,"
                        + " bad-gateway, refused, slow, slow-drip, timeout-after-commit, expired-session,"
                        + " error-inside-200, html-with-200, half-a-body, empty-200, fault, fault-inside-200,"
                        + " wrong-charset, clock-skew, office-closed, reset, garbage, uncounted,"
                        + " duplicate-receipt, unacknowledged-head, more-for-ever, out-of-order,"
                        + " certificate-expired.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "down:0",
                "down:1.5",
                "down:-1",
                "down:NaN",
                "down:",
                "down:often",
                "refused:0.5",
                "certificate-expired:0.5",
                "down@0",
                "down@",
                "down@x",
                "down@2-",
                "down@3-2"
            })
    void refusesAShareThatIsNone(String text) {
        assertThatThrownBy(() -> Misbehaviour.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Found: ");
    }
}
