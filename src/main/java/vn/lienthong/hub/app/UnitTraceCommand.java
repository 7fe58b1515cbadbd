package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Where a dossier of a unit goes. */
@Command(
        name = "trace",
        description = "Where a dossier that a unit received on a day goes with progress of another day, and why.")
final class UnitTraceCommand extends HubCommand {
    @Parameters(paramLabel = "CODE", description = "the unit's code on the day of receipt")
    private String code = "";

    @Option(names = "--received", paramLabel = "DATE", description = "when the dossier was received; default today")
    private @Nullable LocalDate received;

    @Option(names = "--progress", paramLabel = "DATE", description = "the day of what happened to it; default today")
    private @Nullable LocalDate progress;

    @Option(names = "--json", description = "print the answer of the hub as it is")
    private boolean json;

    @Mixin
    private HubAddress hub;

    @Override
    public Integer call() {
        Map<String, String> query = new LinkedHashMap<>();
        if (received != null) {
            query.put("received", received.toString());
        }
        if (progress != null) {
            query.put("progress", progress.toString());
        }
        JsonNode found = hub.client().get("/v1/units/" + HubClient.encoded(code) + "/trace", query);
        if (json) {
            out().println(Json.pretty(found));
        } else {
            found.path("why").forEach(line -> out().println(line.asText()));
        }
        return DONE;
    }
}
