package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Places a hold. */
@Command(
        name = "hold",
        description =
                "Keeps what it names from going, until somebody ends it or its time is over. What is being sent ends as it ends.")
final class HoldCommand extends HubCommand {
    @Parameters(paramLabel = "NAME", description = "what the hold is called in lists and by unhold")
    private String name;

    @Option(names = "--destination", paramLabel = "NAME", description = "what goes to this destination")
    private @Nullable String destination;

    @Option(names = "--unit", paramLabel = "CODE", description = "what is of this unit")
    private @Nullable String unit;

    @Option(names = "--dossier", paramLabel = "CODE", description = "what is of this dossier")
    private @Nullable String dossier;

    @Option(
            names = "--procedure",
            paramLabel = "CODE",
            description = "what is of this procedure; 1.001193 also means 1.001193.000.00.00.H08")
    private @Nullable String procedure;

    @Option(
            names = "--unmapped",
            paramLabel = "KIND:CODE",
            description = "what waits under this unmapped code, also once the tables know it")
    private @Nullable String unmapped;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            description = "ends by itself then: 2026-11-30 (that day included), 2026-11-30T17:30, or with an offset")
    private @Nullable String until;

    @Mixin
    private Decision decision;

    @Option(names = "--dry-run", description = "only say how many it would hold")
    private boolean dryRun;

    @Option(names = "--json", description = "print the answer of the hub as it is")
    private boolean json;

    @Mixin
    private HubAddress hub;

    @Override
    public Integer call() {
        ObjectNode body = decision.body(dryRun).put("name", name);
        Json.put(body, "destination", destination);
        Json.put(body, "unit", unit);
        Json.put(body, "dossier", dossier);
        Json.put(body, "procedure", procedure);
        Json.put(body, "unmappedCode", unmapped);
        Json.put(body, "until", until);
        JsonNode hold = hub.client().post("/v1/holds", body);
        out().print(json ? Json.pretty(hold) + System.lineSeparator() : text(hold));
        return DONE;
    }

    private String text(JsonNode hold) {
        String counts = hold.path("held").asLong() + " held, "
                + hold.path("inFlight").asLong()
                + " being sent, which end as they end"
                + (hold.has("parked") ? ", " + hold.path("parked").asLong() + " parked under the code" : "") + ".\n";
        String head = "\"" + hold.path("name").asText() + "\" "
                + (dryRun ? "would hold " : "holds ") + HoldJson.words(hold)
                + (hold.has("until") ? ", until " + hold.path("until").asText() : "") + ".\n";
        return head
                + (dryRun ? "It would be: " : "Now: ")
                + counts
                + (hold.has("underWay") ? "Nothing of it goes any more; the lists follow within a minute.\n" : "");
    }
}
