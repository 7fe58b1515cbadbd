package vn.lienthong.hub.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One token for all senders, renewed before its end and once after a refusal, against a desk that counts what it is asked. */
@Timeout(120)
class TokenIT {

    private static final int SENDERS = 32;

    private static final String CLIENT =
            """
            - to:
                uri: "step:client-credentials"
                parameters:
                  url: "{{address}}/token"
                  clientId: "{{clientId}}"
                  clientSecret: "{{clientSecret}}"
                  concurrency: "{{concurrency}}"
                  connectTimeout: "{{connectTimeout}}"
                  answerTimeout: "{{answerTimeout}}"
            """;

    @TempDir
    Path home;

    /** Grants tokens t1, t2, … and takes messages under those that it has not taken back. */
    private static final class Desk {
        final AtomicInteger asked = new AtomicInteger();
        final AtomicInteger taken = new AtomicInteger();
        volatile String granted = "{\"access_token\":\"t%d\",\"token_type\":\"Bearer\",\"expires_in\":3600}";
        volatile String status = "200 OK";
        /** Tokens up to this number are not accepted any more. */
        volatile int over;

        boolean serve(RawServer.Request request, Socket socket, CountDownLatch end) throws IOException {
            if (request.path().equals("/token")) {
                String answer = granted.formatted(asked.incrementAndGet());
                Weather.answer(socket.getOutputStream(), status, "application/json", answer);
                return true;
            }
            String token = header(request, "Authorization").replace("Bearer t", "");
            boolean valid = token.matches("\\d+") && Integer.parseInt(token) > over;
            taken.addAndGet(valid ? 1 : 0);
            Weather.answer(
                    socket.getOutputStream(),
                    valid ? "200 OK" : "401 Unauthorized",
                    "application/json",
                    valid ? "{\"dossier\":\"D-1\",\"number\":\"E-1\"}" : "{}");
            return true;
        }
    }

    static String header(RawServer.Request request, String name) {
        return request.head()
                .lines()
                .filter(line -> line.startsWith(name + ": "))
                .map(line -> line.substring(name.length() + 2))
                .findFirst()
                .orElse("");
    }

    private static Conversation send(Connector connector) {
        Sample sample = Sample.of("echo");
        return sample.send(connector);
    }

    /** As delivery does it: once more after a new token. */
    private static Reading delivered(Connector connector) {
        Conversation said = send(connector);
        Reading reading = connector.read("echo", said.answer());
        if (reading.next() == Reading.NextStep.LOG_IN_AGAIN) {
            connector.logInAgain(said.session());
            reading = connector.read("echo", send(connector).answer());
        }
        return reading;
    }

    private RawServer.Request firstRequest(String steps, String granted) throws IOException {
        Desk desk = new Desk();
        desk.granted = granted;
        try (Bed bed = new Bed(StepsInFront.write(home, steps));
                RawServer server = new RawServer(desk::serve)) {
            assertThat(bed.connectors.check()).isEmpty();
            assertThat(delivered(StepsInFront.open(bed, server)).row()).isEqualTo("taken");
            assertThat(server.requests).hasSize(2);
            assertThat(header(server.requests.get(1), "Authorization")).isEqualTo("Bearer t1");
            return server.requests.get(0);
        }
    }

    @Test
    void theClientSaysWhoItIsInTheForm() throws IOException {
        RawServer.Request asked = firstRequest(CLIENT, new Desk().granted);
        assertThat(asked.text())
                .isEqualTo("grant_type=client_credentials&client_id=khach-thu&client_secret=bi-mat+thu%2B%2F%3D");
        assertThat(header(asked, "Content-Type")).isEqualTo("application/x-www-form-urlencoded");
        assertThat(header(asked, "Authorization")).isEmpty();
    }

    @Test
    void orInAHeader() throws IOException {
        RawServer.Request asked = firstRequest(
                CLIENT.replace("concurrency:", "clientAs: basic\n      scope: dossiers write\n      concurrency:"),
                new Desk().granted);
        assertThat(asked.text()).isEqualTo("grant_type=client_credentials&scope=dossiers+write");
        assertThat(header(asked, "Authorization")).isEqualTo("Basic " + base64("khach-thu:bi-mat thu+/="));
    }

    @Test
    void orInJsonWithTheTokenNestedInData() throws IOException {
        RawServer.Request asked = firstRequest(
                CLIENT.replace(
                        "concurrency:",
                        "clientAs: json\n      tokenAt: /data/access_token\n      lifetimeAt: /data/expires_in\n"
                                + "      codeAt: /code\n      successCodes: \"200|0\"\n      concurrency:"),
                "{\"code\":200,\"message\":\"OK\",\"data\":{\"access_token\":\"t%d\",\"expires_in\":3600}}");
        assertThat(asked.text()).isEqualTo("{\"client_id\":\"khach-thu\",\"client_secret\":\"bi-mat thu+/=\"}");
        assertThat(header(asked, "Content-Type")).startsWith("application/json");
    }

    @Test
    void aUserSaysItsPassword() throws IOException {
        RawServer.Request asked = firstRequest(
                CLIENT.replace("step:client-credentials", "step:password-grant")
                        .replace(
                                "concurrency:",
                                "username: \"{{username}}\"\n      password: \"{{password}}\"\n      concurrency:"),
                new Desk().granted);
        assertThat(asked.text())
                .isEqualTo("grant_type=password&client_id=khach-thu&client_secret=bi-mat+thu%2B%2F%3D"
                        + "&username=tai-khoan-thu&password=m%E1%BA%ADt+kh%E1%BA%A9u+th%E1%BB%AD+%26+1%25");
    }

    @Test
    void oneOfAllSendersRenewsItBeforeItsEnd() throws Exception {
        Desk desk = new Desk();
        desk.granted = "{\"access_token\":\"t%d\",\"expires_in\":\"100\"}";
        try (Bed bed = new Bed(StepsInFront.write(home, CLIENT));
                RawServer server = new RawServer(desk::serve)) {
            Connector connector = StepsInFront.open(bed, server);
            for (int round = 1; round <= 5; round++) {
                assertThat(together(() -> delivered(connector)))
                        .extracting(Reading::row)
                        .containsOnly("taken");
                assertThat(desk.asked).as("in its first four fifths").hasValue(round);
                bed.clock.advance(Duration.ofSeconds(79));
                together(() -> delivered(connector));
                assertThat(desk.asked).as("just before").hasValue(round);
                bed.clock.advance(Duration.ofSeconds(2));
            }
            assertThat(desk.taken).hasValue(5 * 2 * SENDERS);
        }
    }

    @Test
    void aRenewalThatFailsTakesNothingAwayAndIsNotTriedAllTheTime() throws Exception {
        Desk desk = new Desk();
        try (Bed bed = new Bed(StepsInFront.write(home, CLIENT));
                RawServer server = new RawServer(desk::serve)) {
            Connector connector = StepsInFront.open(bed, server);
            delivered(connector);
            desk.status = "503 Busy";
            bed.clock.advance(Duration.ofMinutes(59));
            for (int second = 0; second < 59; second++) {
                bed.clock.advance(Duration.ofSeconds(1));
                assertThat(delivered(connector).row()).isEqualTo("taken");
            }
            assertThat(desk.asked.get()).as("in the last minute").isBetween(4, 8);
            bed.clock.advance(Duration.ofSeconds(2));
            send(connector);
            assertThat(send(connector).answer())
                    .isInstanceOfSatisfying(Answer.Failed.class, failed -> assertThat(failed.failure())
                            .isEqualTo(Answer.Failure.LOGIN_UNREACHABLE));
            desk.status = "200 OK";
            bed.clock.advance(Duration.ofMinutes(1));
            assertThat(delivered(connector).row()).isEqualTo("taken");
        }
    }

    @Test
    void aTokenThatIsRefusedIsRenewedOnceHoweverManySendersSeeIt() throws Exception {
        Desk desk = new Desk();
        try (Bed bed = new Bed(StepsInFront.write(home, CLIENT));
                RawServer server = new RawServer(desk::serve)) {
            Connector connector = StepsInFront.open(bed, server);
            for (int round = 1; round <= 5; round++) {
                assertThat(together(() -> delivered(connector)))
                        .extracting(Reading::row)
                        .containsOnly("taken");
                assertThat(desk.asked).hasValue(round);
                desk.over = round;
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",\"expires_in\":0",
                ",\"expires_in\":null",
                ",\"expires_in\":-1",
                ",\"expires_in\":\"\"",
                ",\"expires_in\":\"soon\"",
                ",\"expires_in\":{}",
                ",\"expires_in\":9223372036854775807",
                ",\"expires_in\":1e30",
                ",\"expires_in\":3600.5",
            })
    void aLifetimeThatSaysNothingMakesNoStorm(String lifetime) throws IOException {
        Desk desk = new Desk();
        desk.granted = "{\"access_token\":\"t%d\"" + lifetime + "}";
        try (Bed bed = new Bed(StepsInFront.write(home, CLIENT));
                RawServer server = new RawServer(desk::serve)) {
            Connector connector = StepsInFront.open(bed, server);
            for (int i = 0; i < 50; i++) {
                assertThat(delivered(connector).row()).isEqualTo("taken");
                bed.clock.advance(Duration.ofSeconds(60));
            }
            assertThat(desk.asked).hasValue(1);
        }
    }

    @Test
    void aLifetimeOfASecondIsNotBelieved() throws IOException {
        Desk desk = new Desk();
        desk.granted = "{\"access_token\":\"t%d\",\"expires_in\":1}";
        try (Bed bed = new Bed(StepsInFront.write(home, CLIENT));
                RawServer server = new RawServer(desk::serve)) {
            Connector connector = StepsInFront.open(bed, server);
            for (int i = 0; i < 100; i++) {
                assertThat(delivered(connector).row()).isEqualTo("taken");
                bed.clock.advance(Duration.ofMillis(500));
            }
            assertThat(desk.asked.get()).as("in 50 seconds").isBetween(5, 8);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "400 Bad|{\"error\":\"invalid_client\"}|LOGIN_REFUSED",
                "400 Bad|{\"error\":\"invalid_grant\"}|LOGIN_REFUSED",
                "401 No|{\"error\":\"invalid_client\"}|LOGIN_REFUSED",
                "403 No|{}|LOGIN_REFUSED",
                "400 Bad|{\"error\":\"temporarily_unavailable\"}|LOGIN_UNREACHABLE",
                "400 Bad|<html>|LOGIN_UNREACHABLE",
                "500 Broken|{\"error\":\"server_error\"}|LOGIN_UNREACHABLE",
                "302 There|{\"access_token\":\"t1\"}|LOGIN_UNREACHABLE",
                "200 OK|{\"access_token\":\"\"}|LOGIN_UNREACHABLE",
                "200 OK|{\"access_token\":\"t\\n1\"}|NOT_SENT",
            })
    void whatGrantsNothingIsToldApartAndNeverAStorm(String told) throws IOException {
        String[] parts = told.split("\\|");
        Desk desk = new Desk();
        desk.status = parts[0];
        desk.granted = parts[1];
        try (Bed bed = new Bed(StepsInFront.write(home, CLIENT));
                RawServer server = new RawServer(desk::serve)) {
            Connector connector = StepsInFront.open(bed, server);
            for (int second = 0; second < 600; second++) {
                assertThat(send(connector).answer()).isInstanceOfSatisfying(Answer.Failed.class, failed -> assertThat(
                                failed.failure().name())
                        .isEqualTo(parts[2]));
                bed.clock.advance(Duration.ofSeconds(1));
            }
            assertThat(desk.asked.get()).as("in ten minutes").isBetween(1, 30);
            assertThat(desk.taken).hasValue(0);
        }
    }

    @Test
    void neitherSecretNorTokenIsShownAnywhere() throws IOException {
        Desk desk = new Desk();
        List<String> seen = new ArrayList<>();
        try (LogCatcher log = new LogCatcher();
                Bed bed = new Bed(StepsInFront.write(
                        home, CLIENT.replace("concurrency:", "clientAs: basic\n      concurrency:")));
                RawServer server = new RawServer(desk::serve)) {
            desk.granted = "{\"access_token\":\"khong-ai-thay-%d\"}";
            Connector connector = StepsInFront.open(bed, server);
            for (String status : List.of("200 OK", "400 Bad", "500 Broken")) {
                desk.status = status;
                Conversation said = send(connector);
                seen.add(connector + " " + said + " " + said.answer() + " " + connector.read("echo", said.answer()));
                seen.add(new String(said.sent(), StandardCharsets.UTF_8));
                connector.logInAgain(said.session());
                bed.clock.advance(Duration.ofHours(1));
            }
            seen.addAll(log.lines);
        }
        assertThat(seen)
                .hasSizeGreaterThan(20)
                .noneMatch(line -> line.contains("khong-ai-thay")
                        || line.contains("bi-mat")
                        || line.contains("khach-thu")
                        || line.contains(base64("khach-thu:bi-mat thu+/=")));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static <T> List<T> together(Callable<T> work) throws Exception {
        ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> future : senders.invokeAll(java.util.Collections.nCopies(SENDERS, work))) {
                results.add(future.get());
            }
            return results;
        } finally {
            senders.shutdownNow();
        }
    }
}
