package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.lienthong.hub.hub.Hub;
import vn.lienthong.hub.reference.Reference;
import vn.lienthong.hub.switchover.PlanCalendar;
import vn.lienthong.hub.switchover.SwitchoverPlan;
import vn.lienthong.hub.switchover.SwitchoverPlan.Read;

/** Checks a plan and prints its calendar; needs no network and no running hub. */
@Command(
        name = "plan",
        description =
                "Checks the plan of a switchover and prints its calendar: who goes when behind which gates, and what collides. No network.")
final class SwitchoverPlanCommand extends HubCommand {
    @Parameters(arity = "0..1", paramLabel = "FILE", description = "the plan (default: hub.switchover.plan)")
    private @Nullable Path file;

    @Option(names = "--json", description = "print the calendar as JSON")
    private boolean json;

    @Mixin
    private FolderOptions folders;

    @Override
    public Integer call() {
        HubSettings settings = folders.settings();
        Read read = PlanFile.read(file == null ? configured(settings) : file);
        Hub hub = FolderOptions.hub(settings);
        Reference reference = hub.reference();
        if (read.plan().isEmpty()) {
            return faults(read);
        }
        SwitchoverPlan plan = read.plan().get();
        PlanCalendar calendar = PlanFile.calendar(plan, hub, settings);
        out().print(
                        json
                                ? Json.pretty(PlanJson.of(calendar, reference)) + System.lineSeparator()
                                : PlanText.of(calendar, reference));
        return calendar.collisions().isEmpty() ? DONE : CommandFailure.WRONG;
    }

    private int faults(Read read) {
        if (json) {
            ObjectNode node = Json.object();
            node.set("faults", PlanJson.findings(read.findings()));
            out().println(Json.pretty(node));
        } else {
            read.findings().forEach(finding -> out().println(finding.message()));
            out().println("Faults: " + read.findings().size() + ".");
        }
        return CommandFailure.WRONG;
    }

    private static Path configured(HubSettings settings) {
        return settings.switchover()
                .planFile()
                .orElseThrow(() -> CommandFailure.usage(
                        "No plan is named.",
                        "neither a FILE nor hub.switchover.plan",
                        "Example: switchover plan test-fixtures/switchover/switchover.yaml."));
    }
}
