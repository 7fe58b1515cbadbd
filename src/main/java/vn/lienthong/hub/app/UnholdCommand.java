package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Ends a hold. */
@Command(name = "unhold", description = "Ends a hold; what no other one covers goes on, nearest deadline first.")
final class UnholdCommand extends HubCommand {
    @Parameters(paramLabel = "NAME", description = "what the hold is called; holds lists them")
    private String name;

    @Mixin
    private Decision decision;

    @Option(names = "--dry-run", description = "only say what would go on")
    private boolean dryRun;

    @Option(names = "--json", description = "print the answer of the hub as it is")
    private boolean json;

    @Mixin
    private HubAddress hub;

    @Override
    public Integer call() {
        JsonNode lifted = hub.client().post("/v1/holds/" + HubClient.encoded(name) + "/lift", decision.body(dryRun));
        out().print(json ? Json.pretty(lifted) + System.lineSeparator() : text(lifted));
        return DONE;
    }

    private String text(JsonNode lifted) {
        long still = lifted.path("stillHeld").asLong();
        return "\"" + lifted.path("name").asText() + "\" " + (dryRun ? "would end" : "has ended") + ": "
                + lifted.path("released").asLong() + (dryRun ? " would go on" : " go on")
                + (still > 0 ? ", " + still + " are held by another hold as well" : "") + ".\n"
                + (lifted.has("underWay") ? "The rest follows by itself.\n" : "");
    }
}
