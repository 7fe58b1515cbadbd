package vn.lienthong.hub.connector;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** The named steps that a Kamelet may use, with what each wants to be told. */
enum StepKind {
    /** Posts the body as JSON and keeps the answer. */
    POST(StepWants.call("url").mayBeTold("idempotencyHeader", "largestAnswer", "paths"), PostStep::new),

    /** Says what every call shows of us and whom it trusts, in TLS. */
    TLS(
            StepWants.nothing()
                    .optionalCredentials("keyStorePassword", "trustStorePassword")
                    .mayBeTold("keyStore", "trustStore"),
            TlsStep::new),

    /** Tells an X-Road security server who asks whom. */
    X_ROAD(StepWants.nothing("client").mayBeTold("service", "serviceVersion", "userId", "issue", "as"), XRoadStep::new),

    /** Tells an adapter of the exchange platform to whom it is to forward. */
    VDXP_ROUTE(StepWants.nothing("dstcode").mayBeTold("providerUrl", "as"), VdxpRouteStep::new),

    /** Puts files that the hub holds into the body, as base64, while it is sent. */
    INLINE_FILES(StepWants.nothing("field").mayBeTold("as", "largestFile", "largestSum"), InlineFilesStep::new),

    /** Uploads files that the hub holds, and puts what the answers call them into the body. */
    UPLOAD(
            StepWants.call("url", "field", "takes")
                    .mayBeTold("method", "filePart", "hashPart", "hashHeader", "hashAt", "hashAlgorithm", "writtenAs")
                    .mayBeTold("pathNoted", "largestFile", "largestSum", "largestAnswer"),
            UploadStep::new),

    /** Fetches a file that the other side holds for us, where a message asks for one. */
    DOWNLOAD(StepWants.call("url").mayBeTold("largestFile", "largestAnswer"), DownloadStep::new),

    /** Makes texts of what the mapping wants packed: XML, JSON, base64, one in the other. */
    PACK(StepWants.nothing(), options -> new PackStep()),

    /** Asks an operation of a WSDL before files are uploaded, and notes what it answers. */
    SOAP_ASK(
            StepWants.call("url", "wsdl", "operation", "field", "notes")
                    .families()
                    .mayBeTold("largestAnswer"),
            SoapAskStep::new),

    /** Writes the body as SOAP, as a WSDL says, posts it and keeps the answer. */
    SOAP(
            StepWants.call("url", "wsdl")
                    .optionalCredentials("username", "password")
                    .mayBeTold("usernameAt", "passwordAt", "largestAnswer")
                    .mayBeTold("contentType", "idAt"),
            SoapStep::new),

    /** Says what step:soap puts into the Security header, and what an answer must have to be believed. */
    WS_SECURITY(
            StepWants.nothing("actions")
                    .optionalCredentials("username", "password")
                    .optionalCredentials("keyStorePassword", "keyPassword", "trustStorePassword")
                    .mayBeTold("passwordAs", "timeToLive", "actor", "keyStore", "keyAlias", "keyReference")
                    .mayBeTold("signedParts", "signatureAlgorithm", "trustStore", "receiver", "receiverReference")
                    .mayBeTold("encryptedParts", "encryptionAlgorithm", "keyTransport")
                    .mayBeTold("answer", "signer", "clockSkew"),
            WsSecurityStep::new),

    /** Puts the session shared by all senders into the body, after logging in where needed. */
    SESSION_LOGIN(
            StepWants.call("url")
                    .credentials("username", "password")
                    .mayBeTold("usernameField", "passwordField", "sessionField", "sessionAt")
                    .mayBeTold("codeAt", "successCodes", "comeAgain", "timeZone"),
            SessionLoginStep::new),

    /** Puts the token shared by all senders into a header, after asking for one by the OAuth 2 grant of client credentials. */
    CLIENT_CREDENTIALS(
            StepWants.call("url")
                    .credentials("clientId", "clientSecret")
                    .mayBeTold("clientAs", "clientIdField", "clientSecretField", "scope")
                    .mayBeTold("tokenAt", "lifetimeAt", "header", "scheme")
                    .mayBeTold("codeAt", "successCodes", "comeAgain", "timeZone"),
            options -> new TokenStep(options, TokenRequest.ofClient(options))),

    /** The same by the OAuth 2 grant of a user's password. */
    PASSWORD_GRANT(
            StepWants.call("url")
                    .credentials("username", "password")
                    .optionalCredentials("clientId", "clientSecret")
                    .mayBeTold("clientAs", "scope")
                    .mayBeTold("tokenAt", "lifetimeAt", "header", "scheme")
                    .mayBeTold("codeAt", "successCodes", "comeAgain", "timeZone"),
            options -> new TokenStep(options, TokenRequest.ofUser(options))),

    /** Puts a token that does not change into a header. */
    BEARER(StepWants.nothing().credentials("token").mayBeTold("header", "scheme"), HeaderStep::bearer),

    /** Puts user name and password into a header, as HTTP Basic. */
    BASIC(StepWants.nothing().credentials("username", "password").mayBeTold("header"), HeaderStep::basic),

    /** Puts one value, or one credential, into a header. */
    HEADER(StepWants.nothing("header").optionalCredentials("secret").mayBeTold("value"), HeaderStep::plain),

    /** Puts a JSON object, as base64, into a header. */
    JSON_HEADER(StepWants.nothing("header", "fields").families(), HeaderStep::json),

    /** Puts a name, and a hash over name, address, time and a secret, into a header, and the time into another. */
    HASH_LOGIN(
            StepWants.nothing("url")
                    .credentials("username", "secret")
                    .mayBeTold("hashOf", "separator", "algorithm", "writtenAs", "timestampHeader", "header"),
            HashLoginStep::new);

    private static final Set<StepKind> SHARED = Set.of(SESSION_LOGIN, CLIENT_CREDENTIALS, PASSWORD_GRANT);

    private final StepWants wants;
    private final Function<StepOptions, Step> maker;

    StepKind(StepWants wants, Function<StepOptions, Step> maker) {
        this.wants = wants;
        this.maker = maker;
    }

    static Optional<StepKind> find(String name) {
        return Words.find(StepKind.class, name);
    }

    Set<String> required() {
        return new TreeSet<>(wants.required());
    }

    Set<String> known() {
        Set<String> all = new TreeSet<>(wants.required());
        all.addAll(wants.optional());
        if (wants.named()) {
            all.add(StepWants.FIELD + "NAME");
            all.add(StepWants.SECRET + "NAME");
        }
        return all;
    }

    boolean knows(String option) {
        return wants.required().contains(option)
                || wants.optional().contains(option)
                || wants.named() && (option.startsWith(StepWants.FIELD) || option.startsWith(StepWants.SECRET));
    }

    /** Options that name a credential instead of holding it. */
    Set<String> credentials() {
        return wants.secret();
    }

    boolean isCredential(String option) {
        return wants.secret().contains(option) || wants.named() && option.startsWith(StepWants.SECRET);
    }

    /** Whether it asks for a session or a token that all senders share. */
    boolean isLogin() {
        return SHARED.contains(this);
    }

    /** Whether it sends the message itself. */
    boolean sends() {
        return this == POST || this == SOAP;
    }

    Step make(Map<String, String> options) {
        return maker.apply(new StepOptions(this, options));
    }
}
