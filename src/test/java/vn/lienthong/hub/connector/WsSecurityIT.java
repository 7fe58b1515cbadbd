package vn.lienthong.hub.connector;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.security.auth.callback.CallbackHandler;
import org.apache.wss4j.common.ConfigurationConstants;
import org.apache.wss4j.common.crypto.PasswordEncryptor;
import org.apache.wss4j.common.ext.WSPasswordCallback;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.hub.testkit.KeyStores;

/** The step ws-security against a service that is somebody else's: CXF with its own WSS4J, which refuses what is not secured as agreed. */
@Timeout(120)
class WsSecurityIT {

    private static final String STEP =
            """
            - to:
                uri: "step:ws-security"
                parameters:
                  actions: "username-token|timestamp|signature"
                  username: "{{username}}"
                  password: "{{password}}"
                  keyStore: "{{keyStore}}"
                  keyStorePassword: "{{keyStorePassword}}"
                  keyAlias: hub
                  trustStore: "{{trustStore}}"
                  trustStorePassword: "{{trustStorePassword}}"
                  answer: "signature|timestamp"
            """;

    @TempDir
    static Path folder;

    @TempDir
    Path home;

    private static KeyStores keys;
    private static Path trust;

    @BeforeAll
    static void make() throws IOException {
        keys = KeyStores.in(folder.resolve("khóa + chứng thư & 1%"));
        trust = keys.trusting("trust", "province");
    }

    /** What the service knows: its own key's password, and our account. */
    private static final CallbackHandler SECRETS = callbacks -> {
        for (javax.security.auth.callback.Callback each : callbacks) {
            WSPasswordCallback asked = (WSPasswordCallback) each;
            asked.setPassword(Bed.USERNAME.equals(asked.getIdentifier()) ? Bed.PASSWORD : KeyStores.SECRET);
        }
    };

    /** Passwords in these properties are not encrypted; what would decrypt them is not on board. */
    private static final PasswordEncryptor PLAIN = new PasswordEncryptor() {
        @Override
        public String encrypt(String password) {
            return password;
        }

        @Override
        public String decrypt(String encrypted) {
            return encrypted;
        }
    };

    private static Map<String, Object> in(String action) throws IOException {
        return new HashMap<>(Map.of(
                ConfigurationConstants.ACTION,
                action,
                ConfigurationConstants.PASSWORD_ENCRYPTOR_INSTANCE,
                PLAIN,
                ConfigurationConstants.PW_CALLBACK_REF,
                SECRETS,
                ConfigurationConstants.SIG_VER_PROP_REF_ID,
                "verify",
                "verify",
                SignedAnswer.settings(keys.trusting("province-trust", "hub"), "hub"),
                ConfigurationConstants.DEC_PROP_REF_ID,
                "decrypt",
                "decrypt",
                SignedAnswer.settings(keys.file("province"), "province")));
    }

    private static Map<String, Object> out(String action) {
        Map<String, Object> out = new HashMap<>(Map.of(
                ConfigurationConstants.SIG_ALGO, "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
                ConfigurationConstants.SIG_DIGEST_ALGO, "http://www.w3.org/2001/04/xmlenc#sha256"));
        out.putAll(
                Map.of(
                        ConfigurationConstants.ACTION,
                        action,
                        ConfigurationConstants.PASSWORD_ENCRYPTOR_INSTANCE,
                        PLAIN,
                        ConfigurationConstants.USER,
                        "province",
                        ConfigurationConstants.PW_CALLBACK_REF,
                        SECRETS,
                        ConfigurationConstants.SIG_PROP_REF_ID,
                        "sign",
                        "sign",
                        SignedAnswer.settings(keys.file("province"), "province"),
                        ConfigurationConstants.SIG_KEY_ID,
                        "DirectReference",
                        ConfigurationConstants.SIGNATURE_PARTS,
                        "{}{http://schemas.xmlsoap.org/soap/envelope/}Body;"
                                + "{}{http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd}Timestamp"));
        return out;
    }

    private static Connector open(Bed bed, String address) {
        return SoapConnector.open(
                bed,
                address,
                Map.of(
                        "key-store",
                        keys.file("hub").toString(),
                        "key-store-password",
                        KeyStores.SECRET,
                        "trust-store",
                        trust.toString(),
                        "trust-store-password",
                        KeyStores.SECRET));
    }

    private static ObjectNode dossier(String code) {
        return ConnectorCase.JSON.createObjectNode().put("maHoSo", code);
    }

    /** Calls once, and says which row reads the answer. */
    private String row(Bed bed, TepService service) {
        Connector connector = open(bed, service.address());
        return connector
                .read(
                        "guiTep",
                        connector.call("guiTep", dossier("H-1"), () -> "k").answer())
                .row();
    }

    @Test
    void aServiceThatWantsAccountTimeAndSignatureTakesTheMessageAndItsSignedAnswerIsBelieved() throws Exception {
        SoapConnector.write(home, STEP);
        try (TepService service =
                        TepService.start(home, in("UsernameToken Timestamp Signature"), out("Timestamp Signature"));
                Bed bed = SoapConnector.bed(home);
                LogCatcher log = new LogCatcher()) {
            Connector connector = open(bed, service.address());
            Conversation said = connector.call("guiTep", dossier("H-1"), () -> "k");
            assertThat(connector.read("guiTep", said.answer()).row()).isEqualTo("accepted");
            assertThat(service.dossiers).containsExactly("H-1");
            String kept = new String(said.sent(), StandardCharsets.UTF_8);
            assertThat(kept).contains("<maHoSo>H-1</maHoSo>").doesNotContain("Security", "Nonce", Bed.USERNAME);
            assertThat(said.toString() + log.lines).doesNotContain(Bed.PASSWORD, KeyStores.SECRET);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"issuer-serial", "certificate", "subject-key", "thumbprint"})
    void theKeyIsNamedAsTheOtherSideWantsIt(String reference) throws Exception {
        SoapConnector.write(
                home, STEP + "      keyReference: " + reference + "\n      signatureAlgorithm: rsa-sha512\n");
        try (TepService service =
                        TepService.start(home, in("UsernameToken Timestamp Signature"), out("Timestamp Signature"));
                Bed bed = SoapConnector.bed(home)) {
            assertThat(row(bed, service)).isEqualTo("accepted");
        }
    }

    @ParameterizedTest
    @CsvSource({"aes256-gcm, rsa-oaep", "aes128-gcm, rsa-oaep-sha256", "aes256-cbc, rsa-oaep", "aes128-cbc, rsa-oaep"})
    void whatIsEncryptedIsReadByTheOtherSideAndTheirsByUs(String cipher, String transport) throws Exception {
        String steps = STEP.replace("timestamp|signature\"\n      user", "timestamp|signature|encryption\"\n      user")
                        .replace("answer: \"signature|timestamp\"", "answer: \"signature|timestamp|encryption\"")
                + "      receiver: province\n      encryptedParts: \"body|username-token|signature\"\n      encryptionAlgorithm: "
                + cipher + "\n      keyTransport: " + transport + "\n";
        SoapConnector.write(home, steps);
        Map<String, Object> out = out("Timestamp Signature Encryption");
        out.put(ConfigurationConstants.ENCRYPTION_USER, "hub");
        out.put(ConfigurationConstants.ENC_PROP_REF_ID, "encrypt");
        out.put("encrypt", SignedAnswer.settings(keys.trusting("encrypt", "hub"), "hub"));
        out.put(
                ConfigurationConstants.ENC_SYM_ALGO,
                cipher.endsWith("cbc")
                        ? "http://www.w3.org/2001/04/xmlenc#" + cipher
                        : "http://www.w3.org/2009/xmlenc11#" + cipher);
        try (TepService service = TepService.start(home, in("UsernameToken Timestamp Signature Encryption"), out);
                Bed bed = SoapConnector.bed(home)) {
            Connector connector = open(bed, service.address());
            Conversation said = connector.call("guiTep", dossier("H-1"), () -> "k");
            assertThat(connector.read("guiTep", said.answer()).row()).isEqualTo("accepted");
            assertThat(service.dossiers).containsExactly("H-1");
            assertThat(said.answer()).isInstanceOfSatisfying(Answer.Http.class, http -> assertThat(
                            new String(http.body(), StandardCharsets.UTF_8))
                    .contains("<errCode>0</errCode>"));
        }
    }

    @Test
    void nothingIsReadableOnTheLineAndAPasswordOnlyWhereItIsToBe() throws Exception {
        String encrypted = STEP.replace("|signature\"\n      user", "|signature|encryption\"\n      user")
                + "      receiver: province\n      encryptedParts: \"body|username-token\"\n      passwordAs: text\n";
        assertThat(onTheLine(encrypted)).doesNotContain("H-1", Bed.PASSWORD, Bed.USERNAME);
        assertThat(onTheLine(STEP)).contains("H-1", "PasswordDigest", "Nonce").doesNotContain(Bed.PASSWORD);
        assertThat(onTheLine(STEP + "      passwordAs: text\n      actor: http://tep.example/actor\n"))
                .contains(
                        "PasswordText",
                        ">" + Bed.PASSWORD + "<",
                        "Nonce",
                        "Created",
                        "actor=\"http://tep.example/actor\"");
    }

    private String onTheLine(String steps) throws IOException {
        SoapConnector.write(home, steps);
        try (RawServer server = new RawServer((request, socket, end) -> {
                    Weather.answer(socket.getOutputStream(), "200 OK", "text/xml", "");
                    return true;
                });
                Bed bed = SoapConnector.bed(home)) {
            Conversation said = open(bed, server.address()).call("guiTep", dossier("H-1"), () -> "k");
            assertThat(new String(said.sent(), StandardCharsets.UTF_8))
                    .contains("<maHoSo>H-1</maHoSo>")
                    .doesNotContain(Bed.PASSWORD);
            return server.requests.get(0).raw();
        }
    }

    @Test
    void whoeverSignsWithAnotherKeyOrKnowsAnotherPasswordIsRefusedAndAnUnsignedFaultIsNotBelieved() throws Exception {
        SoapConnector.write(home, STEP);
        try (TepService service =
                        TepService.start(home, in("UsernameToken Timestamp Signature"), out("Timestamp Signature"));
                Bed bed = SoapConnector.bed(home)) {
            Connector connector = SoapConnector.open(
                    bed,
                    service.address(),
                    Map.of(
                            "password",
                            "another",
                            "key-store",
                            keys.file("hub").toString(),
                            "key-store-password",
                            KeyStores.SECRET,
                            "trust-store",
                            trust.toString(),
                            "trust-store-password",
                            KeyStores.SECRET));
            Answer answer = connector.call("guiTep", dossier("H-1"), () -> "k").answer();
            assertThat(connector.read("guiTep", answer).row()).isEqualTo("untrusted");
            assertThat(service.dossiers).isEmpty();
        }
    }

    /** An answer to another message will not do, although it is signed and in time. */
    @Test
    void anAnswerConfirmsWhatItAnswers() throws Exception {
        SoapConnector.write(home, STEP.replace("signature|timestamp\"\n", "signature|timestamp|confirmation\"\n"));
        Map<String, Object> in = in("UsernameToken Timestamp Signature");
        Map<String, Object> out = out("Timestamp Signature");
        in.put(ConfigurationConstants.ENABLE_SIGNATURE_CONFIRMATION, "true");
        out.put(ConfigurationConstants.ENABLE_SIGNATURE_CONFIRMATION, "true");
        out.put(
                ConfigurationConstants.SIGNATURE_PARTS,
                out.get(ConfigurationConstants.SIGNATURE_PARTS)
                        + ";{}{http://docs.oasis-open.org/wss/oasis-wss-wssecurity-secext-1.1.xsd}SignatureConfirmation");
        try (TepService service = TepService.start(home.resolve("a"), in, out);
                TepService without = TepService.start(
                        home.resolve("b"), in("UsernameToken Timestamp Signature"), out("Timestamp Signature"));
                Bed bed = SoapConnector.bed(home)) {
            assertThat(row(bed, service)).isEqualTo("accepted");
            assertThat(row(bed, without)).isEqualTo("untrusted");
            assertThat(without.dossiers)
                    .as("it was taken, and yet nobody knows")
                    .hasSize(1);
        }
    }

    @Test
    void aKeyStoreThatChangesIsReadAgainAndABrokenOneIsNot() throws Exception {
        Path mine = folder.resolve("mine.p12");
        keys.write(mine, "hub", "hub");
        SoapConnector.write(home, STEP.replace("username-token|", ""));
        try (TepService service = TepService.start(home, in("Timestamp Signature"), out("Timestamp Signature"));
                Bed bed = SoapConnector.bed(home)) {
            Connector connector = SoapConnector.open(
                    bed,
                    service.address(),
                    Map.of(
                            "key-store",
                            mine.toString(),
                            "key-store-password",
                            KeyStores.SECRET,
                            "trust-store",
                            trust.toString(),
                            "trust-store-password",
                            KeyStores.SECRET));
            assertThat(send(connector)).isEqualTo("accepted");
            Files.writeString(mine, "broken");
            assertThat(send(connector)).as("the one before stays in use").isEqualTo("accepted");
            keys.write(mine, "stranger", "hub");
            // A clock of a second's grain would show no change.
            Files.setLastModifiedTime(mine, FileTime.from(Instant.now().plusSeconds(5)));
            assertThat(send(connector))
                    .as("the service does not know the new one")
                    .isEqualTo("untrusted");
            Files.copy(keys.file("hub"), mine, StandardCopyOption.REPLACE_EXISTING);
            assertThat(send(connector)).isEqualTo("accepted");
            assertThat(service.dossiers).hasSize(3);
        }
    }

    private static String send(Connector connector) {
        return connector
                .read(
                        "guiTep",
                        connector.call("guiTep", dossier("H-1"), () -> "k").answer())
                .row();
    }

    @Test
    void withoutAUsableKeyNothingLeavesAndTheReasonIsSaid() throws Exception {
        SoapConnector.write(home, STEP);
        try (RawServer server = new RawServer((request, socket, end) -> true);
                Bed bed = SoapConnector.bed(home)) {
            for (List<String> each : List.of(
                    List.of(folder.resolve("none.p12").toString(), KeyStores.SECRET, "no such file"),
                    List.of(keys.file("hub").toString(), "another", "its password is another one"),
                    List.of(trust.toString(), KeyStores.SECRET, "no private key under the name hub"))) {
                Connector connector = SoapConnector.open(
                        bed,
                        server.address(),
                        Map.of(
                                "key-store", each.get(0),
                                "key-store-password", each.get(1),
                                "trust-store", trust.toString(),
                                "trust-store-password", KeyStores.SECRET));
                assertThat(connector.call("guiTep", dossier("H-1"), () -> "k").answer())
                        .isInstanceOfSatisfying(Answer.Failed.class, failed -> {
                            assertThat(failed.failure()).isEqualTo(Answer.Failure.NOT_SENT);
                            assertThat(failed.detail()).contains(each.get(2)).doesNotContain(KeyStores.SECRET);
                        });
            }
            assertThat(server.requests).isEmpty();
        }
    }

    /** The envelope is signed, the parts are not: that is what attachments are for. */
    @Test
    void aSignedMessageMayHaveAttachmentsAndNoFilesInside() throws Exception {
        byte[] file = new byte[300_000];
        String files = SoapConnector.FILES_MTOM.replace("mtom", "attachments").replace("data", "thamChieu");
        SoapConnector.write(home, files + STEP);
        try (TepService service =
                        TepService.start(home, in("UsernameToken Timestamp Signature"), out("Timestamp Signature"));
                Bed bed = SoapConnector.bed(home)) {
            bed.files = new BytesHeld(file);
            ObjectNode message = dossier("H-1");
            message.withArray("tep").addObject().put("ten", "t").put("thamChieu", "sha256:" + BytesHeld.sha256(file));
            Connector connector = open(bed, service.address());
            Answer answer = connector.call("guiTep", message, () -> "k").answer();
            assertThat(connector.read("guiTep", answer).row()).isEqualTo("accepted");
            assertThat(service.arrived).extracting(TepService.Arrived::sha256).containsExactly(BytesHeld.sha256(file));
        }
    }
}
