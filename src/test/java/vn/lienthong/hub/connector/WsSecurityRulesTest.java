package vn.lienthong.hub.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.lienthong.hub.check.Violation;

/** What `check` says of a step ws-security, and of files that go with SOAP. */
class WsSecurityRulesTest {

    private static final String STEP =
            """
            - to:
                uri: "step:ws-security"
                parameters:
                  actions: "username-token|timestamp|signature|encryption"
                  username: "{{username}}"
                  password: "{{password}}"
                  keyStore: "{{keyStore}}"
                  keyStorePassword: "{{keyStorePassword}}"
                  keyAlias: hub
                  signedParts: "body|timestamp"
                  trustStore: "{{trustStore}}"
                  trustStorePassword: "{{trustStorePassword}}"
                  receiver: province
                  answer: "signature|timestamp|confirmation|encryption"
                  signatureAlgorithm: rsa-sha256
            """;

    @TempDir
    Path home;

    /** What is said of the Kamelet; the rest of the folder is none. */
    private List<String> said(String steps) throws IOException {
        SoapConnector.write(home, steps);
        return Connectors.load(home).check().stream()
                .map(Violation::message)
                .filter(message -> message.contains("kamelet") || message.contains("outcomes.yaml"))
                .filter(message -> !message.contains("proven by no case") && !message.contains("title"))
                .toList();
    }

    @Test
    void aSoundStepIsSound() throws IOException {
        assertThat(said(STEP)).isEmpty();
        assertThat(said(SoapConnector.FILES_MTOM)).noneMatch(line -> line.contains("iles"));
        assertThat(said(SoapConnector.FILES_MTOM.replace("mtom", "attachments") + STEP))
                .isEmpty();
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '~',
            value = {
                "n|timestamp|signature|encryption     ~ n|stamp                  ~ actions must be a list between bars, of [username-token, timestamp",
                "receiver: province                   ~ signer: province         ~ what it needs for encryption Found: no parameter receiver",
                "keyAlias: hub                       ~ actor: hub               ~ what it needs for signature Found: no parameter keyAlias",
                "username: \"{{username}}\"          ~ signer: a                ~ what it needs for username-token Found: no parameter username",
                "\"{{keyStorePassword}}\"            ~ abc                      ~ Credentials go whole",
                "\"body|timestamp\"                  ~ \"body|saml\"            ~ signedParts must be a list",
                "username-token|timestamp|           ~ username-token|          ~ What is signed or encrypted must be there Found: [timestamp]",
                "|signature|encryption               ~ |encryption              ~ Parts are named and nothing is done with them",
                "|signature|encryption               ~ |encryption              ~ An answer confirms our signature",
                "\"signature|timestamp|confirmation|encryption\" ~ timestamp    ~ What nobody signed proves nothing",
                "signatureAlgorithm: rsa-sha256      ~ signatureAlgorithm: rsa-sha1 ~ signatureAlgorithm must be one of",
                "signatureAlgorithm: rsa-sha256      ~ timeToLive: bald         ~ timeToLive must be a duration",
                "keyAlias: hub                       ~ keyReference: key-value  ~ keyReference must be one of",
            })
    void whatWillNotDoIsNamed(String from, String to, String what) throws IOException {
        assertThat(STEP).contains(from);
        assertThat(said(STEP.replace(from, to))).anyMatch(line -> line.contains(what));
    }

    @Test
    void whatIsSignedHoldsNoFiles() throws IOException {
        assertThat(said(SoapConnector.FILES_MTOM + STEP))
                .anyMatch(line -> line.contains("What is signed or encrypted holds no files"));
    }

    @Test
    void oneStandsBeforeAnEnvelope() throws IOException {
        assertThat(said(STEP + STEP)).anyMatch(line -> line.contains("One step:ws-security stands before step:soap"));
        SoapConnector.write(home, STEP);
        Path kamelet = home.resolve("tep/tep-sink.kamelet.yaml");
        Files.writeString(kamelet, Files.readString(kamelet).replace("step:soap", "step:post"));
        assertThat(Connectors.load(home).check())
                .anyMatch(violation -> violation.what().contains("One step:ws-security stands before step:soap"));
    }

    @Test
    void whatIsNotSignedAsItMustBeHasARowAndIsNeverBelieved() throws IOException {
        SoapConnector.write(home, STEP);
        Path outcomes = home.resolve("tep/outcomes.yaml");
        String text = Files.readString(outcomes);
        Files.writeString(outcomes, text.replace("body: untrusted", "body: not-soap"));
        assertThat(Connectors.load(home).check())
                .anyMatch(violation -> violation.message().contains("no row with body: untrusted"));
        Files.writeString(
                outcomes,
                text.replace("{body: untrusted}\n    outcome: unclear", "{body: untrusted}\n    outcome: rejected"));
        assertThat(Connectors.load(home).check())
                .anyMatch(violation -> violation.what().contains("believes an answer that is not signed"));
    }
}
