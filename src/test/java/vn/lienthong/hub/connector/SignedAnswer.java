package vn.lienthong.hub.connector;

import java.io.ByteArrayInputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.apache.wss4j.common.WSEncryptionPart;
import org.apache.wss4j.common.crypto.Crypto;
import org.apache.wss4j.common.crypto.CryptoFactory;
import org.apache.wss4j.common.util.KeyUtils;
import org.apache.wss4j.dom.WSConstants;
import org.apache.wss4j.dom.message.WSSecEncrypt;
import org.apache.wss4j.dom.message.WSSecHeader;
import org.apache.wss4j.dom.message.WSSecSignature;
import org.apache.wss4j.dom.message.WSSecTimestamp;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import vn.lienthong.hub.testkit.KeyStores;

/** Answers as the other side signs them, with WSS4J and none of our classes; a test may do to them what an attacker would. One use. */
final class SignedAnswer {

    static final String SOAP = "http://schemas.xmlsoap.org/soap/envelope/";

    final Document envelope;
    final WSSecHeader header;
    private final KeyStores keys;

    SignedAnswer(KeyStores keys, String body) throws Exception {
        this.keys = keys;
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
        envelope = factory.newDocumentBuilder()
                .parse(new ByteArrayInputStream(envelope(body).getBytes(StandardCharsets.UTF_8)));
        header = new WSSecHeader(envelope);
        header.insertSecurityHeader();
    }

    static String envelope(String body) {
        return "<s:Envelope xmlns:s=\"" + SOAP + "\"><s:Header/><s:Body>" + body + "</s:Body></s:Envelope>";
    }

    static String taken(String code) {
        return "<t:guiTepResponse xmlns:t=\"http://tep.example/\"><return><errCode>" + code
                + "</errCode></return></t:guiTepResponse>";
    }

    static Crypto crypto(Path store, String alias) throws Exception {
        return CryptoFactory.getInstance(settings(store, alias));
    }

    /** How WSS4J is told of a store. */
    static Properties settings(Path store, String alias) {
        Properties properties = new Properties();
        properties.putAll(Map.of(
                "org.apache.wss4j.crypto.provider",
                "org.apache.wss4j.common.crypto.Merlin",
                "org.apache.wss4j.crypto.merlin.keystore.type",
                "PKCS12",
                "org.apache.wss4j.crypto.merlin.keystore.file",
                store.toString(),
                "org.apache.wss4j.crypto.merlin.keystore.password",
                KeyStores.SECRET,
                "org.apache.wss4j.crypto.merlin.keystore.alias",
                alias));
        return properties;
    }

    SignedAnswer stamped(Instant now) {
        WSSecTimestamp stamp = new WSSecTimestamp(header);
        stamp.setWsTimeSource(() -> now);
        stamp.setTimeToLive(300);
        stamp.build();
        return this;
    }

    /** @param parts {@code Body}, {@code Timestamp} */
    SignedAnswer signed(String who, String... parts) throws Exception {
        return signed(who, WSConstants.RSA_SHA256, parts);
    }

    SignedAnswer signed(String who, String algorithm, List<String> parts) throws Exception {
        return signed(who, algorithm, parts.toArray(String[]::new));
    }

    private SignedAnswer signed(String who, String algorithm, String[] parts) throws Exception {
        WSSecSignature made = new WSSecSignature(header);
        made.setUserInfo(who, KeyStores.SECRET);
        made.setKeyIdentifierType(WSConstants.BST_DIRECT_REFERENCE);
        made.setSignatureAlgorithm(algorithm);
        made.setDigestAlgo(algorithm.equals(WSConstants.RSA_SHA1) ? WSConstants.SHA1 : WSConstants.SHA256);
        Arrays.stream(parts)
                .map(part -> new WSEncryptionPart(part, part.equals("Body") ? SOAP : WSConstants.WSU_NS, "Content"))
                .forEach(made.getParts()::add);
        made.build(crypto(keys.file(who), who));
        return this;
    }

    SignedAnswer encrypted(String cipher) throws Exception {
        WSSecEncrypt made = new WSSecEncrypt(header);
        KeyStore store = KeyStore.getInstance(keys.file("hub").toFile(), KeyStores.SECRET.toCharArray());
        made.setUseThisCert((java.security.cert.X509Certificate) store.getCertificate("hub"));
        made.setKeyIdentifierType(WSConstants.ISSUER_SERIAL);
        made.setSymmetricEncAlgorithm(cipher);
        made.setKeyEncAlgo(WSConstants.KEYTRANSPORT_RSAOAEP);
        made.build(
                crypto(keys.file("hub"), "hub"),
                KeyUtils.getKeyGenerator(cipher).generateKey());
        return this;
    }

    Element body() {
        return (Element) envelope.getElementsByTagNameNS(SOAP, "Body").item(0);
    }

    Element soapHeader() {
        return (Element) envelope.getElementsByTagNameNS(SOAP, "Header").item(0);
    }

    /** A body of the attacker's. */
    Element forged(String text) throws Exception {
        Document made = DocumentBuilderFactory.newDefaultNSInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(envelope(text).getBytes(StandardCharsets.UTF_8)));
        return (Element)
                envelope.importNode(made.getElementsByTagNameNS(SOAP, "Body").item(0), true);
    }

    String text() throws Exception {
        Transformer writer = TransformerFactory.newDefaultInstance().newTransformer();
        writer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
        StringWriter text = new StringWriter();
        writer.transform(new DOMSource(envelope), new StreamResult(text));
        return text.toString();
    }
}
