package vn.lienthong.hub.connector;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What must hold among the steps of a Kamelet that put something into headers. */
final class HeaderRules {

    private static final Set<StepKind> AUTHORIZING = Set.of(
            StepKind.CLIENT_CREDENTIALS, StepKind.PASSWORD_GRANT, StepKind.BEARER, StepKind.BASIC, StepKind.HASH_LOGIN);

    private HeaderRules() {}

    static Optional<StepKind> kind(KameletFile.Use use) {
        return use.uri().startsWith("step:") ? StepKind.find(use.uri().substring(5)) : Optional.empty();
    }

    static void check(KameletFile kamelet, Findings findings) {
        Set<String> taken = new HashSet<>();
        for (KameletFile.Use use : kamelet.uses()) {
            kind(use).ifPresent(kind -> {
                headers(kind, use).stream()
                        .filter(header -> !taken.add(header.toLowerCase(Locale.ROOT)))
                        .forEach(header -> findings.add(
                                use.node().where(),
                                "Two steps put something into the same header",
                                header + ", by " + use.uri(),
                                "Leave one of them out, or name another header"));
                oneValueEach(kind, use, findings);
            });
        }
    }

    private static List<String> headers(StepKind kind, KameletFile.Use use) {
        String fallback = AUTHORIZING.contains(kind) ? HeaderStep.AUTHORIZATION : "";
        String header = told(use, "header", fallback);
        if (kind == StepKind.HASH_LOGIN) {
            return List.of(header, told(use, "timestampHeader", "Timestamp"));
        }
        if (kind == StepKind.X_ROAD && !told(use, "as", "soap").equals("soap")) {
            return List.of("X-Road-Client", "X-Road-Id", "X-Road-UserId", "X-Road-Issue");
        }
        if (kind == StepKind.VDXP_ROUTE && told(use, "as", "header").equals("header")) {
            return List.of("dstcode", "providerurl");
        }
        return header.isEmpty() ? List.of() : List.of(header);
    }

    private static String told(KameletFile.Use use, String option, String fallback) {
        YamlNode node = use.parameters().get(option);
        return node == null ? fallback : node.text();
    }

    private static void oneValueEach(StepKind kind, KameletFile.Use use, Findings findings) {
        if (kind == StepKind.HEADER
                && use.parameters().containsKey("value") == use.parameters().containsKey("secret")) {
            findings.add(
                    use.node().where(),
                    "A header carries one thing",
                    "value and secret, or neither of them",
                    "Give it a value, or a secret that is a setting with 'format: password'");
        }
        if (kind != StepKind.JSON_HEADER) {
            return;
        }
        List<String> fields = StepOptions.parts(told(use, "fields", ""));
        for (String field : fields) {
            boolean plain = use.parameters().containsKey(StepWants.FIELD + field);
            if (plain == use.parameters().containsKey(StepWants.SECRET + field)) {
                findings.add(
                        use.node().where(),
                        "Each field of a JSON header has one value",
                        (plain ? "two" : "none") + " for " + field,
                        "Give it " + StepWants.FIELD + field + " or " + StepWants.SECRET + field);
            }
        }
        use.parameters().forEach((name, value) -> {
            boolean told = name.startsWith(StepWants.FIELD) || name.startsWith(StepWants.SECRET);
            if (told && !fields.contains(name.substring(name.indexOf('.') + 1))) {
                findings.add(
                        value.where(),
                        "A value for a field that the JSON header does not have",
                        name,
                        "Add the field to 'fields', in its place, or leave the value out");
            }
        });
    }
}
