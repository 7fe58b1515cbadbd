package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the provincial software already holds of a unit. */
@Command(name = "held", description = "What the governed destinations already hold of a unit, per dossier.")
final class SwitchoverHeldCommand extends HubCommand {
    private static final int PAGE = 1000;

    @Parameters(paramLabel = "UNIT", description = "code of the unit")
    private String unit;

    @Option(names = "--json", description = "print one line of JSON for each dossier")
    private boolean json;

    @Mixin
    private HubAddress hub;

    @Override
    public Integer call() {
        HubClient client = hub.client();
        Map<String, String> query = new HashMap<>(Map.of("limit", String.valueOf(PAGE)));
        long dossiers = 0;
        JsonNode page;
        do {
            page = client.get("/v1/switchovers/" + HubClient.encoded(unit) + "/held", query);
            for (JsonNode one : page.path("dossiers")) {
                dossiers++;
                out().println(json ? one.toString() : text(one));
                query.put("afterDossier", one.path("dossierCode").asText());
                query.put("afterDestination", one.path("destination").asText());
            }
        } while (page.path("more").asBoolean());
        if (!json) {
            out().println("Dossiers held: " + dossiers + ".");
        }
        return DONE;
    }

    private static String text(JsonNode one) {
        return one.path("dossierCode").asText() + "  " + one.path("destination").asText() + "  "
                + (one.has("reference") ? one.path("reference").asText() + "  " : "")
                + one.path("delivered").asLong() + " delivered, "
                + one.path("owedLater").asLong() + " owed later";
    }
}
