package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Has a running hub read tables and mappings again. */
@Command(
        name = "reload",
        description =
                "Has the running hub read tables and mappings again, if they are sound. Connectors, routes and settings need a restart.")
final class ReloadCommand extends HubCommand {
    @Option(names = "--json", description = "print the answer of the hub as it is")
    private boolean json;

    @Mixin
    private HubAddress hub;

    @Override
    public Integer call() {
        JsonNode done = hub.client().post("/v1/reload", Json.object());
        if (json) {
            out().println(Json.pretty(done));
            return DONE;
        }
        list("In force now:", done.path("changed"), "No table and no mapping has changed.");
        list("Changed too, and in force only after a restart:", done.path("needsRestart"), "");
        return DONE;
    }

    private void list(String head, JsonNode files, String none) {
        if (!files.isEmpty()) {
            out().println(head);
            files.forEach(file -> out().println("  " + file.asText()));
        } else if (!none.isEmpty()) {
            out().println(none);
        }
    }
}
