package vn.lienthong.hub.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.lienthong.hub.kit.SettableClock;

/** Secrets go in at the last moment, and settings are refused in three parts. */
class SessionBodyTest {

    private static final SessionBody PLACE = new SessionBody("session");

    static String quoted(String text) {
        return new String(SessionBody.bytes(JsonPath.JSON.getNodeFactory().textNode(text)), StandardCharsets.UTF_8);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Property(tries = 300)
    void anySessionTextSurvives(@ForAll String session) throws IOException {
        byte[] body = PLACE.prepared(utf8("{\"session\":\"\",\"x\":\"\u1ED3\"}"));
        byte[] whole = PLACE.with(body, session);
        String expected = new String(utf8(session), StandardCharsets.UTF_8);
        if (expected.equals(session)) {
            assertThat(ConnectorCase.JSON.readTree(whole).path("session").asText())
                    .isEqualTo(session);
        }
        assertThat(ConnectorCase.JSON.readTree(whole).path("x").asText()).isEqualTo("\u1ED3");
        assertThat(new String(body, StandardCharsets.UTF_8)).isEqualTo("{\"session\":\"\",\"x\":\"\u1ED3\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":1}",
                "{\"a\":1,\"session\":\"old\"}",
                "{\"session\":\"old\",\"a\":1}",
                "{ \"session\" : null, \"a\":1}"
            })
    void aBodyWithoutAnEmptySessionInFrontGetsOne(String body) {
        assertThat(new String(PLACE.prepared(utf8(body)), StandardCharsets.UTF_8))
                .isEqualTo("{\"session\":\"\",\"a\":1}");
    }

    @Test
    void theOtherSideNamesTheField() {
        SessionBody place = new SessionBody("access_token");
        byte[] body = place.prepared(utf8("{\"session\":\"theirs\",\"a\":1}"));

        assertThat(new String(body, StandardCharsets.UTF_8))
                .isEqualTo("{\"access_token\":\"\",\"session\":\"theirs\",\"a\":1}");
        assertThat(new String(place.with(body, "t1"), StandardCharsets.UTF_8))
                .isEqualTo("{\"access_token\":\"t1\",\"session\":\"theirs\",\"a\":1}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "address        | ftp://x            | must be an http or https address",
                "address        | http://u:p@h       | must be an http or https address",
                "address        | http://h?x=1       | must be an http or https address",
                "address        | ''                 | is missing",
                "answer-timeout | soon               | must be a positive duration",
                "answerTimeout  | PT0S               | must be a positive duration",
                "concurrency    | 0                  | must be a whole number above 0",
                "concurrency    | many               | must be a whole number above 0",
                "password       | ''                 | is missing",
            })
    void aWrongSettingIsRefusedByNameAndNeverQuotesASecret(String key, String value, String what) {
        try (Bed bed = new Bed()) {
            assertThatThrownBy(() -> bed.open("province-rest", "http://127.0.0.1:1", Map.of(key, value)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("Setting ")
                    .hasMessageContaining(what)
                    .hasMessageContaining("Found: ")
                    .hasMessageNotContaining("u:p@")
                    .hasMessageNotContaining(Bed.PASSWORD);
        }
    }

    @Test
    void settingsOfOthersArePassedOverAndShortDurationsUnderstood() {
        try (Bed bed = new Bed()) {
            Connector connector = bed.open(
                    "province-rest", "http://127.0.0.1:1/", Map.of("unit-code", "x", "answer-timeout", "500ms"));
            assertThat(connector.name()).isEqualTo("province-rest");
            assertThat(connector.limit(Reading.NextStep.SEND_AS_UPDATE)).isEqualTo(1);
            assertThat(bed.connectors.settings("province-rest"))
                    .containsExactly(
                            "address", "answer-timeout", "concurrency", "connect-timeout", "password", "username");
        }
    }

    @Test
    void anUnknownConnectorIsRefusedWithTheKnownOnes() {
        try (Bed bed = new Bed()) {
            assertThatThrownBy(() -> bed.open("provinz", "http://127.0.0.1:1", Map.of()))
                    .hasMessageMatching("(?s).*Known: \\[.*\\becho, .*province-rest.*");
        }
    }

    @Test
    void aConnectorMayBeOpenedBeforeItsContextStarts() throws IOException {
        Sample sample = Sample.of("echo");
        try (DefaultCamelContext camel = new DefaultCamelContext();
                RawServer server = new RawServer((request, socket, end) -> {
                    sample.answer(request, socket);
                    return true;
                })) {
            Connector connector = Connectors.load(Bed.CONNECTORS)
                    .open("echo", Map.of("address", server.address()), camel, SettableClock.onTheSampleDay());
            assertThat(server.requests).isEmpty();
            camel.start();
            assertThat(sample.read(connector, sample.send(connector)).row()).isEqualTo("taken");
        }
    }
}
