package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows when what waits at a running hub will be gone. */
@Command(
        name = "forecast",
        description = "When what waits will be gone, per unit and destination, at the present pace.")
final class ForecastCommand extends HubCommand {
    @Mixin
    private HubAddress hub;

    @Option(names = "--json", description = "print the answer of the hub as it is")
    private boolean json;

    @Override
    public Integer call() {
        JsonNode forecast = hub.client().get("/v1/forecast", Map.of());
        out().print(json ? Json.pretty(forecast) + System.lineSeparator() : text(forecast));
        return DONE;
    }

    static String text(JsonNode forecast) {
        if (forecast.path("rows").isEmpty()) {
            return "Nothing waits.\n";
        }
        Table table = new Table(
                5,
                "destination",
                "unit",
                "empty at",
                "closed until",
                "why",
                "waiting",
                "parked",
                "per hour",
                "failing %");
        for (JsonNode row : forecast.path("rows")) {
            table.row(
                    row.path("destination").asText(),
                    row.path("unit").asText(),
                    row.path("emptyAt").asText("not known"),
                    row.path("closedUntil").asText("-"),
                    row.at("/words/en").asText(),
                    row.path("waiting").asLong(),
                    row.path("parked").asLong(),
                    row.path("deliveredPerHour").asLong(),
                    Math.round(row.path("failureShare").asDouble() * 100));
        }
        return table.toString();
    }
}
