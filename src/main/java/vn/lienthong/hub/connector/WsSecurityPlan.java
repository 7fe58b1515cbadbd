package vn.lienthong.hub.connector;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.wss4j.dom.WSConstants;

/** What the step {@code ws-security} was told: what goes into the header of a message, and what an answer must have. Immutable. */
final class WsSecurityPlan {

    /** What may stand in the header, in the order in which it is made: what is signed must be there, and what is encrypted can be signed no more. */
    enum Action {
        USERNAME_TOKEN,
        TIMESTAMP,
        SIGNATURE,
        ENCRYPTION
    }

    /** What an answer must have. */
    enum Demand {
        SIGNATURE,
        TIMESTAMP,
        /** That it answers this message and no other: the signature of what we sent, in what they signed. */
        CONFIRMATION,
        ENCRYPTION
    }

    /** What may be signed or encrypted. */
    enum Part {
        BODY("Body", ""),
        TIMESTAMP(WSConstants.TIMESTAMP_TOKEN_LN, WSConstants.WSU_NS),
        USERNAME_TOKEN(WSConstants.USERNAME_TOKEN_LN, WSConstants.WSSE_NS),
        SIGNATURE(WSConstants.SIG_LN, WSConstants.SIG_NS);

        private final String element;
        private final String namespace;

        Part(String element, String namespace) {
            this.element = element;
            this.namespace = namespace;
        }

        String element() {
            return element;
        }

        /** Empty: that of the envelope. */
        String namespace() {
            return namespace;
        }
    }

    static final Set<String> PASSWORDS = Set.of("digest", "text");
    static final Map<String, Integer> REFERENCES = Map.of(
            "binary-token", WSConstants.BST_DIRECT_REFERENCE,
            "issuer-serial", WSConstants.ISSUER_SERIAL,
            "certificate", WSConstants.X509_KEY_IDENTIFIER,
            "subject-key", WSConstants.SKI_KEY_IDENTIFIER,
            "thumbprint", WSConstants.THUMBPRINT_IDENTIFIER);
    static final Map<String, String> SIGNATURES = Map.of(
            "rsa-sha256", WSConstants.RSA_SHA256,
            "rsa-sha512", WSConstants.RSA_SHA512,
            "ecdsa-sha256", WSConstants.ECDSA_SHA256);
    static final Map<String, String> CIPHERS = Map.of(
            "aes128-gcm", WSConstants.AES_128_GCM,
            "aes256-gcm", WSConstants.AES_256_GCM,
            "aes128-cbc", WSConstants.AES_128,
            "aes256-cbc", WSConstants.AES_256);
    static final Map<String, String> TRANSPORTS = Map.of(
            "rsa-oaep", WSConstants.KEYTRANSPORT_RSAOAEP, "rsa-oaep-sha256", WSConstants.KEYTRANSPORT_RSAOAEP_XENC11);

    private final Map<String, String> told;
    private final Set<Action> actions;
    private final Set<Demand> demands;
    private final List<Part> signed;
    private final List<Part> encrypted;
    private final Duration timeToLive;
    private final Duration clockSkew;

    /** @throws IllegalArgumentException if it is told what it cannot do */
    WsSecurityPlan(StepOptions options) {
        this.told = Map.copyOf(options.values());
        this.actions = set(Action.class, options.list("actions"));
        this.demands = set(Demand.class, options.list("answer"));
        this.signed = List.copyOf(set(Part.class, parts(options, "signedParts")));
        this.encrypted = List.copyOf(set(Part.class, parts(options, "encryptedParts")));
        this.timeToLive = duration("timeToLive", "PT5M");
        this.clockSkew = duration("clockSkew", "PT1M");
        word("passwordAs", PASSWORDS, "digest");
        reference("keyReference");
        reference("receiverReference");
        signatureAlgorithm();
        cipher();
        keyTransport();
    }

    /** What nobody told to sign or to encrypt is the body, and of what is signed the time stamp too: without it a message can be sent again by others. */
    private static List<String> parts(StepOptions options, String key) {
        if (options.values().containsKey(key)) {
            return options.list(key);
        }
        boolean stamped = key.equals("signedParts") && options.list("actions").contains("timestamp");
        return stamped ? List.of("body", "timestamp") : List.of("body");
    }

    private static <E extends Enum<E>> Set<E> set(Class<E> type, List<String> words) {
        Set<E> found = EnumSet.noneOf(type);
        for (String word : words) {
            found.add(Words.find(type, word)
                    .orElseThrow(() -> new IllegalArgumentException("Step ws-security does not know this word. Found: "
                            + word + ". Known: " + Words.all(type))));
        }
        return found;
    }

    private String word(String key, Set<String> known, String fallback) {
        String value = text(key, fallback);
        if (!known.contains(value)) {
            throw new IllegalArgumentException("Step ws-security is told what it cannot do. Found: " + key + " " + value
                    + ". Known: " + known.stream().sorted().toList());
        }
        return value;
    }

    private Duration duration(String key, String fallback) {
        return Durations.parse(text(key, fallback))
                .orElseThrow(() -> new IllegalArgumentException("Option " + key
                        + " of step ws-security must be a positive duration. Found: " + text(key, "")
                        + ". Example: PT5M"));
    }

    /** By what one opened connector knows that it is the same plan. */
    Map<String, String> told() {
        return told;
    }

    /** What stands in a parameter, for credentials their name. */
    String text(String key, String fallback) {
        return told.getOrDefault(key, fallback);
    }

    boolean does(Action action) {
        return actions.contains(action);
    }

    Set<Demand> demands() {
        return demands;
    }

    List<Part> signed() {
        return signed;
    }

    List<Part> encrypted() {
        return encrypted;
    }

    Duration timeToLive() {
        return timeToLive;
    }

    /** How far their clock may be from ours. */
    Duration clockSkew() {
        return clockSkew;
    }

    boolean digest() {
        return text("passwordAs", "digest").equals("digest");
    }

    int reference(String key) {
        String fallback = key.equals("keyReference") ? "binary-token" : "issuer-serial";
        return REFERENCES.getOrDefault(word(key, REFERENCES.keySet(), fallback), 0);
    }

    String signatureAlgorithm() {
        return SIGNATURES.getOrDefault(word("signatureAlgorithm", SIGNATURES.keySet(), "rsa-sha256"), "");
    }

    String cipher() {
        return CIPHERS.getOrDefault(word("encryptionAlgorithm", CIPHERS.keySet(), "aes256-gcm"), "");
    }

    String keyTransport() {
        return TRANSPORTS.getOrDefault(word("keyTransport", TRANSPORTS.keySet(), "rsa-oaep"), "");
    }
}
