package vn.lienthong.hub.connector;

import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.xml.namespace.QName;
import org.apache.wss4j.common.crypto.AlgorithmSuite;
import org.apache.wss4j.common.ext.WSSecurityException;
import org.apache.wss4j.dom.WSConstants;
import org.apache.wss4j.dom.WSDataRef;
import org.apache.wss4j.dom.engine.WSSConfig;
import org.apache.wss4j.dom.engine.WSSecurityEngine;
import org.apache.wss4j.dom.engine.WSSecurityEngineResult;
import org.apache.wss4j.dom.handler.RequestData;
import org.apache.wss4j.dom.handler.WSHandlerResult;
import org.apache.wss4j.dom.message.token.SignatureConfirmation;
import org.apache.wss4j.dom.message.token.Timestamp;
import org.apache.wss4j.dom.processor.Processor;
import org.apache.wss4j.dom.validate.Credential;
import org.apache.wss4j.dom.validate.Validator;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Looks whether an answer has what the Kamelet demands: the signature that WSS4J found good must lie over the very Body that is read, and the time stamp
 * must be in the same signature. Anything else is not believed, and why is said. One use, one thread.
 */
final class WsVerifier {

    private static final List<Pattern> ANY_NAME = List.of(Pattern.compile(".*", Pattern.DOTALL));

    private final WsSecurityPlan plan;
    private final Instant now;
    private final KeyFile.@Nullable Keys own;
    private final KeyFile.Keys trusted;

    /** An answer that is not believed; the message says why and quotes nothing of it. */
    static final class Distrust extends Exception {
        private static final long serialVersionUID = 1L;

        Distrust(String why) {
            super(why);
        }
    }

    /**
     * What is known of an answer that is believed.
     *
     * @param until nobody takes it any more
     * @param signature by which it is known again
     */
    record Believed(Instant until, String signature) {}

    /** @param own to read what is encrypted; null where nothing is */
    WsVerifier(WsSecurityPlan plan, Instant now, KeyFile.@Nullable Keys own, KeyFile.Keys trusted) {
        this.plan = plan;
        this.now = now;
        this.own = own;
        this.trusted = trusted;
    }

    /**
     * Looks at an answer, and decrypts it where it stands.
     *
     * @param asked the signature of what it answers
     */
    Believed verify(Document answer, byte[] asked) throws Distrust, KeyFile.Unusable {
        Element body = body(answer);
        WSHandlerResult results = results(answer);
        WSSecurityEngineResult signature = null;
        for (WSSecurityEngineResult each : of(results, WSConstants.SIGN)) {
            if (covers(each, body)) {
                signature = each;
            }
        }
        if (signature == null) {
            throw new Distrust("no signature lies over the body that is read");
        }
        signer(signature);
        Instant until = Instant.MAX;
        if (plan.demands().contains(WsSecurityPlan.Demand.TIMESTAMP)) {
            until = stamp(results, signature);
        }
        if (plan.demands().contains(WsSecurityPlan.Demand.CONFIRMATION)) {
            confirmation(results, signature, asked);
        }
        if (plan.demands().contains(WsSecurityPlan.Demand.ENCRYPTION)) {
            encryption(results, body);
        }
        return new Believed(until, Base64.getEncoder().encodeToString((byte[])
                signature.get(WSSecurityEngineResult.TAG_SIGNATURE_VALUE)));
    }

    private WSHandlerResult results(Document answer) throws Distrust {
        WSHandlerResult results;
        try {
            RequestData request = request();
            WSSecurityEngine engine = new WSSecurityEngine();
            // It asks its own configuration, not the request's, what may process a token.
            engine.setWssConfig(request.getWssConfig());
            results = engine.processSecurityHeader(answer, request);
        } catch (WSSecurityException e) {
            throw new Distrust("its security header does not hold: " + e.getErrorCode());
        } catch (RuntimeException | LinkageError e) {
            // Tokens that we never asked for, such as SAML, may need what is not on board.
            throw new Distrust(
                    "its security header cannot be read: " + e.getClass().getSimpleName());
        }
        if (results == null || results.getResults().isEmpty()) {
            throw new Distrust("it has no security header");
        }
        return results;
    }

    /** The only Body of the envelope: with two of them nobody knows which one is read. */
    private static Element body(Document answer) throws Distrust {
        Element envelope = answer.getDocumentElement();
        List<Element> bodies = new ArrayList<>();
        for (Element child : children(envelope)) {
            if ("Body".equals(child.getLocalName())) {
                bodies.add(child);
            }
        }
        if (!SoapReader.ENVELOPES.contains(envelope.getNamespaceURI())
                || !"Envelope".equals(envelope.getLocalName())
                || bodies.size() != 1
                || !envelope.getNamespaceURI().equals(bodies.get(0).getNamespaceURI())) {
            throw new Distrust("it is no envelope with one body");
        }
        return bodies.get(0);
    }

    private static List<Element> children(Element element) {
        List<Element> children = new ArrayList<>();
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element inner) {
                children.add(inner);
            }
        }
        return children;
    }

    private static List<WSSecurityEngineResult> of(WSHandlerResult results, int action) {
        return results.getActionResults().getOrDefault(action, List.of());
    }

    @SuppressWarnings("unchecked")
    private static List<WSDataRef> references(WSSecurityEngineResult result) {
        List<WSDataRef> references = (List<WSDataRef>) result.get(WSSecurityEngineResult.TAG_DATA_REF_URIS);
        return references == null ? List.of() : references;
    }

    /** By the element itself and not by its name or id: another one of the same name may stand anywhere. */
    private static boolean covers(WSSecurityEngineResult signature, Element element) {
        return references(signature).stream()
                .anyMatch(reference -> reference.getProtectedElement() == element
                        && reference.getTransformAlgorithms().stream()
                                .allMatch(WSConstants.C14N_EXCL_OMIT_COMMENTS::equals));
    }

    private void signer(WSSecurityEngineResult signature) throws Distrust, KeyFile.Unusable {
        X509Certificate certificate = (X509Certificate) signature.get(WSSecurityEngineResult.TAG_X509_CERTIFICATE);
        if (certificate == null) {
            throw new Distrust("it is not signed by a certificate");
        }
        String signer = plan.text("signer", "");
        if (!signer.isEmpty() && !trusted.certificate(signer).equals(certificate)) {
            throw new Distrust("it is signed by another certificate than " + signer);
        }
    }

    private Instant stamp(WSHandlerResult results, WSSecurityEngineResult signature) throws Distrust {
        for (WSSecurityEngineResult each : of(results, WSConstants.TS)) {
            Timestamp stamp = (Timestamp) each.get(WSSecurityEngineResult.TAG_TIMESTAMP);
            if (stamp != null && covers(signature, stamp.getElement())) {
                // Exactly as long as it is taken: from when it says that it was made, which may be ahead of our clock.
                Instant old =
                        Objects.requireNonNullElse(stamp.getCreated(), now).plus(plan.timeToLive());
                Instant expires = Objects.requireNonNullElse(stamp.getExpires(), old);
                return (expires.isBefore(old) ? expires : old).plus(plan.clockSkew());
            }
        }
        throw new Distrust("no time stamp lies under the signature of the body");
    }

    private static void confirmation(WSHandlerResult results, WSSecurityEngineResult signature, byte[] asked)
            throws Distrust {
        for (WSSecurityEngineResult each : of(results, WSConstants.SC)) {
            SignatureConfirmation confirmed =
                    (SignatureConfirmation) each.get(WSSecurityEngineResult.TAG_SIGNATURE_CONFIRMATION);
            if (confirmed != null
                    && covers(signature, confirmed.getElement())
                    && MessageDigest.isEqual(asked, confirmed.getSignatureValue())) {
                return;
            }
        }
        throw new Distrust("it does not confirm the signature of our message");
    }

    private static void encryption(WSHandlerResult results, Element body) throws Distrust {
        List<Element> inside = children(body);
        for (WSSecurityEngineResult each : of(results, WSConstants.ENCR)) {
            for (WSDataRef reference : references(each)) {
                Element found = reference.getProtectedElement();
                if (found == body || inside.size() == 1 && found == inside.get(0)) {
                    return;
                }
            }
        }
        throw new Distrust("its body was not encrypted");
    }

    private RequestData request() throws WSSecurityException {
        WSSConfig config = WSSConfig.getNewInstance();
        config.setValidator(WSConstants.TIMESTAMP, new InTime());
        Processor refused = (element, request) -> {
            throw new WSSecurityException(WSSecurityException.ErrorCode.UNSUPPORTED_SECURITY_TOKEN);
        };
        if (!plan.demands().contains(WsSecurityPlan.Demand.ENCRYPTION)) {
            // Anybody can encrypt for us: what nobody asked for is not unpacked, least of all before it is known from
            // whom it is.
            for (QName sealed :
                    List.of(WSConstants.ENCRYPTED_KEY, WSConstants.REFERENCE_LIST, WSConstants.ENCRYPTED_DATA)) {
                config.setProcessor(sealed, refused);
            }
        }
        for (QName token : List.of(
                WSConstants.SAML_TOKEN,
                WSConstants.SAML2_TOKEN,
                WSConstants.ENCRYPTED_ASSERTION,
                WSConstants.USERNAME_TOKEN,
                WSConstants.SECURITY_CONTEXT_TOKEN_05_02,
                WSConstants.SECURITY_CONTEXT_TOKEN_05_12,
                WSConstants.DERIVED_KEY_TOKEN_05_02,
                WSConstants.DERIVED_KEY_TOKEN_05_12)) {
            config.setProcessor(token, refused);
        }
        RequestData request = new RequestData();
        request.setWssConfig(config);
        request.setSigVerCrypto(trusted);
        request.setDecCrypto(own);
        // Whom the store vouches for may be called as they like; which of them it is, is looked at after.
        request.setSubjectCertConstraints(ANY_NAME);
        request.setCallbackHandler(WsVerifier::unlocked);
        request.setAlgorithmSuite(suite());
        request.setAllowRSA15KeyTransportAlgorithm(false);
        return request;
    }

    /** Our key is unlocked already; nobody is told anything else. */
    private static void unlocked(Callback[] asked) throws UnsupportedCallbackException {
        throw new UnsupportedCallbackException(asked[0]);
    }

    /** What is good enough: no SHA-1 in signatures, no keys that were agreed on, nothing shorter than 2048 bits. */
    private AlgorithmSuite suite() {
        AlgorithmSuite suite = new AlgorithmSuite();
        for (String each : List.of(
                WSConstants.RSA_SHA256,
                "http://www.w3.org/2001/04/xmldsig-more#rsa-sha384",
                WSConstants.RSA_SHA512,
                WSConstants.ECDSA_SHA256,
                WSConstants.ECDSA_SHA384,
                WSConstants.ECDSA_SHA512)) {
            suite.addSignatureMethod(each);
        }
        List.of(WSConstants.SHA256, WSConstants.SHA384, WSConstants.SHA512).forEach(suite::addDigestAlgorithm);
        suite.addC14nAlgorithm(WSConstants.C14N_EXCL_OMIT_COMMENTS);
        suite.addTransformAlgorithm(WSConstants.C14N_EXCL_OMIT_COMMENTS);
        suite.addTransformAlgorithm(
                "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-soap-message-security-1.0#STR-Transform");
        List.of(WSConstants.AES_128_GCM, WSConstants.AES_192_GCM, WSConstants.AES_256_GCM)
                .forEach(suite::addEncryptionMethod);
        if (plan.text("encryptionAlgorithm", "").endsWith("-cbc")) {
            List.of(WSConstants.AES_128, WSConstants.AES_192, WSConstants.AES_256)
                    .forEach(suite::addEncryptionMethod);
        }
        suite.addKeyWrapAlgorithm(WSConstants.KEYTRANSPORT_RSAOAEP);
        suite.addKeyWrapAlgorithm(WSConstants.KEYTRANSPORT_RSAOAEP_XENC11);
        suite.setMinimumAsymmetricKeyLength(2048);
        suite.setMaximumAsymmetricKeyLength(8192);
        return suite;
    }

    /** By the hub's clock: WSS4J would ask the machine's. */
    private final class InTime implements Validator {
        @Override
        public Credential validate(Credential credential, RequestData request) throws WSSecurityException {
            Timestamp stamp = credential.getTimestamp();
            Instant created = stamp.getCreated();
            Instant expires = stamp.getExpires();
            boolean early = created == null || created.isAfter(now.plus(plan.clockSkew()));
            boolean late = created != null
                            && created.isBefore(now.minus(plan.timeToLive()).minus(plan.clockSkew()))
                    || expires != null && expires.isBefore(now.minus(plan.clockSkew()));
            if (early || late) {
                throw new WSSecurityException(WSSecurityException.ErrorCode.MESSAGE_EXPIRED);
            }
            return credential;
        }
    }
}
