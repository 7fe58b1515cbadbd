package vn.lienthong.hub.connector;

import java.util.List;
import javax.crypto.KeyGenerator;
import org.apache.wss4j.common.WSEncryptionPart;
import org.apache.wss4j.common.ext.WSSecurityException;
import org.apache.wss4j.common.util.KeyUtils;
import org.apache.wss4j.common.util.WSTimeSource;
import org.apache.wss4j.dom.WSConstants;
import org.apache.wss4j.dom.message.WSSecEncrypt;
import org.apache.wss4j.dom.message.WSSecHeader;
import org.apache.wss4j.dom.message.WSSecSignature;
import org.apache.wss4j.dom.message.WSSecTimestamp;
import org.apache.wss4j.dom.message.WSSecUsernameToken;
import org.w3c.dom.Document;

/** Puts a Security header into an envelope: who we are, when, our signature, and then encrypts. One use, one thread. */
final class WsSigner {

    private static final byte[] UNSIGNED = new byte[0];

    private final WsSecurityPlan plan;
    private final WSTimeSource time;
    private final Document envelope;
    private final WSSecHeader header;
    private byte[] signature = UNSIGNED;

    WsSigner(WsSecurityPlan plan, WSTimeSource time, byte[] envelope) throws WSSecurityException {
        this.plan = plan;
        this.time = time;
        this.envelope = DomTree.ofOurs(envelope);
        String actor = plan.text("actor", "");
        this.header = new WSSecHeader(actor.isEmpty() ? null : actor, this.envelope);
        header.insertSecurityHeader();
    }

    void username(String name, String password) {
        WSSecUsernameToken token = new WSSecUsernameToken(header);
        token.setWsTimeSource(time);
        token.setUserInfo(name, password);
        token.setPasswordType(plan.digest() ? WSConstants.PASSWORD_DIGEST : WSConstants.PASSWORD_TEXT);
        if (!plan.digest()) {
            // A digest has them by itself.
            token.addNonce();
            token.addCreated();
        }
        token.build();
    }

    void timestamp() {
        WSSecTimestamp stamp = new WSSecTimestamp(header);
        stamp.setWsTimeSource(time);
        stamp.setTimeToLive((int) plan.timeToLive().toSeconds());
        stamp.build();
    }

    void sign(KeyFile.Keys keys, String alias) throws WSSecurityException {
        WSSecSignature made = new WSSecSignature(header);
        made.setUserInfo(alias, "");
        made.setKeyIdentifierType(plan.reference("keyReference"));
        made.setSignatureAlgorithm(plan.signatureAlgorithm());
        made.setDigestAlgo(
                plan.signatureAlgorithm().equals(WSConstants.RSA_SHA512) ? WSConstants.SHA512 : WSConstants.SHA256);
        made.setSigCanonicalization(WSConstants.C14N_EXCL_OMIT_COMMENTS);
        made.getParts().addAll(parts(plan.signed()));
        made.build(keys);
        signature = made.getSignatureValue();
    }

    void encrypt(KeyFile.Keys trusted) throws WSSecurityException, KeyFile.Unusable {
        WSSecEncrypt made = new WSSecEncrypt(header);
        made.setUseThisCert(trusted.certificate(plan.text("receiver", "")));
        made.setKeyIdentifierType(plan.reference("receiverReference"));
        made.setSymmetricEncAlgorithm(plan.cipher());
        made.setKeyEncAlgo(plan.keyTransport());
        if (plan.keyTransport().equals(WSConstants.KEYTRANSPORT_RSAOAEP_XENC11)) {
            made.setDigestAlgorithm(WSConstants.SHA256);
            made.setMGFAlgorithm(WSConstants.MGF_SHA256);
        }
        made.getParts().addAll(parts(plan.encrypted()));
        KeyGenerator keys = KeyUtils.getKeyGenerator(plan.cipher());
        made.build(trusted, keys.generateKey());
    }

    private List<WSEncryptionPart> parts(List<WsSecurityPlan.Part> told) {
        return told.stream().map(this::part).toList();
    }

    /** Of the body what stands in it, so that it is seen where it is; of the rest the element itself. */
    private WSEncryptionPart part(WsSecurityPlan.Part part) {
        boolean body = part == WsSecurityPlan.Part.BODY;
        String namespace = body ? envelope.getDocumentElement().getNamespaceURI() : part.namespace();
        return new WSEncryptionPart(part.element(), namespace, body ? "Content" : "Element");
    }

    /** The signature's own bytes; empty where nothing was signed. */
    byte[] signature() {
        return signature;
    }

    byte[] written() {
        return DomTree.written(envelope);
    }
}
