package vn.lienthong.hub.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody sets arrives as it was set, whatever signs are in it, and nobody has to guess which of two settings counts. */
@Timeout(60)
class SettingsOfAConnectorIT {

    private static final String NAME = "lgsp-document-rest";

    /** As {@code lgspaccesstoken} arrives at the other side. */
    private static String header(String appName) throws IOException {
        Sample sample = Sample.of(NAME);
        try (Bed bed = new Bed();
                RawServer server = new RawServer((request, socket, end) -> {
                    sample.answer(request, socket);
                    return true;
                })) {
            sample.send(bed.open(NAME, server.address(), Map.of("app-name", appName)));
            RawServer.Request message = server.requests.get(server.requests.size() - 1);
            byte[] decoded = Base64.getDecoder().decode(TokenIT.header(message, "lgspaccesstoken"));
            return new String(decoded, StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Một cửa & Sở",
                "a&header=x&b=1",
                "100% + 1",
                "%41%26",
                "a?b#c=d",
                "RAW(x)",
                "RAW{x}",
                "{{address}}",
                "một, hai; \"ba\" $1 \\ 'bốn'"
            })
    void aSettingArrivesAsItWasSet(String appName) throws IOException {
        assertThat(ConnectorCase.JSON.readTree(header(appName)).path("AppName").asText())
                .isEqualTo(appName);
    }

    @Test
    void twoSpellingsOfOneSettingAreRefused() {
        Map<String, String> both = new HashMap<>(
                Map.of("address", "http://127.0.0.1:9", "answer-timeout", "PT1S", "answerTimeout", "PT2S"));
        try (Bed bed = new Bed()) {
            assertThatThrownBy(() -> bed.openAs("echo", both))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "A setting of hub.destinations.echo is given twice, in two spellings. Found: answer-timeout and"
                                    + " answerTimeout. Remove one.");
        }
    }

    @Test
    void twoSpellingsOfWhatIsSomebodyElsesArePassedOver() {
        Map<String, String> both = Map.of("address", "http://127.0.0.1:9", "give-up", "1", "giveUp", "2");
        try (Bed bed = new Bed()) {
            assertThat(bed.openAs("echo", both).name()).isEqualTo("echo");
        }
    }
}
