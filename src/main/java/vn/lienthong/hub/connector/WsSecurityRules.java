package vn.lienthong.hub.connector;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What must hold of a step {@code ws-security}: that it has what it works with, that it stands before an envelope, and that nothing half signed leaves or is believed. */
final class WsSecurityRules {

    private final ConnectorFolder connector;
    private final KameletFile kamelet;
    private final KameletFile.Use use;
    private final Findings findings;

    private WsSecurityRules(ConnectorFolder connector, KameletFile kamelet, KameletFile.Use use, Findings findings) {
        this.connector = connector;
        this.kamelet = kamelet;
        this.use = use;
        this.findings = findings;
    }

    static void check(ConnectorFolder connector, KameletFile kamelet, Findings findings) {
        List<KameletFile.Use> uses = kamelet.uses().stream()
                .filter(use -> HeaderRules.kind(use).equals(Optional.of(StepKind.WS_SECURITY)))
                .toList();
        for (KameletFile.Use use : uses) {
            WsSecurityRules rules = new WsSecurityRules(connector, kamelet, use, findings);
            if (uses.size() > 1
                    || kamelet.uses().stream()
                            .noneMatch(each -> HeaderRules.kind(each).equals(Optional.of(StepKind.SOAP)))) {
                rules.violation(
                        "One step:ws-security stands before step:soap, and nowhere else",
                        uses.size() + " of them, in " + kamelet.uses().size() + " steps",
                        "It puts a header into an envelope: leave it out where there is none");
            }
            rules.needs();
            rules.parts();
            rules.files();
            rules.answer();
        }
    }

    private void violation(String what, String found, String cure) {
        findings.add(use.node().where(), what, found, cure);
    }

    private String told(String parameter) {
        YamlNode node = use.parameters().get(parameter);
        return node == null ? "" : node.text();
    }

    private List<String> list(String parameter) {
        return StepOptions.parts(told(parameter));
    }

    private boolean does(String action) {
        return list("actions").contains(action);
    }

    /** Each thing that is to be done, and what it cannot be done without. */
    private void needs() {
        Map<String, List<String>> needs = new LinkedHashMap<>();
        List<String> own = List.of("keyStore", "keyStorePassword", "keyAlias");
        List<String> trust = List.of("trustStore", "trustStorePassword");
        List<String> receiver = new ArrayList<>(trust);
        receiver.add("receiver");
        add(needs, does("username-token"), "username-token", List.of("username", "password"));
        add(needs, does("signature"), "signature", own);
        add(needs, does("encryption"), "encryption", receiver);
        add(needs, !list("answer").isEmpty(), "answer", trust);
        add(needs, list("answer").contains("encryption"), "an encrypted answer", own);
        needs.forEach((what, names) -> names.stream()
                .filter(name -> !use.parameters().containsKey(name))
                .forEach(name -> violation(
                        "Step ws-security is not told what it needs for " + what,
                        "no parameter " + name,
                        "Add it; needed are " + names)));
    }

    private static void add(Map<String, List<String>> needs, boolean wanted, String what, List<String> names) {
        if (wanted) {
            needs.put(what, names);
        }
    }

    private void parts() {
        List<String> missing = new ArrayList<>(list("signedParts"));
        missing.addAll(list("encryptedParts"));
        missing.removeIf(part -> part.equals("body") || does(part));
        if (!missing.isEmpty()) {
            violation(
                    "What is signed or encrypted must be there",
                    missing + ", and actions " + told("actions"),
                    "Add it to actions, or take it out of signedParts and encryptedParts");
        }
        for (String action : List.of("signature", "encryption")) {
            String option = action.equals("signature") ? "signedParts" : "encryptedParts";
            if (!does(action) && use.parameters().containsKey(option)) {
                violation(
                        "Parts are named and nothing is done with them",
                        option + ", and actions " + told("actions"),
                        "Add " + action + " to actions, or leave " + option + " out");
            }
        }
    }

    /** A signature lies over what a file stands for, hence over all of its bytes: they would have to be in memory. */
    private void files() {
        boolean inside = kamelet.uses().stream()
                .filter(each -> HeaderRules.kind(each).equals(Optional.of(StepKind.INLINE_FILES)))
                .map(each -> each.parameters().get("as"))
                .anyMatch(as -> as == null || !as.text().equals("attachments"));
        if (inside && (does("signature") || does("encryption"))) {
            violation(
                    "What is signed or encrypted holds no files",
                    "step:inline-files as mtom or base64, and actions " + told("actions"),
                    "Send the files with as: attachments, which no signature covers; or sign nothing and rely on TLS");
        }
    }

    private void answer() {
        List<String> demands = list("answer");
        if (demands.isEmpty()) {
            return;
        }
        if (!demands.contains("signature")) {
            violation(
                    "What nobody signed proves nothing",
                    "answer: " + told("answer"),
                    "Add signature, or leave answer out: then the Security header of answers is passed over");
        }
        if (demands.contains("confirmation") && !does("signature")) {
            violation(
                    "An answer confirms our signature, and there is none",
                    "confirmation, and actions " + told("actions"),
                    "Add signature to actions, or take confirmation out");
        }
        boolean read = connector.outcomes().stream()
                .flatMap(outcomes -> outcomes.rows().stream())
                .flatMap(row -> row.conditions().stream())
                .anyMatch(condition -> condition instanceof Condition.Body body
                        && body.kinds().contains(Condition.Body.Kind.UNTRUSTED));
        if (!read) {
            violation(
                    "No row says what an answer means that is not signed as it must be",
                    "no row with body: untrusted",
                    "Add one to outcomes.yaml: outcome unclear, trouble true, and who to ask");
        }
    }
}
