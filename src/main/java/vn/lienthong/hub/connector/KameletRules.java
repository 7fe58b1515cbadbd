package vn.lienthong.hub.connector;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a Kamelet must look like so that the hub can promise time limits, silence and no surprises. */
final class KameletRules {

    private static final Set<String> TYPES = Set.of("string", "integer");
    private static final Set<String> FORMATS = Set.of("", "uri", "duration", "password");
    private static final Pattern SECRET_NAME = Pattern.compile(
            "(?i).*(password|passwd|secret|token|apikey|accesskey|credential|username|userid|clientid).*");
    private static final Pattern WHOLE = Pattern.compile("\\{\\{(\\w+)}}");
    private static final Pattern URL = Pattern.compile("\\{\\{(\\w+)}}(/[\\w./-]*)?");

    private final ConnectorFolder connector;
    private final KameletFile kamelet;
    private final Findings findings;

    KameletRules(ConnectorFolder connector, KameletFile kamelet, Findings findings) {
        this.connector = connector;
        this.kamelet = kamelet;
        this.findings = findings;
    }

    void check() {
        head();
        kamelet.properties().values().forEach(this::property);
        placeholders();
        shape();
        kamelet.uses().forEach(this::use);
        order();
    }

    private void violation(YamlNode node, String what, String found, String cure) {
        findings.add(node.where(), what, found, cure);
    }

    private void head() {
        must("kind", "Kamelet", "kind");
        must("metadata.name", connector.templateName(), "metadata", "name");
        must("the label camel.apache.org/kamelet.type", "sink", "metadata", "labels", "camel.apache.org/kamelet.type");
        must("the template's start", "kamelet:source", "spec", "template", "from", "uri");
        for (String key : List.of("title", "description")) {
            YamlNode node = kamelet.root().get("spec", "definition", key);
            if (node == null || node.text().isBlank()) {
                violation(
                        kamelet.root(),
                        "The Kamelet has no " + key,
                        "spec.definition." + key + " is missing",
                        "Write it");
            }
        }
    }

    private void must(String what, String value, String... path) {
        YamlNode node = kamelet.root().get(path);
        String found = node == null ? "" : node.text();
        if (!found.equals(value)) {
            violation(
                    node == null ? kamelet.root() : node,
                    "In the Kamelet, " + what + " must be '" + value + "'",
                    "'" + found + "'",
                    "Folder, file and name agree so that each can be found from the other: correct it");
        }
    }

    private void property(KameletFile.Property property) {
        YamlNode node = property.node();
        String shown = "Property '" + property.name() + "'";
        for (String key : List.of("title", "description")) {
            if (node.text(key, "").isBlank()) {
                violation(node, shown + " has no " + key, key + " is missing", "Say in one line what it is for");
            }
        }
        if (!TYPES.contains(property.type()) || !FORMATS.contains(property.format())) {
            violation(
                    node,
                    shown + " has no known type or format",
                    "type: " + property.type() + ", format: " + property.format(),
                    "Types: string, integer; formats: uri, duration, password");
        }
        if (property.credential() != SECRET_NAME.matcher(property.name()).matches()) {
            violation(
                    node,
                    shown
                            + (property.credential()
                                    ? " is a credential but not named like one"
                                    : " is a credential without 'format: password'"),
                    "format: '" + property.format() + "'",
                    "Credentials carry 'format: password' and are named so, for only then they are kept out of URIs and logs");
        }
        if (property.credential() && property.fallback() != null) {
            violation(
                    node,
                    shown + " is a credential and has a default",
                    "a default",
                    "Remove it: a secret in a file is no secret");
        }
        if (!property.required() && property.fallback() == null && !property.credential()) {
            violation(
                    node,
                    shown + " is neither required nor has a default",
                    "neither",
                    "Add it to required, or give it a default");
        }
        badDefault(property, shown);
    }

    private void badDefault(KameletFile.Property property, String shown) {
        String fallback = property.fallback();
        if (fallback == null) {
            return;
        }
        boolean bad = property.format().equals("duration")
                        && Durations.parse(fallback).isEmpty()
                || property.type().equals("integer") && !fallback.matches("[1-9]\\d{0,8}");
        if (bad) {
            violation(property.node(), shown + " has a default of another type", fallback, "Example: PT30S, or 8");
        }
    }

    private void placeholders() {
        YamlNode template = kamelet.root().get("spec", "template");
        Set<String> used = KameletFile.placeholders(template);
        for (String name : used) {
            if (!kamelet.properties().containsKey(name)) {
                violation(
                        template == null ? kamelet.root() : template,
                        "The template uses a property that is not declared",
                        "{{" + name + "}}",
                        "Declare it under spec.definition.properties, or correct the name");
            }
        }
        kamelet.properties().values().stream()
                .filter(property -> !used.contains(property.name()))
                .forEach(property -> violation(
                        property.node(),
                        "Property '" + property.name() + "' is not used",
                        "{{" + property.name() + "}} is nowhere in the template",
                        "Use it or remove it"));
        YamlNode required = kamelet.root().get("spec", "definition", "required");
        if (required != null) {
            required.items().stream()
                    .filter(item -> !kamelet.properties().containsKey(item.text()))
                    .forEach(item -> violation(
                            item,
                            "A required property is not declared",
                            item.text(),
                            "Declare it, or correct the name"));
        }
    }

    private void shape() {
        onlyKeys(kamelet.root().get("spec", "template"), Set.of("from"));
        onlyKeys(kamelet.root().get("spec", "template", "from"), Set.of("uri", "steps"));
        YamlNode steps = kamelet.root().get("spec", "template", "from", "steps");
        if (steps == null || !steps.isList()) {
            violation(
                    kamelet.root(), "The template has no steps", "nothing", "Add at least a step:post or a step:soap");
            return;
        }
        steps.items().forEach(step -> onlyKeys(step, Set.of("to")));
    }

    private void onlyKeys(@org.jspecify.annotations.Nullable YamlNode node, Set<String> allowed) {
        if (node == null) {
            return;
        }
        node.entries().forEach((key, value) -> {
            if (!allowed.contains(key)) {
                violation(
                        value,
                        "A Kamelet of the hub is a list of named steps only",
                        "'" + key + "'",
                        "Allowed here: " + allowed + ". What cannot be said so is a missing step: write an ADR");
            }
        });
    }

    private void use(KameletFile.Use use) {
        Optional<StepKind> kind = HeaderRules.kind(use);
        if (kind.isEmpty()) {
            violation(
                    use.node(),
                    "This is not one of the allowed steps",
                    "'" + use.uri() + "'",
                    "Allowed: "
                            + Words.all(StepKind.class).stream()
                                    .map(name -> "step:" + name)
                                    .toList());
            return;
        }
        for (String option : kind.get().required()) {
            if (!use.parameters().containsKey(option)) {
                violation(
                        use.node(),
                        "Step " + use.uri() + " is not told its " + option,
                        "no parameter " + option,
                        "Add it");
            }
        }
        use.parameters().forEach((name, value) -> option(use, kind.get(), name, value));
        StepOptionRules.checkTogether(use, findings);
        if (kind.get() == StepKind.SOAP) {
            StepOptionRules.checkPlaces(use, findings);
        }
        contract(use);
    }

    private void option(KameletFile.Use use, StepKind kind, String name, YamlNode value) {
        if (!kind.knows(name)) {
            violation(value, "Step " + use.uri() + " has no parameter of this name", name, "Known: " + kind.known());
        }
        boolean whole = WHOLE.matcher(value.text()).matches();
        boolean secret = KameletFile.placeholders(value).stream()
                .map(kamelet.properties()::get)
                .anyMatch(property -> property != null && property.credential());
        if (kind.isCredential(name) != (secret && whole)) {
            violation(
                    value,
                    "Credentials go whole into the parameters made for them, and nowhere else",
                    name + ": " + value.text(),
                    "Steps take them by name: " + kind.credentials() + " of " + use.uri());
        }
        if (name.equals("url") && !URL.matcher(value.text()).matches()) {
            violation(
                    value,
                    "A url is a setting followed by a plain path",
                    value.text(),
                    "Example: \"{{address}}/messages\"");
        }
        StepOptionRules.check(name, value, whole, findings);
    }

    /** The WSDL is read here, so that what is wrong with it is told before anything is sent. */
    private void contract(KameletFile.Use use) {
        YamlNode wsdl = use.parameters().get("wsdl");
        if (wsdl == null) {
            return;
        }
        try {
            if (!wsdl.text().matches("contract/[\\w.-]+(#[\\w.-]+)?")) {
                throw new ContractFault(
                        "The WSDL does not lie in contract/",
                        wsdl.text(),
                        "Put it there with its schemas beside it. Example: contract/province.wsdl, or with the port contract/province.wsdl#ThePort");
            }
            SoapContract.read(connector.path(), wsdl.text());
        } catch (ContractFault e) {
            violation(wsdl, e.what(), e.found(), e.cure());
        }
    }

    private void order() {
        List<String> uris = kamelet.uses().stream().map(KameletFile.Use::uri).toList();
        List<StepKind> kinds = kamelet.uses().stream()
                .flatMap(use -> HeaderRules.kind(use).stream())
                .toList();
        long logins = kinds.stream().filter(StepKind::isLogin).count();
        long sends = kinds.stream().filter(StepKind::sends).count();
        boolean last = !kinds.isEmpty() && kinds.get(kinds.size() - 1).sends();
        if (sends != 1 || !last || logins > 1) {
            violation(
                    kamelet.root(),
                    "A Kamelet ends in the only step that sends, step:post or step:soap, and before it stands at most one step that logs in",
                    uris.toString(),
                    "Put them in this order");
        }
        HeaderRules.check(kamelet, findings);
        TlsRules.check(kamelet, findings);
        if (logins == 0) {
            loginsWithoutLogin();
        }
        files(kinds);
        ofJsonOnly(kinds);
        WsSecurityRules.check(connector, kamelet, findings);
        PackRules.check(connector, kamelet, findings);
        AheadRules.check(kamelet, findings);
        DownloadRules.check(connector, kamelet, findings);
    }

    /** What this puts into a body of JSON has no place in an envelope. */
    private void ofJsonOnly(List<StepKind> kinds) {
        if (kinds.contains(StepKind.SOAP) && kinds.contains(StepKind.SESSION_LOGIN)) {
            violation(
                    kamelet.root(),
                    "A session inside a body is for JSON; step:soap writes its envelope from what the mapping says",
                    kinds.stream().map(Words::kebab).toList().toString(),
                    "Let the mapping name the fields, and step:soap the account (usernameAt, passwordAt)");
        }
    }

    private void loginsWithoutLogin() {
        connector.outcomes().stream()
                .flatMap(outcomes -> outcomes.rows().stream())
                .filter(row -> row.next() == Reading.NextStep.LOG_IN_AGAIN)
                .forEach(row -> findings.add(
                        connector.shown("outcomes.yaml") + ":" + row.line(),
                        "Row '" + row.name() + "' wants a new login, and no step of the Kamelet logs in",
                        "next: log-in-again",
                        "What does not change is not renewed by asking again: take the next step away"));
    }

    private void files(List<StepKind> kinds) {
        int inline = kinds.indexOf(StepKind.INLINE_FILES);
        int next = kinds.indexOf(StepKind.WS_SECURITY) == inline + 1 ? inline + 2 : inline + 1;
        boolean last = next < kinds.size() && kinds.get(next).sends();
        if (inline >= 0 && (!last || !told())) {
            violation(
                    kamelet.root(),
                    "Files go into a body that nobody changes any more, and a row says what a missing one means",
                    last ? "no row with failure: file-not-held" : "step:inline-files elsewhere",
                    "Put step:inline-files directly before step:post or step:soap (between them at most step:ws-security), and a row with {failure: file-not-held} into outcomes.yaml");
        }
        if (inline >= 0 && !kinds.contains(StepKind.SOAP)) {
            kamelet.uses().stream()
                    .filter(use -> use.parameters().containsKey("as"))
                    .map(use -> use.parameters().get("as"))
                    .filter(as -> !as.text().equals("base64"))
                    .forEach(as -> violation(
                            as, "Files beside a message go with SOAP only", as.text(), "Leave as out: base64, inside"));
        }
        if (kinds.contains(StepKind.UPLOAD) && !(told() && taken())) {
            violation(
                    kamelet.root(),
                    "An upload is judged like everything else that is answered, and a row says what a missing file means",
                    told() ? "no delivered row with operation: upload" : "no row with failure: file-not-held",
                    "Put both into outcomes.yaml, the first with what the answer says when it has taken the file");
        }
    }

    private boolean told() {
        return rows().flatMap(row -> row.conditions().stream())
                .anyMatch(condition -> condition instanceof Condition.Failed failed
                        && failed.kinds().contains(Answer.Failure.FILE_NOT_HELD));
    }

    private boolean taken() {
        return rows().filter(row -> row.verdict() == OutcomeRow.Verdict.DELIVERED)
                .flatMap(row -> row.conditions().stream())
                .anyMatch(condition -> condition instanceof Condition.Operation operation
                        && operation.names().contains(Conversation.UPLOAD));
    }

    private Stream<OutcomeRow> rows() {
        return connector.outcomes().stream().flatMap(outcomes -> outcomes.rows().stream());
    }
}
