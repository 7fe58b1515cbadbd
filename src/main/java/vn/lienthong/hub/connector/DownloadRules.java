package vn.lienthong.hub.connector;

import java.util.List;
import java.util.stream.Stream;

/** Files are fetched where pull.yaml asks for them, by a step that can, and a row says what it means when one comes and when what comes is none. */
final class DownloadRules {

    private DownloadRules() {}

    static void check(ConnectorFolder connector, KameletFile kamelet, Findings findings) {
        List<KameletFile.Use> steps = kamelet.uses().stream()
                .filter(use -> HeaderRules.kind(use)
                        .filter(kind -> kind == StepKind.DOWNLOAD)
                        .isPresent())
                .toList();
        PullForm.Files files = connector.pull().map(PullForm::files).orElse(null);
        if (files == null) {
            steps.forEach(use -> findings.add(
                    use.node().where(),
                    "Files could be fetched, and nobody asks for them",
                    use.uri() + ", and no files in " + PullForm.FILE,
                    "Say in " + PullForm.FILE + " where messages name their files, or take the step away"));
            return;
        }
        if (steps.size() != 1) {
            findings.add(
                    connector.shown(PullForm.FILE) + ":" + files.fetch().line(),
                    "Files are asked for, and the Kamelet does not fetch them by one step",
                    steps.size() + " times step:download",
                    "Put one step:download into the Kamelet, behind what puts an account into headers");
        }
        boolean come = rows(connector)
                .anyMatch(row -> row.verdict() == OutcomeRow.Verdict.DELIVERED
                        && row.conditions().stream()
                                .anyMatch(condition -> condition instanceof Condition.Operation operation
                                        && operation.names().contains(Conversation.DOWNLOAD)));
        boolean unusable = rows(connector)
                .flatMap(row -> row.conditions().stream())
                .anyMatch(condition -> condition instanceof Condition.Failed failed
                        && failed.kinds().contains(Answer.Failure.FILE_UNUSABLE));
        if (!come || !unusable) {
            findings.add(
                    connector.shown("outcomes.yaml"),
                    "No row says what it means when a file comes, or when what comes is none",
                    come ? "no row with failure: file-unusable" : "no delivered row with operation: download",
                    "Put both into outcomes.yaml; a file that came has /sha256");
        }
    }

    private static Stream<OutcomeRow> rows(ConnectorFolder connector) {
        return connector.outcomes().stream().flatMap(outcomes -> outcomes.rows().stream());
    }
}
