package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists what is being held, by what, and how many. */
@Command(
        name = "holds",
        description =
                "What is being held, by what, and how many: holds that somebody placed, and codes that no table knows.")
final class HoldsCommand extends HubCommand {
    @Option(names = "--all", description = "those that have ended too, newest first")
    private boolean all;

    @Option(names = "--json", description = "print the answer of the hub as it is")
    private boolean json;

    @Mixin
    private HubAddress hub;

    @Override
    public Integer call() {
        JsonNode holds = hub.client().get("/v1/holds", all ? Map.of("all", "true") : Map.of());
        out().print(json ? Json.pretty(holds) + System.lineSeparator() : text(holds));
        return DONE;
    }

    private static String text(JsonNode found) {
        if (found.path("holds").isEmpty() && found.path("unmappedCodes").isEmpty()) {
            return "Nothing is held.\n";
        }
        Table table = new Table(99, "hold", "covers", "held", "since", "until", "by", "why");
        for (JsonNode hold : found.path("holds")) {
            table.row(
                    hold.path("name").asText(),
                    HoldJson.words(hold),
                    hold.has("ended")
                            ? "ended"
                            : hold.path("held").asLong() + hold.path("parked").asLong(),
                    hold.path("since").asText(),
                    hold.has("ended")
                            ? hold.at("/ended/at").asText() + " by "
                                    + hold.at("/ended/by").asText() + ": "
                                    + hold.at("/ended/why").asText()
                            : hold.has("until") ? hold.path("until").asText() : "somebody ends it",
                    hold.path("by").asText(),
                    hold.path("why").asText());
        }
        for (JsonNode code : found.path("unmappedCodes")) {
            table.row(
                    "(unmapped code)",
                    code.path("code").asText() + " to "
                            + code.path("destination").asText(),
                    code.path("count").asLong(),
                    code.path("firstSeen").asText(),
                    "the tables know it",
                    "the hub",
                    code.path("problem").asText());
        }
        return table.toString();
    }
}
