package vn.lienthong.hub.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.lienthong.hub.check.Violation;
import vn.lienthong.hub.testkit.TlsPeople;

/** A destination that wants a certificate of ours, over real TLS, with throw-away certificates. */
@Timeout(90)
class MutualTlsIT {

    private static final String TLS =
            """
            - to:
                uri: "step:tls"
                parameters:
                  keyStore: "KEYS"
                  keyStorePassword: "{{password}}"
                  trustStore: "TRUST"
                  trustStorePassword: "{{username}}"
            """;

    private static final String TOKEN =
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
    static Path made;

    private static TlsPeople people;

    @TempDir
    Path home;

    private final Sample sample = Sample.of("echo");
    private Path keys = Path.of("");
    private Path trust = Path.of("");

    @BeforeAll
    static void makePeople() throws IOException, GeneralSecurityException {
        people = TlsPeople.in(made);
    }

    @BeforeEach
    void takeTheGoodOnes() throws IOException, GeneralSecurityException {
        keys = people.keys("client");
        trust = people.trust();
    }

    private RawServer server(String name, String... protocols) throws IOException, GeneralSecurityException {
        return new RawServer(
                (request, socket, end) -> {
                    if (request.path().equals("/token")) {
                        Weather.answer(
                                socket.getOutputStream(), "200 OK", "application/json", "{\"access_token\":\"t\"}");
                    } else {
                        sample.answer(request, socket);
                    }
                    return true;
                },
                people.door(name, protocols));
    }

    private Connector open(Bed bed, RawServer server) {
        Map<String, String> settings = new HashMap<>(StepsInFront.CREDENTIALS);
        settings.put("password", TlsPeople.PASSWORD);
        settings.put("username", TlsPeople.PASSWORD);
        return bed.open("echo", server.address(), settings);
    }

    private Bed bed(String steps) throws IOException {
        Bed bed = new Bed(
                StepsInFront.write(home, steps.replace("KEYS", keys.toString()).replace("TRUST", trust.toString())));
        assertThat(bed.connectors.check()).isEmpty();
        return bed;
    }

    private Answer sent(String to, String... protocols) throws IOException, GeneralSecurityException {
        try (Bed bed = bed(TLS);
                RawServer server = server(to, protocols)) {
            Answer answer = sample.send(open(bed, server)).answer();
            assertThat(server.requests).hasSize(answer instanceof Answer.Http ? 1 : 0);
            return answer;
        }
    }

    private static void refused(Answer answer, String words) {
        assertThat(answer).isInstanceOfSatisfying(Answer.Failed.class, failed -> {
            assertThat(failed.failure()).as(failed.detail()).isEqualTo(Answer.Failure.TLS);
            assertThat(failed.detail()).contains(words).doesNotContain(TlsPeople.PASSWORD);
        });
    }

    @ParameterizedTest
    @CsvSource({"TLSv1.2", "TLSv1.3"})
    void whoShowsTheRightCertificateIsHeard(String protocol) throws Exception {
        assertThat(sent("server", protocol)).isInstanceOf(Answer.Http.class);
    }

    @Test
    void pemWillDoAsWell() throws Exception {
        keys = people.pem("client");
        trust = people.trustPem();
        assertThat(sent("server")).isInstanceOf(Answer.Http.class);
    }

    @Test
    void aLogInShowsItToo() throws Exception {
        try (Bed bed = bed(TLS + TOKEN);
                RawServer server = server("server")) {
            assertThat(sample.send(open(bed, server)).answer()).isInstanceOf(Answer.Http.class);
            assertThat(server.requests).extracting(RawServer.Request::path).containsExactly("/token", sample.path());
        }
    }

    @Test
    void aLogInThatDoesNotComeThroughSaysWhy() throws Exception {
        keys = people.keys("stranger");
        try (Bed bed = bed(TLS + TOKEN);
                RawServer server = server("server")) {
            assertThat(sample.send(open(bed, server)).answer()).isInstanceOfSatisfying(Answer.Failed.class, failed -> {
                assertThat(failed.failure()).isEqualTo(Answer.Failure.LOGIN_UNREACHABLE);
                assertThat(failed.beneath()).isEqualTo("TLS");
                assertThat(failed.detail()).contains("they do not accept our certificate");
            });
        }
    }

    @ParameterizedTest
    @CsvSource({"stranger, TLSv1.2", "stranger, TLSv1.3", "ended, TLSv1.2", "ended, TLSv1.3"})
    void whoShowsAnotherSendsNothing(String who, String protocol) throws Exception {
        keys = people.keys(who);
        refused(sent("server", protocol), "do not accept our certificate");
    }

    @ParameterizedTest
    @CsvSource({"TLSv1.2", "TLSv1.3"})
    void norDoesALargeMessageLeaveByHalves(String protocol) throws Exception {
        keys = people.keys("stranger");
        try (Bed bed = bed(TLS);
                RawServer server = server("server", protocol)) {
            Connector connector = open(bed, server);
            for (int i = 0; i < 5; i++) {
                refused(
                        connector
                                .call("echo", sample.saying("summary", "x".repeat(5_000_000)), () -> "k")
                                .answer(),
                        "do not accept our certificate");
            }
            assertThat(server.requests).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"TLSv1.2", "TLSv1.3"})
    void whoShowsNoneIsToldThatOneIsWanted(String protocol) throws Exception {
        try (Bed bed = bed(TLS.replace("      keyStore: \"KEYS\"\n      keyStorePassword: \"{{password}}\"\n", ""));
                RawServer server = server("server", protocol)) {
            refused(sample.send(open(bed, server)).answer(), "or want one");
            assertThat(server.requests).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"elsewhere | made out to another name", "late | their certificate has ended"})
    void whoAnswersMustBeTheOneWeMean(String who, String words) throws Exception {
        refused(sent(who), words);
    }

    @Test
    void whoIsSignedByNobodyWeKnowIsNotSpokenTo() throws Exception {
        try (Bed bed = bed(
                        TLS.replace("      trustStore: \"TRUST\"\n      trustStorePassword: \"{{username}}\"\n", ""));
                RawServer server = server("server")) {
            refused(sample.send(open(bed, server)).answer(), "signed by nobody whom we trust");
        }
    }

    @Test
    void aNewFileIsReadWithoutARestartAndABrokenOneChangesNothing() throws Exception {
        Path file = home.resolve("of-the-hub.p12");
        Files.copy(people.keys("stranger"), file);
        keys = file;
        try (Bed bed = bed(TLS);
                RawServer server = server("server")) {
            Connector connector = open(bed, server);
            refused(sample.send(connector).answer(), "do not accept our certificate");
            Files.write(file, Files.readAllBytes(people.keys("client")));
            Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
            assertThat(sample.send(connector).answer()).isInstanceOf(Answer.Http.class);
            Files.writeString(file, "half a file");
            assertThat(sample.send(connector).answer()).isInstanceOf(Answer.Http.class);
        }
    }

    @Test
    void whatIsWrongOnOurSideIsSaidInWords() throws Exception {
        Path good = keys;
        keys = home.resolve("not-there.p12");
        refused(sent("server"), "the file of key-store cannot be read: NoSuchFileException");
        keys = people.trust();
        refused(sent("server"), "the file of key-store holds no key of ours");
        keys = good;
        trust = good;
        refused(sent("server"), "the file of trust-store holds no certificate");
        trust = Files.writeString(home.resolve("trust.pem"), "-----BEGIN CERTIFICATE-----\nzz\n");
        refused(sent("server"), "the file of trust-store");
        try (Bed bed = bed(TLS);
                RawServer server = server("server")) {
            Map<String, String> wrong = new HashMap<>(StepsInFront.CREDENTIALS);
            wrong.put("password", "mat-khau-sai");
            refused(
                    sample.send(bed.open("echo", server.address(), wrong)).answer(),
                    "cannot be opened: the password is wrong");
        }
    }

    @Test
    void aCertificateThatEndsSoonIsTold() throws Exception {
        keys = people.keys("soon");
        try (Bed bed = bed(TLS);
                RawServer server = server("server")) {
            bed.clock.advance(Duration.between(bed.clock.instant(), Instant.now()));
            Connector connector = open(bed, server);
            assertThat(sample.send(connector).answer()).isInstanceOf(Answer.Http.class);
            assertThat(connector.notice())
                    .get()
                    .asString()
                    .contains("the certificate of key-store ends on", "in 4 days");
        }
        keys = people.keys("client");
        try (Bed bed = bed(TLS);
                RawServer server = server("server")) {
            bed.clock.advance(Duration.between(bed.clock.instant(), Instant.now()));
            Connector connector = open(bed, server);
            sample.send(connector);
            assertThat(connector.notice()).isEmpty();
        }
    }

    @Test
    void aSettingForTheFileMayBeLeftOutWithItsPassword() throws Exception {
        StepsInFront.write(home, TLS.replace("KEYS", "{{keyStore}}").replace("{{password}}", "{{keyStorePassword}}"));
        Path kamelet = home.resolve("echo/echo-sink.kamelet.yaml");
        Files.writeString(
                kamelet,
                Files.readString(kamelet)
                        .replace("TRUST", trust.toString())
                        .replace(
                                "    properties:\n",
                                """
                                    properties:
                                      keyStore: {title: T, description: D, type: string, default: ''}
                                      keyStorePassword: {title: T, description: D, type: string, format: password}
                                """));
        Path readme = home.resolve("echo/README.md");
        Files.writeString(readme, Files.readString(readme).replace("`createPath`", "`keyStore` `keyStorePassword`"));
        try (Bed bed = new Bed(home);
                RawServer server = server("server")) {
            assertThat(bed.connectors.check()).isEmpty();
            refused(sample.send(open(bed, server)).answer(), "or want one");
            Map<String, String> settings = new HashMap<>(StepsInFront.CREDENTIALS);
            settings.put("username", TlsPeople.PASSWORD);
            settings.put("key-store", keys.toString());
            settings.put("key-store-password", TlsPeople.PASSWORD);
            assertThat(sample.send(bed.open("echo", server.address(), settings)).answer())
                    .isInstanceOf(Answer.Http.class);
        }
    }

    @Test
    void theStepStandsFirstAndNamesTheFileOfAPassword() throws IOException {
        assertThat(said(TOKEN + TLS)).anyMatch(message -> message.contains("stands before all other steps"));
        assertThat(said(TLS.replace("      keyStore: \"KEYS\"\n", "")))
                .anyMatch(message -> message.contains("keyStorePassword without keyStore"));
        String bearer = "- to:\n    uri: \"step:bearer\"\n    parameters:\n      token: \"{{token}}\"\n";
        StepsInFront.write(home, bearer);
        Path kamelet = home.resolve("echo/echo-sink.kamelet.yaml");
        Files.writeString(kamelet, Files.readString(kamelet).replace("      - token\n", ""));
        assertThat(Connectors.load(home).check())
                .extracting(Violation::message)
                .anyMatch(message -> message.contains("'token' is neither required nor has a default"));
    }

    private List<String> said(String steps) throws IOException {
        return Connectors.load(StepsInFront.write(home, steps)).check().stream()
                .map(Violation::message)
                .toList();
    }
}
