package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Every step that was taken. */
@Command(
        name = "history",
        description = "The last steps that were taken, newest first: who, when, why, and what the gates counted.")
final class SwitchoverHistoryCommand extends HubCommand {
    @Parameters(arity = "0..1", paramLabel = "UNIT", description = "only of this unit")
    private @Nullable String unit;

    @Option(names = "--json", description = "print the answer of the hub as it is")
    private boolean json;

    @Mixin
    private HubAddress hub;

    @Override
    public Integer call() {
        JsonNode found = hub.client().get("/v1/switchover-steps", unit == null ? Map.of() : Map.of("unit", unit));
        out().print(json ? Json.pretty(found) + System.lineSeparator() : text(found));
        return DONE;
    }

    private static String text(JsonNode found) {
        if (found.path("steps").isEmpty()) {
            return "No step was taken.\n";
        }
        Table table = new Table(99, "at", "unit", "step", "from", "to", "by", "why", "figures");
        for (JsonNode step : found.path("steps")) {
            table.row(
                    step.path("at").asText(),
                    step.path("unit").asText(),
                    step.path("kind").asText(),
                    step.path("from").asText(),
                    step.path("to").asText(),
                    step.path("by").asText(),
                    step.path("why").asText(),
                    step.has("ledBy")
                            ? "with " + step.path("ledBy").asText()
                            : step.path("figures").asText(""));
        }
        return table.toString();
    }
}
