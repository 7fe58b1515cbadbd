package vn.lienthong.hub.connector;

import java.util.List;

/** What must hold of the step that secures the calls, and of credentials that need not be given. */
final class TlsRules {

    private TlsRules() {}

    static void check(KameletFile kamelet, Findings findings) {
        List<KameletFile.Use> uses = kamelet.uses();
        for (int i = 0; i < uses.size(); i++) {
            KameletFile.Use use = uses.get(i);
            HeaderRules.kind(use).ifPresent(kind -> optional(kamelet, kind, use, findings));
            if (HeaderRules.kind(use).filter(StepKind.TLS::equals).isPresent()) {
                place(use, i, findings);
            }
        }
    }

    private static void place(KameletFile.Use use, int place, Findings findings) {
        if (place > 0) {
            findings.add(
                    use.node().where(),
                    "What secures every call stands before all other steps, once",
                    "step:tls at place " + (place + 1),
                    "Put it first");
        }
        for (String store : List.of("keyStore", "trustStore")) {
            boolean told = use.parameters().containsKey(store);
            if (!told && use.parameters().containsKey(store + "Password")) {
                findings.add(
                        use.node().where(),
                        "A password of a file that is not told",
                        store + "Password without " + store,
                        "Add " + store + ": \"{{" + store + "}}\"");
            }
        }
    }

    /** A step that needs a credential would come without one. */
    private static void optional(KameletFile kamelet, StepKind kind, KameletFile.Use use, Findings findings) {
        use.parameters().forEach((name, value) -> KameletFile.placeholders(value).stream()
                .map(kamelet.properties()::get)
                .filter(property -> property != null && property.credential() && !property.required())
                .filter(property -> kind.required().contains(name))
                .forEach(property -> findings.add(
                        value.where(),
                        "Property '" + property.name() + "' is neither required nor has a default",
                        "step " + use.uri() + " needs its " + name,
                        "Add it to required")));
    }
}
