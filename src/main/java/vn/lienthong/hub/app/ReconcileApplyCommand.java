package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.lienthong.hub.reconciliation.RepairPlan;

/** Applies a repair plan that a person has looked at. */
@Command(
        name = "apply",
        description =
                "Sends again, or lets go, what a repair plan names; a line whose transfer has moved since is refused.")
final class ReconcileApplyCommand extends HubCommand {
    private static final int STEP = 50;
    private static final Duration LONGEST = Duration.ofMinutes(10);

    @Parameters(paramLabel = "PLAN", description = "file that reconcile --plan wrote")
    private Path file;

    @Option(names = "--line", paramLabel = "ID", description = "only this line; may be given several times")
    private List<String> only = List.of();

    @Mixin
    private Decision decision;

    @Option(names = "--dry-run", description = "only say what would happen")
    private boolean dryRun;

    @Mixin
    private HubAddress hub;

    @Override
    public Integer call() throws IOException {
        if (!java.nio.file.Files.isRegularFile(file)) {
            throw CommandFailure.usage("There is no such plan.", file.toString(), "Check the path.");
        }
        RepairPlan plan = RepairPlan.read(file);
        List<RepairPlan.Line> lines = chosen(plan);
        HubClient client = hub.client();
        long done = 0;
        for (int at = 0; at < lines.size(); at += STEP) {
            ObjectNode body = decision.body(dryRun).put("plan", plan.id()).put("destination", plan.destination());
            lines.subList(at, Math.min(lines.size(), at + STEP))
                    .forEach(line -> body.withArray("lines").add(RepairPlan.json(line)));
            for (JsonNode line :
                    client.post("/v1/reconciliations/apply", body, LONGEST).path("lines")) {
                tell(line);
                done += line.path("done").asBoolean() ? 1 : 0;
            }
        }
        long refused = lines.size() - done;
        out().println((dryRun ? "Would apply " : "Applied ") + done + " lines, refused " + refused + ".");
        return refused == 0 ? DONE : CommandFailure.WRONG;
    }

    private List<RepairPlan.Line> chosen(RepairPlan plan) {
        if (only.isEmpty()) {
            return plan.lines();
        }
        List<RepairPlan.Line> chosen =
                plan.lines().stream().filter(line -> only.contains(line.id())).toList();
        if (chosen.size() != Set.copyOf(only).size()) {
            throw CommandFailure.usage(
                    "The plan has no such line.", String.join(" ", only), "Give ids that stand in the plan.");
        }
        return chosen;
    }

    private void tell(JsonNode line) {
        String end = line.has("refusedBecause")
                ? "refused: " + line.path("refusedBecause").asText()
                : line.has("resentAs") ? "again as " + line.path("resentAs").asText() : dryRun ? "would go" : "goes";
        out().println(line.path("id").asText() + "  " + line.path("dossierCode").asText() + "  " + end);
    }
}
