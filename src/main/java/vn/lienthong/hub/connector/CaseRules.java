package vn.lienthong.hub.connector;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Every row is proven by a case, every case reaches a row. Whether it really does, the tests run. */
final class CaseRules {

    private static final Set<String> READING = Set.of(
            "row",
            "outcome",
            "next",
            "reference",
            "remembered",
            "trouble",
            "needs-a-person",
            "after",
            "exists",
            "steps",
            "found",
            "ids",
            "nothings",
            "more",
            "uploads");
    private static final Set<String> UNREACHABLE = Set.of("connection-refused");

    private final ConnectorFolder connector;
    private final Findings findings;
    private final Map<String, String> verdicts = new TreeMap<>();
    private final Set<String> proven = new HashSet<>();
    private final Set<String> called = new HashSet<>();

    private CaseRules(ConnectorFolder connector, Findings findings) {
        this.connector = connector;
        this.findings = findings;
        verdicts.put(OutcomeTable.OTHERWISE, "unclear");
        connector.outcomes().ifPresent(outcomes -> outcomes.rows()
                .forEach(row -> verdicts.put(row.name(), Words.kebab(row.verdict()))));
    }

    static void check(ConnectorFolder connector, Findings findings) {
        CaseRules rules = new CaseRules(connector, findings);
        connector.cases().forEach(rules::situation);
        rules.unproven();
        connector.pull().ifPresent(rules::uncalled);
    }

    private void situation(Path folder) {
        String name = "cases/" + folder.getFileName() + "/";
        if (!FolderRules.validName(folder.getFileName().toString())) {
            findings.add(
                    connector.shown(name),
                    "A case is named in kebab case",
                    folder.getFileName().toString(),
                    "Say what happened");
        }
        int messages = record(folder.resolve("record.json"), connector.shown(name + "record.json"));
        stub(folder.resolve("stub.json"), connector.shown(name + "stub.json"));
        sent(folder.resolve("sent.http"), connector.shown(name + "sent.http"));
        String expected = connector.shown(name + "expected.yaml");
        YamlNode.read(folder.resolve("expected.yaml"), expected, findings).ifPresent(root -> readings(root, messages));
    }

    private Optional<JsonNode> json(Path file, String shown) {
        Optional<String> text = findings.text(file, shown);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(JsonPath.JSON.readTree(text.get()));
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            String said = e.getOriginalMessage().lines().findFirst().orElse("an error near this line");
            findings.add(
                    shown + ":" + line,
                    "The file is not JSON",
                    said,
                    "Look there and in the line above: between two fields stands a comma, none after the last");
            return Optional.empty();
        }
    }

    private int record(Path file, String shown) {
        Optional<JsonNode> root = json(file, shown);
        if (root.isEmpty()) {
            return -1;
        }
        JsonNode messages = root.get().path("messages");
        boolean sound = messages.isArray() && !messages.isEmpty();
        for (JsonNode message : messages) {
            called.add(message.path("operation").asText());
            sound &= message.path("operation").isTextual()
                    && message.path("body").isContainerNode();
        }
        if (!sound) {
            findings.add(
                    shown,
                    "A case needs the messages that are sent",
                    "messages: " + messages.getNodeType(),
                    "Write {\"messages\": [{\"operation\": …, \"body\": {…}}]}");
        }
        return messages.size();
    }

    private void stub(Path file, String shown) {
        json(file, shown).ifPresent(root -> {
            boolean mappings =
                    root.path("mappings").isArray() && !root.path("mappings").isEmpty();
            if (!mappings && !UNREACHABLE.contains(root.path("unreachable").asText())) {
                findings.add(
                        shown,
                        "A stub needs mappings, or says how the other side is unreachable",
                        "neither",
                        "Write {\"mappings\": […]} in WireMock's form, or {\"unreachable\": \"connection-refused\"}");
            }
        });
    }

    private void sent(Path file, String shown) {
        Optional<String> text = findings.text(file, shown);
        if (text.isEmpty() || text.get().startsWith("#")) {
            return;
        }
        for (String request : text.get().split("\n###\n", -1)) {
            if (!request.matches("(?s)[A-Z]+ /\\S*\n(?:[\\w-]+: [^\n]*\n)*\n.*\n")) {
                findings.add(
                        shown,
                        "A request must be method and path, headers, an empty line, the body and a line break",
                        request.lines().findFirst().orElse("nothing"),
                        "Compare connectors/echo/cases/taken/sent.http; begin with # when nothing is sent");
            }
        }
    }

    private void readings(YamlNode root, int messages) {
        YamlNode list = root.get("readings");
        List<YamlNode> readings = list == null || !list.isList() ? List.of() : list.items();
        if (messages >= 0 && readings.size() != messages) {
            findings.add(
                    root.where(),
                    "A case needs one reading for each message",
                    readings.size() + " readings, " + messages + " messages",
                    "Add or remove some");
        }
        readings.forEach(this::reading);
    }

    private void reading(YamlNode reading) {
        String row = reading.text("row", "");
        proven.add(row);
        proven.addAll(List.of(reading.text("uploads", "").split(" ")));
        reading.entries().forEach((key, value) -> {
            if (!READING.contains(key)) {
                findings.add(
                        value.where(), "A reading has no key of this name", key, "Known: " + new TreeSet<>(READING));
            }
        });
        String verdict = verdicts.get(row);
        if (verdict == null) {
            findings.add(
                    reading.where(),
                    "The case expects a row that outcomes.yaml does not have",
                    "row: " + row,
                    "Known: " + verdicts.keySet());
        } else if (!verdict.equals(reading.text("outcome", "")) && !row.equals(OutcomeTable.OTHERWISE)) {
            findings.add(
                    reading.where(),
                    "The case expects another outcome than row '" + row + "' has",
                    "outcome: " + reading.text("outcome", "") + ", the row: " + verdict,
                    "Correct the one that is wrong");
        }
    }

    private void uncalled(PullForm form) {
        for (PullRequest request : form.requests()) {
            if (!called.contains(request.operation())) {
                findings.add(
                        connector.shown(PullForm.FILE) + ":" + request.line(),
                        "An operation of the pull is proven by no case",
                        request.operation(),
                        "Add a case whose record.json calls it");
            }
        }
    }

    private void unproven() {
        for (String row : verdicts.keySet()) {
            if (!proven.contains(row)) {
                findings.add(
                        connector.shown("outcomes.yaml"),
                        "Row '" + row + "' is proven by no case",
                        "no cases/*/expected.yaml names it",
                        "Add a case whose answer reads as this row");
            }
        }
    }
}
