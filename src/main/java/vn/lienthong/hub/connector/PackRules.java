package vn.lienthong.hub.connector;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What must hold among the steps that make a message ready: what asks before an upload, the upload, what packs. */
final class PackRules {

    private PackRules() {}

    static void check(ConnectorFolder connector, KameletFile kamelet, Findings findings) {
        List<StepKind> kinds = kamelet.uses().stream()
                .flatMap(use -> HeaderRules.kind(use).stream())
                .toList();
        int pack = kinds.indexOf(StepKind.PACK);
        if (pack >= 0
                && (pack != kinds.size() - 2
                        || kinds.lastIndexOf(StepKind.PACK) != pack
                        || kinds.contains(StepKind.INLINE_FILES))) {
            findings.add(
                    kamelet.root().where(),
                    "What is packed is a text, in which no other step finds anything",
                    kinds.stream().map(Words::kebab).toList().toString(),
                    "Put step:pack once, directly before the step that sends; files go ahead by step:upload, not inside");
        }
        kamelet.uses().stream()
                .filter(use -> HeaderRules.kind(use)
                        .filter(kind -> kind == StepKind.SOAP_ASK)
                        .isPresent())
                .forEach(use -> asked(use, connector, kamelet, findings));
    }

    private static void asked(KameletFile.Use use, ConnectorFolder connector, KameletFile kamelet, Findings findings) {
        Set<String> noted = StepOptions.parts(text(use, "notes")).stream()
                .map(note -> note.split("=", 2)[0])
                .collect(Collectors.toSet());
        boolean awaited = kamelet
                .uses()
                .subList(kamelet.uses().indexOf(use) + 1, kamelet.uses().size())
                .stream()
                .filter(behind -> HeaderRules.kind(behind)
                        .filter(kind -> kind == StepKind.UPLOAD)
                        .isPresent())
                .anyMatch(upload -> noted.contains(text(upload, "pathNoted"))
                        && text(upload, "field").equals(text(use, "field")));
        if (!awaited) {
            findings.add(
                    use.node().where(),
                    "Something is asked that no step behind wants to know",
                    "notes: " + text(use, "notes") + ", field: " + text(use, "field"),
                    "Let a step:upload behind it have the same field, and pathNoted name one of the notes");
        }
        String operation = text(use, "operation");
        boolean judged = connector.outcomes().stream()
                .flatMap(outcomes -> outcomes.rows().stream())
                .filter(row -> row.verdict() == OutcomeRow.Verdict.DELIVERED)
                .flatMap(row -> row.conditions().stream())
                .anyMatch(condition -> condition instanceof Condition.Operation one
                        && one.names().contains(operation));
        if (!judged) {
            findings.add(
                    use.node().where(),
                    "What is asked before an upload is judged like everything else that is answered",
                    "no delivered row with operation: " + operation,
                    "Put one into outcomes.yaml, with what a good answer says");
        }
    }

    private static String text(KameletFile.Use use, String option) {
        YamlNode node = use.parameters().get(option);
        return node == null ? "" : node.text();
    }
}
