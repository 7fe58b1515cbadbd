package vn.lienthong.hub.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.hub.vocabulary.Outcome;

/** What logins answer that say yes in other ways, or say yes and mean no: never a storm of logins, never a secret in a log. */
@Timeout(120)
class SessionFormsIT {

    private static final String DONE = "{\"error_code\":\"0\",\"message\":\"Cập nhật thành công\"}";

    @TempDir
    Path home;

    private final AtomicInteger logins = new AtomicInteger();

    private RawServer desk(String login, String answer) throws IOException {
        return new RawServer((request, socket, end) -> {
            boolean atLogin = request.path().endsWith("/login");
            if (atLogin) {
                logins.incrementAndGet();
            }
            boolean unauthorized = answer.equals("401") && !atLogin;
            Weather.answer(
                    socket.getOutputStream(),
                    unauthorized ? "401 Unauthorized" : "200 OK",
                    "application/json",
                    atLogin ? login : answer);
            return true;
        });
    }

    private static Connector open(Bed bed, RawServer server) {
        return bed.open("province-rest", server.address(), Map.of());
    }

    /** The province's connector with another Kamelet. */
    private void copy(UnaryOperator<String> kamelet) throws IOException {
        Path model = Bed.CONNECTORS.resolve("province-rest");
        try (Stream<Path> files = Files.walk(model)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = home.resolve("province-rest").resolve(model.relativize(file));
                Files.createDirectories(Objects.requireNonNull(copy.getParent()));
                String text = Files.readString(file);
                Files.writeString(copy, file.toString().endsWith(".kamelet.yaml") ? kamelet.apply(text) : text);
            }
        }
    }

    @Test
    void theSessionIsFoundWhereTheKameletSays() throws IOException {
        copy(kamelet -> kamelet.replace("sessionAt: /session", "sessionAt: /data/access_token")
                .replace("sessionField: session", "sessionField: token")
                .replace("usernameField: username", "usernameField: client_id")
                .replace("codeAt: /error_code", "codeAt: /code")
                .replace("successCodes: \"0|00\"", "successCodes: \"200\""));
        Sample sample = Sample.of("province-rest");
        String nested =
                "{\"code\":200,\"message\":\"OK\",\"data\":{\"access_token\":\"phien-thu-9\",\"expires_in\":3600}}";
        try (Bed bed = new Bed(home);
                RawServer server = desk(nested, DONE)) {
            Connector connector = open(bed, server);
            assertThat(sample.read(connector, sample.send(connector)).outcome()).isInstanceOf(Outcome.Delivered.class);
            assertThat(server.requests.get(0).text())
                    .isEqualTo("{\"client_id\":\"" + Bed.USERNAME + "\",\"password\":\"" + Bed.PASSWORD + "\"}");
            assertThat(server.requests.get(1).text()).startsWith("{\"token\":\"phien-thu-9\",");
        }
    }

    @Test
    void withoutACodeTheSessionDecides() throws IOException {
        copy(kamelet -> kamelet.replace("codeAt: /error_code", "").replaceAll("successCodes: .*", ""));
        Sample sample = Sample.of("province-rest");
        try (Bed bed = new Bed(home);
                RawServer server = desk("{\"session\":\"phien-thu-1\"}", DONE)) {
            Connector connector = open(bed, server);
            assertThat(sample.read(connector, sample.send(connector)).outcome()).isInstanceOf(Outcome.Delivered.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"error_code\":\"0\"}",
                "{\"error_code\":\"0\",\"session\":\"\"}",
                "{\"error_code\":\"0\",\"session\":null}",
                "{\"error_code\":\"0\",\"session\":{\"id\":\"x\"}}",
                "{\"error_code\":\"0\",\"data\":{\"session\":\"phien-thu-1\"}}",
                "{\"session\":\"phien-thu-1\",\"error_code\":\"-1\"}",
                "{\"error_code\":\"-1\",\"message\":\"Tài khoản không hợp lệ\"}",
                "{\"error_code\":\"-1\",\"message\":\"Tài khoản đã bị khóa\"}",
                "{\"error_code\":\"100\",\"message\":\"AUTHEN_ERROR\"}",
            })
    void aLoginThatGivesNoSessionIsNotRepeatedAllTheTime(String login) throws IOException {
        Sample sample = Sample.of("province-rest");
        try (Bed bed = new Bed();
                RawServer server = desk(login, DONE)) {
            Connector connector = open(bed, server);
            for (int second = 0; second < 3_600; second++) {
                Reading reading = sample.read(connector, sample.send(connector));
                assertThat(reading.outcome().isTrouble()).isTrue();
                assertThat(reading.outcome()).isInstanceOf(Outcome.Deferred.class);
                bed.clock.advance(Duration.ofSeconds(1));
            }
            assertThat(logins.get()).as("logins in an hour").isBetween(5, 60);
            assertThat(server.requests).as("messages").hasSize(logins.get());
        }
    }

    /** As delivery does it: one new login for each attempt, and the attempt ends. */
    @Test
    void aSessionThatIsNeverAcceptedIsRenewedAFewTimesAnHour() throws IOException {
        Sample sample = Sample.of("province-rest");
        try (Bed bed = new Bed();
                RawServer server = desk("{\"error_code\":\"0\",\"session\":\"phien-thu-1\"}", "401")) {
            Connector connector = open(bed, server);
            for (int second = 0; second < 3_600; second++) {
                Conversation said = sample.send(connector);
                if (sample.read(connector, said).next() == Reading.NextStep.LOG_IN_AGAIN) {
                    connector.logInAgain(said.session());
                }
                bed.clock.advance(Duration.ofSeconds(1));
            }
            assertThat(logins.get()).as("logins in an hour").isBetween(5, 30);
        }
    }

    @Test
    void whenTheNextLoginMayBeIsToldInTheZoneOfTheKamelet() throws IOException {
        Sample sample = Sample.of("province-rest");
        try (Bed bed = new Bed();
                RawServer server = desk("{\"error_code\":\"-1\"}", DONE)) {
            Connector connector = open(bed, server);
            assertThat(sample.read(connector, sample.send(connector)).outcome())
                    .isInstanceOfSatisfying(Outcome.Deferred.class, deferred -> assertThat(
                                    deferred.problem().found())
                            .contains("no new login before 2026-01-05T08:00:30+07:00"));
        }
    }
}
