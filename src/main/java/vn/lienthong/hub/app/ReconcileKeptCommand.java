package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists what comparisons found. */
@Command(name = "kept", description = "What comparisons found, the newest first, as it is kept with the hub.")
final class ReconcileKeptCommand extends HubCommand {
    @Option(names = "--destination", paramLabel = "NAME", description = "only of this destination")
    private @Nullable String destination;

    @Option(names = "--json", description = "print the answer of the hub as it is")
    private boolean json;

    @Mixin
    private HubAddress hub;

    @Override
    public Integer call() {
        Map<String, String> asked = new LinkedHashMap<>();
        if (destination != null) {
            asked.put("destination", destination);
        }
        JsonNode kept = hub.client().get("/v1/reconciliations", asked);
        if (json) {
            out().println(Json.pretty(kept));
            return DONE;
        }
        Table table = new Table(99, "id", "at", "destination", "differ", "on their way", "by");
        kept.path("reconciliations")
                .forEach(one -> table.row(
                        one.path("id").asText(),
                        one.path("at").asText(),
                        one.path("destination").asText(),
                        one.path("differences").asText(),
                        one.path("onTheirWay").asText(),
                        one.path("by").asText()));
        out().print(kept.path("reconciliations").isEmpty() ? "None is kept.\n" : table.toString());
        return DONE;
    }
}
