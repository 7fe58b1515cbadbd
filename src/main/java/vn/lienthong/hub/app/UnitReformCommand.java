package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a day of a reform means for switchovers. */
@Command(
        name = "reform",
        description =
                "The units that begin on a day, what each is formed from, and which of them have to be planned: where those are not"
                        + " equally far, or in HOLDING.")
final class UnitReformCommand extends HubCommand {
    @Parameters(paramLabel = "DATE", description = "the day on which the reform begins, such as 2025-07-01")
    private LocalDate day = LocalDate.EPOCH;

    @Option(names = "--json", description = "print the answer of the hub as it is")
    private boolean json;

    @Mixin
    private HubAddress hub;

    @Override
    public Integer call() {
        JsonNode found = hub.client().get("/v1/unit-reforms/" + day, Map.of());
        out().print(json ? Json.pretty(found) + System.lineSeparator() : text(found));
        return DONE;
    }

    private static String text(JsonNode found) {
        if (found.path("heirs").isEmpty()) {
            return "No unit begins on " + found.path("on").asText() + ".\n";
        }
        Table table = new Table(99, "unit", "name", "inherits", "to be planned", "from");
        for (JsonNode heir : found.path("heirs")) {
            List<String> from = new ArrayList<>();
            heir.path("from")
                    .forEach(one -> from.add(
                            UnitShowCommand.named(one) + " " + one.path("state").asText()));
            table.row(
                    heir.at("/unit/code").asText(),
                    heir.at("/unit/name").asText(),
                    heir.path("state").asText(),
                    heir.path("toBePlanned").asBoolean() ? "yes" : "no",
                    String.join("; ", from));
        }
        return table.toString();
    }
}
