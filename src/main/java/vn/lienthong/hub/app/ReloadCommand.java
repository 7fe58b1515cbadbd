package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Has a running hub read tables and mappings again. */
@Command(
        name = "reload",
        description =
                "Has the running hub read tables and mappings again, if they are sound. Connectors, routes and settings need a restart.")
final class ReloadCommand extends HubCommand {
    @Option(names = "--dry-run", description = "only say what would come into force, and which transfers would go on")
    private boolean dryRun;

    @Option(
            names = "--by",
            paramLabel = "NAME",
            description = "the person who decides, kept with what goes on; left out: the account's name")
    private @Nullable String by;

    @Option(names = "--json", description = "print the answer of the hub as it is")
    private boolean json;

    @Mixin
    private HubAddress hub;

    @Override
    public Integer call() {
        ObjectNode body = Json.object().put("dryRun", dryRun);
        Json.put(body, "by", by);
        JsonNode done = hub.client().post("/v1/reload", body);
        if (json) {
            out().println(Json.pretty(done));
            return DONE;
        }
        list(
                dryRun ? "Would be in force:" : "In force now:",
                done.path("changed"),
                "No table and no mapping has changed.");
        list("Changed too, and in force only after a restart:", done.path("needsRestart"), "");
        JsonNode released = done.path("released");
        if (released.path("count").asLong() > 0) {
            out().println((dryRun ? "Would go on: " : "Go on: ")
                    + released.path("count").asLong()
                    + " transfers that waited under a code that the tables know now.");
            long held = released.path("underHold").asLong();
            if (held > 0) {
                out().println("Of these " + held + " are held; holds says by what.");
            }
            released.path("codes").forEach(code -> out().println("  "
                    + code.path("code").asText() + ": " + code.path("count").asLong()));
            released.path("transfers").forEach(this::line);
        }
        return DONE;
    }

    /** Which they are: of a dry run, because somebody may want to look at them first. */
    private void line(JsonNode transfer) {
        if (dryRun || transfer.has("parksAgain")) {
            out().println("  " + transfer.path("id").asText() + "  "
                    + transfer.path("dossierCode").asText() + "  "
                    + transfer.path("unit").asText() + "  "
                    + transfer.path("code").asText()
                    + (transfer.has("parksAgain")
                            ? "  is parked again: "
                                    + transfer.path("parksAgain").asText()
                            : ""));
        }
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
