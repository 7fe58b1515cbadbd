package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows how old the oldest unreported fact of each unit is; exit code 1 from the alarm on. */
@Command(
        name = "timeliness",
        description =
                "How old the oldest unreported fact of each unit is, in working hours; from the alarm on exit code 1.",
        subcommands = TimelinessReport.class)
final class TimelinessCommand extends HubCommand {
    @Parameters(arity = "0..1", paramLabel = "UNIT", description = "only this unit, by its code")
    private @Nullable String unit;

    @Option(names = "--json", description = "print the answer of the hub as it is")
    private boolean json;

    @Mixin
    private HubAddress hub;

    @Override
    public Integer call() {
        JsonNode found = hub.client().get("/v1/timeliness", unit == null ? Map.of() : Map.of("unit", unit));
        out().print(json ? Json.pretty(found) + System.lineSeparator() : text(found));
        return found.path("level").asText().equals("GOOD") ? DONE : CommandFailure.WRONG;
    }

    static String text(JsonNode found) {
        if (found.path("rows").isEmpty()) {
            return "Everything is reported.\n";
        }
        Table table = new Table(
                6,
                "level",
                "unit",
                "name",
                "destination",
                "oldest since",
                "dossier",
                "working hours",
                "hours",
                "unreported",
                "past deadline");
        for (JsonNode row : found.path("rows")) {
            String successor = row.path("successor").asText();
            table.row(
                    row.path("level").asText(),
                    row.path("unit").asText(),
                    row.path("name").asText("not known") + (successor.isEmpty() ? "" : ", now " + successor),
                    row.path("destination").asText(),
                    row.path("since").asText(),
                    row.path("dossierCode").asText(),
                    row.path("workingHours").asDouble(),
                    row.path("hours").asDouble(),
                    row.path("unreported").asLong(),
                    row.path("pastDeadline").asLong());
        }
        return table + "Alarm at " + found.path("alarmWorkingHours").asDouble() + " working hours, breach at "
                + found.path("breachWorkingHours").asDouble() + ".\n";
    }
}
