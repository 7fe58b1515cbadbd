package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where the waves of a running hub's plan stand. */
@Command(name = "waves", description = "Where each wave stands, with the gates before its next step as they are now.")
final class SwitchoverWavesCommand extends HubCommand {
    @Option(names = "--json", description = "print the answer of the hub as it is")
    private boolean json;

    @Mixin
    private HubAddress hub;

    @Override
    public Integer call() {
        JsonNode waves = hub.client().get("/v1/switchover-waves", Map.of());
        if (json) {
            out().println(Json.pretty(waves));
        } else {
            waves.path("waves").forEach(wave -> out().println(WaveText.of(wave)));
        }
        return DONE;
    }
}
