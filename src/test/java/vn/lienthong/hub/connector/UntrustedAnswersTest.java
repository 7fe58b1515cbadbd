package vn.lienthong.hub.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.hub.connector.SignedAnswer.taken;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.wss4j.dom.WSConstants;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import vn.lienthong.hub.kit.SettableClock;
import vn.lienthong.hub.testkit.KeyStores;
import vn.lienthong.hub.vocabulary.Outcome;

/** Answers that must be signed: what is signed as it must be is read, and whatever an attacker does to one, nothing of it is believed. */
@Timeout(60)
class UntrustedAnswersTest {

    private static final Instant NOW = Instant.parse("2026-01-05T01:00:00Z");

    @TempDir
    static Path folder;

    private static KeyStores keys;
    private static Path trust;
    private static OutcomeTable outcomes;

    private final SettableClock clock = new SettableClock(NOW);
    private final Map<String, String> told = new HashMap<>();

    @BeforeAll
    static void make() throws Exception {
        keys = KeyStores.in(folder.resolve("khóa và chứng thư"));
        trust = keys.trusting("trust", "province");
        SoapConnector.write(folder, "");
        outcomes = new ConnectorFolder(folder.resolve("tep")).outcomes().orElseThrow();
    }

    @BeforeEach
    void tell() {
        told.putAll(Map.of(
                "actions", "timestamp|signature",
                "keyStore", keys.file("hub").toString(),
                "keyAlias", "hub",
                "keyStorePassword", "setting:keyStorePassword",
                "trustStore", trust.toString(),
                "trustStorePassword", "setting:trustStorePassword",
                "answer", "signature|timestamp"));
    }

    private WsSecurity security() {
        Map<String, String> credentials =
                Map.of("keyStorePassword", KeyStores.SECRET, "trustStorePassword", KeyStores.SECRET);
        Instance instance = new Instance(folder, outcomes, credentials, clock, HeldFiles.NONE);
        return new WsSecurity(new WsSecurityPlan(new StepOptions(StepKind.WS_SECURITY, told)), instance);
    }

    private Answer.Http looked(WsSecurity security, int status, String text) {
        Answer.Http came = new Answer.Http(
                status,
                Map.of("content-type", "text/xml; charset=UTF-8", "retry-after", "7"),
                text.getBytes(StandardCharsets.UTF_8));
        return (Answer.Http) security.verified(came, WsSecurity.Secured.plain(new byte[0]));
    }

    private String why(String text) {
        return String.valueOf(looked(security(), 200, text).distrust());
    }

    private Reading read(Answer answer) {
        return outcomes.read("guiTep", answer, clock);
    }

    private SignedAnswer honest() throws Exception {
        return new SignedAnswer(keys, taken("0")).stamped(NOW).signed("province", "Body", "Timestamp");
    }

    @Test
    void whatIsSignedAsItMustBeIsRead() throws Exception {
        String text = honest().text();
        Answer.Http answer = looked(security(), 200, text);
        assertThat(answer.distrust()).isNull();
        assertThat(new String(answer.body(), StandardCharsets.UTF_8))
                .as("kept as it came")
                .isEqualTo(text);
        assertThat(read(answer).row()).isEqualTo("accepted");
    }

    @Test
    void nothingOfAnUnsignedAnswerIsBelieved() {
        Answer.Http answer = looked(security(), 200, SignedAnswer.envelope(taken("0")));
        assertThat(answer.distrust()).contains("no security header");
        assertThat(read(answer).row()).isEqualTo("untrusted");
        assertThat(read(answer).outcome()).isInstanceOfSatisfying(Outcome.Unclear.class, unclear -> assertThat(
                        unclear.problem().found())
                .contains("HTTP 200, not believed: ")
                .doesNotContain("errCode"));
    }

    @Test
    void aFaultThatNobodySignedRefusesNothing() {
        String fault = SignedAnswer.envelope(
                "<s:Fault><faultcode>s:Client</faultcode><faultstring>không</faultstring></s:Fault>");
        assertThat(read(looked(security(), 500, fault)).row()).isEqualTo("untrusted");
    }

    @Test
    void aSignedFaultIsBelieved() throws Exception {
        SignedAnswer fault = new SignedAnswer(
                keys,
                "<s:Fault xmlns:s=\"" + SignedAnswer.SOAP
                        + "\"><faultcode>s:Client</faultcode><faultstring>không</faultstring></s:Fault>");
        String text = fault.stamped(NOW).signed("province", "Body", "Timestamp").text();
        assertThat(read(looked(security(), 500, text)).row()).isEqualTo("fault");
    }

    /** The status is said by whoever stands at the door, who signs nothing. */
    @Test
    void aStatusIsReadWithoutASignature() {
        assertThat(read(looked(security(), 503, "<html>bảo trì</html>")).row()).isEqualTo("busy");
        assertThat(read(looked(security(), 200, "")).row()).isEqualTo("untrusted");
        assertThat(read(looked(security(), 200, "không phải XML")).row()).isEqualTo("untrusted");
    }

    @Test
    void whoeverIsNotTrustedSignsNothing() throws Exception {
        for (String who : List.of("stranger", "other", "hub")) {
            SignedAnswer answer =
                    new SignedAnswer(keys, taken("0")).stamped(NOW).signed(who, "Body", "Timestamp");
            assertThat(why(answer.text())).as(who).contains("does not hold");
        }
        told.put("trustStore", keys.trusting("authority", "ca", "province").toString());
        String byOther = new SignedAnswer(keys, taken("0"))
                .stamped(NOW)
                .signed("other", "Body", "Timestamp")
                .text();
        assertThat(looked(security(), 200, byOther).distrust())
                .as("the authority vouches")
                .isNull();
        told.put("signer", "province");
        assertThat(why(byOther)).contains("another certificate than province");
        assertThat(looked(security(), 200, honest().text()).distrust()).isNull();
    }

    @Test
    void whatIsChangedAfterSigningIsSeen() throws Exception {
        assertThat(why(honest().text().replace("<errCode>0<", "<errCode>1<"))).contains("does not hold");
        assertThat(why(honest().text().replace("01:05:00", "03:05:00"))).contains("does not hold");
    }

    @Test
    void aSignatureOverAnotherElementThanTheBodyThatIsReadProvesNothing() throws Exception {
        SignedAnswer inHeader = honest();
        Element body = inHeader.body();
        inHeader.envelope.getDocumentElement().replaceChild(inHeader.forged(taken("00")), body);
        Element wrapper = inHeader.envelope.createElementNS("urn:x", "x:Wrapper");
        inHeader.soapHeader().appendChild(wrapper).appendChild(body);
        assertThat(why(inHeader.text())).contains("no signature lies over the body");

        SignedAnswer sameId = honest();
        Element signed = sameId.body();
        Element forged = sameId.forged(taken("00"));
        forged.setAttributeNS(WSConstants.WSU_NS, "wsu:Id", signed.getAttributeNS(WSConstants.WSU_NS, "Id"));
        sameId.envelope.getDocumentElement().replaceChild(forged, signed);
        sameId.header.getSecurityHeaderElement().appendChild(signed);
        assertThat(why(sameId.text())).contains("does not hold");

        SignedAnswer inside = honest();
        Element inner = inside.body();
        Element outer = inside.forged(taken("00"));
        inside.envelope.getDocumentElement().replaceChild(outer, inner);
        outer.appendChild(inner);
        assertThat(why(inside.text())).contains("no signature lies over the body");
    }

    @Test
    void twoBodiesAreNone() throws Exception {
        for (boolean first : new boolean[] {true, false}) {
            SignedAnswer two = honest();
            Element envelope = two.envelope.getDocumentElement();
            envelope.insertBefore(two.forged(taken("00")), first ? two.body() : null);
            assertThat(why(two.text())).contains("one body");
        }
    }

    @Test
    void aTimeStampMustBeInTimeAndUnderTheSameSignature() throws Exception {
        String text = honest().text();
        clock.advance(Duration.ofMinutes(6).plusSeconds(1));
        assertThat(why(text)).contains("MESSAGE_EXPIRED");
        clock.advance(Duration.ofMinutes(-8));
        assertThat(why(text)).as("from the future").contains("MESSAGE_EXPIRED");
        clock.advance(Duration.ofMinutes(1));
        assertThat(looked(security(), 200, text).distrust())
                .as("a clock that is a minute slow")
                .isNull();

        SignedAnswer none = new SignedAnswer(keys, taken("0")).signed("province", "Body");
        assertThat(why(none.text())).contains("no time stamp");
        SignedAnswer unsigned = new SignedAnswer(keys, taken("0")).stamped(NOW).signed("province", "Body");
        assertThat(why(unsigned.text())).contains("no time stamp lies under");
        SignedAnswer onlyStamp = new SignedAnswer(keys, taken("0")).stamped(NOW).signed("province", "Timestamp");
        assertThat(why(onlyStamp.text())).contains("no signature lies over the body");
        SignedAnswer apart = new SignedAnswer(keys, taken("0")).stamped(NOW);
        apart.signed("province", "Body").signed("province", "Timestamp");
        assertThat(why(apart.text())).as("an old body beside a new stamp").contains("no time stamp lies under");
    }

    @Test
    void anAnswerThatCameBeforeIsNoAnswer() throws Exception {
        WsSecurity security = security();
        String text = honest().text();
        assertThat(looked(security, 200, text).distrust()).isNull();
        assertThat(looked(security, 200, text).distrust()).contains("it came before");
        assertThat(looked(security, 200, honest().text()).distrust())
                .as("another one")
                .isNull();
    }

    @Test
    void whatIsRememberedOfAnswersEnds() {
        SeenAnswers seen = new SeenAnswers();
        for (int i = 0; i < SeenAnswers.MOST + 10; i++) {
            assertThat(seen.isNew("a" + i, NOW.plusSeconds(300), NOW)).isTrue();
        }
        assertThat(seen.isNew("a" + (SeenAnswers.MOST - 1), NOW.plusSeconds(300), NOW))
                .isFalse();
        assertThat(seen.isNew("a0", NOW.plusSeconds(300), NOW))
                .as("the oldest are forgotten")
                .isTrue();
        assertThat(seen.isNew("a" + (SeenAnswers.MOST - 1), NOW.plusSeconds(900), NOW.plusSeconds(301)))
                .as("nobody takes it any more")
                .isTrue();
    }

    @Test
    void weakSignaturesAreNone() throws Exception {
        SignedAnswer sha1 = new SignedAnswer(keys, taken("0")).stamped(NOW);
        sha1.signed("province", WSConstants.RSA_SHA1, List.of("Body", "Timestamp"));
        assertThat(why(sha1.text())).contains("does not hold");
    }

    @Test
    void anEncryptedAnswerIsKeptAsItWasRead() throws Exception {
        told.put("answer", "signature|timestamp|encryption");
        String text = honest().encrypted(WSConstants.AES_256_GCM).text();
        assertThat(text).doesNotContain("errCode");
        Answer.Http answer = looked(security(), 200, text);
        assertThat(answer.distrust()).isNull();
        assertThat(read(answer).row()).isEqualTo("accepted");
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("<errCode>0</errCode>");
        assertThat(why(honest().text())).contains("was not encrypted");
        assertThat(why(honest().encrypted(WSConstants.AES_256).text()))
                .as("CBC only where the Kamelet sends it")
                .contains("does not hold");
    }

    /** Anybody has our certificate: what is encrypted for us may come from anybody, and be made to break us. */
    @Test
    void whatNobodyAskedToBeEncryptedIsNotDecrypted() throws Exception {
        assertThat(why(honest().encrypted(WSConstants.AES_256_GCM).text())).contains("UNSUPPORTED_SECURITY_TOKEN");
    }

    @Test
    void whatIsTooDeepBehindTheEncryptionBreaksNobody() throws Exception {
        told.put("answer", "signature|timestamp|encryption");
        String deep = "<x>".repeat(50_000) + "</x>".repeat(50_000);
        String text =
                new SignedAnswer(keys, deep).encrypted(WSConstants.AES_256_GCM).text();
        Answer.Http answer = looked(security(), 200, text);
        assertThat(answer.distrust()).contains("nested too deep");
        assertThat(read(answer).row()).isEqualTo("untrusted");
    }

    @Test
    void aDecryptedAnswerIsReadInTheLettersInWhichItIsKept() throws Exception {
        told.put("answer", "signature|timestamp|encryption");
        SignedAnswer answer = new SignedAnswer(keys, taken("Đã nhận")).stamped(NOW);
        String text = answer.signed("province", "Body", "Timestamp")
                .encrypted(WSConstants.AES_256_GCM)
                .text();
        Answer.Http came = new Answer.Http(
                200, Map.of("content-type", "text/xml; charset=UTF-16"), text.getBytes(StandardCharsets.UTF_16));
        Answer.Http kept = (Answer.Http) security().verified(came, WsSecurity.Secured.plain(new byte[0]));
        assertThat(kept.distrust()).isNull();
        assertThat(Facts.text(kept)).contains("<errCode>Đã nhận</errCode>");
    }

    /** Their clock may be ahead of ours: then it is taken longer than one that was made just now. */
    @Test
    void anAnswerIsRememberedForAsLongAsItIsTaken() throws Exception {
        WsSecurity security = security();
        SignedAnswer open = new SignedAnswer(keys, taken("0")).stamped(NOW.plusSeconds(60));
        Element expires = (Element) open.envelope
                .getElementsByTagNameNS(WSConstants.WSU_NS, "Expires")
                .item(0);
        expires.getParentNode().removeChild(expires);
        String text = open.signed("province", "Body", "Timestamp").text();
        assertThat(looked(security, 200, text).distrust()).isNull();
        clock.advance(Duration.ofMinutes(7));
        assertThat(looked(security, 200, text).distrust()).contains("it came before");
        clock.advance(Duration.ofSeconds(1));
        assertThat(looked(security, 200, text).distrust()).contains("MESSAGE_EXPIRED");
    }

    @Test
    void encryptionAloneProvesNothing() throws Exception {
        told.put("answer", "signature|encryption");
        String text = new SignedAnswer(keys, taken("0"))
                .encrypted(WSConstants.AES_256_GCM)
                .text();
        assertThat(why(text)).contains("no signature lies over the body");
    }

    @Test
    void tokensThatNobodyAskedForAreRefused() throws Exception {
        for (String token : List.of(
                "<a:Assertion xmlns:a=\"urn:oasis:names:tc:SAML:2.0:assertion\" ID=\"x\" Version=\"2.0\"/>",
                "<w:UsernameToken xmlns:w=\"" + WSConstants.WSSE_NS
                        + "\"><w:Username>x</w:Username></w:UsernameToken>")) {
            String text = honest().text();
            int end = text.indexOf("</wsse:Security>");
            assertThat(why(text.substring(0, end) + token + text.substring(end)))
                    .contains("its security header does not hold: UNSUPPORTED_SECURITY_TOKEN");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>",
                "<!DOCTYPE a [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">]>"
            })
    void harmfulXmlIsNotLookedAtEvenWhenItIsSigned(String before) throws Exception {
        assertThat(why(before + honest().text())).contains("harmful XML: a document type");
    }

    @Test
    void depthAndXIncludeAndHalvesAreNotLookedAt() throws Exception {
        String text = honest().text();
        String deep = "<x>".repeat(300_000) + "</x>".repeat(300_000);
        assertThat(why(text.replace("<s:Header>", "<s:Header>" + deep))).contains("harmful XML: elements nested");
        String include = "<i:include xmlns:i=\"http://www.w3.org/2001/XInclude\" href=\"file:///etc/passwd\"/>";
        assertThat(why(text.replace("<s:Header>", "<s:Header>" + include))).contains("harmful XML: an XInclude");
        assertThat(why(text.substring(0, text.length() - 9))).contains("not XML to its end");
    }
}
