package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.lienthong.hub.hub.Hub;

/** Tells whether a destination is there and our credentials work, by asking it for a dossier that does not exist. */
@Command(
        name = "probe",
        description =
                "Is the other side there, do our credentials work? Asks for a dossier that does not exist; changes nothing there.")
final class ProbeCommand extends HubCommand {
    @Parameters(
            arity = "0..1",
            paramLabel = "DESTINATION",
            description = "only this one (default: every configured one)")
    private @Nullable String destination;

    @Option(names = "--json", description = "print the findings as JSON")
    private boolean json;

    @Mixin
    private ServerOptions options;

    @Override
    public Integer call() throws Exception {
        HubSettings settings = SettingsFiles.read(options.settings());
        Hub hub = Hub.at(settings.homeFolder(), settings.referenceSettings());
        Map<String, Map<String, String>> chosen = chosen(settings.destinations());
        DestinationKeys.check(chosen, hub.connectors());
        ArrayNode found = Json.array();
        int worst = DONE;
        try (CamelContext camel = new DefaultCamelContext()) {
            camel.start();
            for (Map.Entry<String, Map<String, String>> one : new TreeMap<>(chosen).entrySet()) {
                Probe probe = new Probe(hub, camel, Clock.systemUTC());
                ObjectNode finding = probe.of(one.getKey(), one.getValue());
                found.add(finding);
                worst = Math.max(worst, finding.path("exitCode").asInt());
                if (!json) {
                    out().println(finding.path("words").asText());
                }
            }
        }
        if (json) {
            found.forEach(finding -> ((ObjectNode) finding).remove("exitCode"));
            out().println(Json.pretty(found));
        }
        return worst;
    }

    private Map<String, Map<String, String>> chosen(Map<String, Map<String, String>> configured) {
        if (configured.isEmpty()) {
            throw CommandFailure.usage(
                    "No destination is configured.",
                    "nothing under hub.destinations",
                    "Give settings: --config FILE, or --set hub.destinations.province-rest.address=https://...");
        }
        if (destination == null) {
            return configured;
        }
        return Optional.ofNullable(configured.get(destination))
                .map(settings -> Map.of(destination, settings))
                .orElseThrow(() -> CommandFailure.usage(
                        "This destination is not configured.",
                        String.valueOf(destination),
                        "Configured are: " + new TreeMap<>(configured).keySet() + "."));
    }
}
