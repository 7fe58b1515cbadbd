package vn.lienthong.hub.connector;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What may stand in the parameters of a step that a Kamelet writes out instead of leaving them to a setting. */
final class StepOptionRules {

    private record Rule(Predicate<String> holds, String what, String example) {}

    /** What the hub says of itself, and what HTTP says of each message. */
    private static final Set<String> OWN_HEADERS = Set.of(
            "accept",
            "connection",
            "content-length",
            "content-type",
            "cookie",
            "expect",
            "host",
            "transfer-encoding",
            "user-agent");

    private static final String NOTES_ARE =
            "must be a list between bars of names, each with the pointer to what is noted under it";
    private static final String PATHS_ARE =
            "must be a list between bars of operations, each with the path it goes to, plain or a setting";
    private static final String TAKES_ARE =
            "must be a list between bars of fields, each with where the answer says it, or one of hash, sha256, size, name";
    private static final String SCHEME_IS = "must be the word in front of the token, or none";
    private static final String HASHED = "url|username|timestamp|secret";

    private static final Pattern OPEN_PATH = Pattern.compile("\\w{1,60}=(?:GET |POST\\? )?\\{\\{\\w+}}");

    private static final Rule POINTER =
            new Rule(text -> text.startsWith("/"), "must be a JSON pointer, which begins with a slash", "/session");
    private static final Rule FIELD =
            new Rule(text -> text.matches("[A-Za-z_][\\w-]{0,59}"), "must be the name of one field", "session");
    private static final Rule LIST =
            new Rule(StepOptionRules::isList, "must be a list between bars without an empty place", "0|00");
    private static final Rule TIME_LIMIT =
            new Rule(text -> Durations.parse(text).isPresent(), "must be a duration or a setting", "{{answerTimeout}}");
    private static final Rule COUNT =
            new Rule(text -> text.matches("[1-9]\\d{0,3}"), "must be a number or a setting", "{{concurrency}}");

    private static final Rule BYTES =
            new Rule(text -> text.matches("[1-9]\\d{0,8}"), "must be a number of bytes", "1048576");
    private static final Rule X_ROAD = new Rule(
            text -> XRoadId.FORM.matcher(text).matches(), "must be a name of X-Road", "VN/GOV/000.00.00.H08/mot-cua");
    private static final Rule DSTCODE = new Rule(
            text -> VdxpRouteStep.CODE.matcher(text).matches(),
            "must be instance, class, member and subsystem",
            "VN:GOV:000.00.00.G22:vpcpdvcprovider");
    private static final Rule HEADER = new Rule(
            StepOptionRules::isHeader, "must be the name of a header that is not the hub's own", "lgspaccesstoken");

    private static final Map<String, Rule> RULES = Map.ofEntries(
            Map.entry("header", HEADER),
            Map.entry("timestampHeader", HEADER),
            Map.entry("paths", new Rule(StepOptionRules::arePaths, PATHS_ARE, "ThemMoi={{createPath}}|Xoa=/xoa")),
            Map.entry("scheme", new Rule(text -> text.matches("[A-Za-z]{1,20}"), SCHEME_IS, "Bearer")),
            Map.entry("fields", LIST),
            Map.entry("clientAs", oneOf(TokenRequest.CLIENT_AS, "basic")),
            Map.entry("clientIdField", FIELD),
            Map.entry("clientSecretField", FIELD),
            Map.entry("tokenAt", POINTER),
            Map.entry("lifetimeAt", POINTER),
            Map.entry(
                    "hashOf",
                    new Rule(StepOptionRules::isHashed, "must list what is hashed, in order, the secret too", HASHED)),
            Map.entry(
                    "separator",
                    new Rule(text -> text.matches("none|[:;,.|~_-]"), "must be one sign, or none", "none")),
            Map.entry("algorithm", oneOf(HashLoginStep.ALGORITHMS, "SHA-256")),
            Map.entry("client", X_ROAD),
            Map.entry("service", X_ROAD),
            Map.entry("dstcode", DSTCODE),
            Map.entry("contentType", oneOf(Set.of(Letter.TEXT_XML, Letter.APPLICATION_XML), "text/xml")),
            Map.entry("idAt", POINTER),
            Map.entry("writtenAs", oneOf(Digests.FORMS, "hex")),
            Map.entry("method", oneOf(UploadStep.METHODS, "POST")),
            Map.entry("takes", new Rule(StepOptionRules::areTaken, TAKES_ARE, "IdTepTin=/data/id|HashTepTin=hash")),
            Map.entry("filePart", FIELD),
            Map.entry("operation", FIELD),
            Map.entry("notes", new Rule(StepOptionRules::areNotes, NOTES_ARE, "uploadAddress=/getUploadFileURLReturn")),
            Map.entry("hashPart", FIELD),
            Map.entry("hashHeader", HEADER),
            Map.entry("hashAt", POINTER),
            Map.entry("hashAlgorithm", oneOf(UploadStep.ALGORITHMS, "SHA-256")),
            Map.entry("pathNoted", FIELD),
            Map.entry("connectTimeout", TIME_LIMIT),
            Map.entry("answerTimeout", TIME_LIMIT),
            Map.entry("concurrency", COUNT),
            Map.entry("largestAnswer", BYTES),
            Map.entry("largestFile", BYTES),
            Map.entry("largestSum", BYTES),
            Map.entry("field", FIELD),
            Map.entry("idempotencyHeader", FIELD),
            Map.entry("usernameField", FIELD),
            Map.entry("passwordField", FIELD),
            Map.entry("sessionField", FIELD),
            Map.entry("sessionAt", POINTER),
            Map.entry("codeAt", POINTER),
            Map.entry("usernameAt", POINTER),
            Map.entry("passwordAt", POINTER),
            Map.entry("as", oneOf(Set.copyOf(Words.all(CarriedFiles.Form.class)), "mtom")),
            Map.entry("actions", wordsOf(WsSecurityPlan.Action.class, "timestamp|signature")),
            Map.entry("answer", wordsOf(WsSecurityPlan.Demand.class, "signature|timestamp")),
            Map.entry("signedParts", wordsOf(WsSecurityPlan.Part.class, "body|timestamp")),
            Map.entry("encryptedParts", wordsOf(WsSecurityPlan.Part.class, "body|username-token")),
            Map.entry("passwordAs", oneOf(WsSecurityPlan.PASSWORDS, "digest")),
            Map.entry("keyReference", oneOf(WsSecurityPlan.REFERENCES.keySet(), "binary-token")),
            Map.entry("receiverReference", oneOf(WsSecurityPlan.REFERENCES.keySet(), "issuer-serial")),
            Map.entry("signatureAlgorithm", oneOf(WsSecurityPlan.SIGNATURES.keySet(), "rsa-sha256")),
            Map.entry("encryptionAlgorithm", oneOf(WsSecurityPlan.CIPHERS.keySet(), "aes256-gcm")),
            Map.entry("keyTransport", oneOf(WsSecurityPlan.TRANSPORTS.keySet(), "rsa-oaep")),
            Map.entry("timeToLive", TIME_LIMIT),
            Map.entry("clockSkew", TIME_LIMIT),
            Map.entry("successCodes", LIST),
            Map.entry("comeAgain", LIST),
            Map.entry(
                    "timeZone",
                    new Rule(StepOptionRules::isZone, "must be the name of a time zone", "Asia/Ho_Chi_Minh")));

    private StepOptionRules() {}

    /** @param setting whether the parameter is a setting as a whole: then its value is checked where it is given */
    static void check(String name, YamlNode value, boolean setting, Findings findings) {
        Rule rule = RULES.get(name);
        if (rule != null && !setting && !rule.holds().test(value.text())) {
            findings.add(
                    value.where(), "Parameter " + name + " " + rule.what(), value.text(), "Example: " + rule.example());
        }
    }

    /** A credential without a place would go nowhere, a place without a credential would stay empty. */
    static void checkPlaces(KameletFile.Use use, Findings findings) {
        for (String name : List.of("username", "password")) {
            boolean told = use.parameters().containsKey(name);
            if (told != use.parameters().containsKey(name + "At")) {
                findings.add(
                        use.node().where(),
                        name + " and " + name + "At belong together",
                        told ? "only " + name : "only " + name + "At",
                        "Say where in the message it goes, such as " + name + "At: /arg0/" + name);
            }
        }
    }

    /** A code without a list of good ones, or the reverse, would read every login the same way. */
    static void checkTogether(KameletFile.Use use, Findings findings) {
        boolean code = use.parameters().containsKey("codeAt");
        if (code != use.parameters().containsKey("successCodes")) {
            findings.add(
                    use.node().where(),
                    "codeAt and successCodes belong together",
                    code ? "only codeAt" : "only successCodes",
                    "Say where the login's code stands and which codes mean yes; or neither: then the session decides");
        }
    }

    private static Rule oneOf(Set<String> words, String example) {
        return new Rule(
                words::contains, "must be one of " + words.stream().sorted().toList(), example);
    }

    private static <E extends Enum<E>> Rule wordsOf(Class<E> type, String example) {
        return new Rule(
                text -> isList(text) && Words.all(type).containsAll(StepOptions.parts(text)),
                "must be a list between bars, of " + Words.all(type),
                example);
    }

    private static boolean isHeader(String text) {
        return text.matches("[A-Za-z][A-Za-z0-9-]{0,59}") && !OWN_HEADERS.contains(text.toLowerCase(Locale.ROOT));
    }

    /** A setting may be a whole path: what stands in it is looked at when the connector opens. */
    private static boolean arePaths(String text) {
        return Arrays.stream(text.split("\\|", -1))
                .allMatch(part -> OPEN_PATH.matcher(part).matches()
                        || PostStep.PATH.matcher(part).matches());
    }

    private static boolean areTaken(String text) {
        return Arrays.stream(text.split("\\|", -1)).allMatch(part -> {
            String[] both = part.strip().split("=", 2);
            return both.length == 2
                    && both[0].matches("[A-Za-z_][\\w-]{0,59}")
                    && (both[1].startsWith("/") || UploadStep.OWN.contains(both[1]));
        });
    }

    private static boolean areNotes(String text) {
        return isList(text)
                && StepOptions.parts(text).stream().allMatch(part -> part.matches("[A-Za-z]\\w{0,59}=(/[^|]*)"));
    }

    private static boolean isHashed(String text) {
        List<String> parts = StepOptions.parts(text);
        return isList(text) && HashLoginStep.PARTS.containsAll(parts) && parts.contains("secret");
    }

    private static boolean isList(String text) {
        return Arrays.stream(text.split("\\|", -1)).noneMatch(String::isBlank);
    }

    /** By name: a plus sign would be a blank on its way through Camel. */
    private static boolean isZone(String text) {
        try {
            if (!text.matches("[A-Za-z/_]+")) {
                return false;
            }
            ZoneId.of(text);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
