package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Ends what {@code record on} began, or what the settings say for a time. */
@Command(
        name = "off",
        description =
                "Ends what 'record on' began: the settings hold again. With --for also what the settings say is off for that time.")
final class RecordOffCommand extends HubCommand {
    @Parameters(paramLabel = "DESTINATION", description = "name of its connector folder")
    private String destination;

    @Option(
            names = "--for",
            paramLabel = "TIME",
            description = "off for this time, whatever the settings say, such as 30m or 2h; seven days at most")
    private @Nullable String time;

    @Mixin
    private Decision decision;

    @Option(names = "--dry-run", description = "only say what would be")
    private boolean dryRun;

    @Option(names = "--json", description = "print the answer of the hub as it is")
    private boolean json;

    @Mixin
    private HubAddress hub;

    @Override
    public Integer call() {
        ObjectNode body = decision.body(dryRun).put("destination", destination);
        body.put("share", time == null ? "settings" : "off");
        Json.put(body, "for", time);
        out().print(RecordLiveCommand.told(hub.client().post(LiveApi.PATH, body), json));
        return DONE;
    }
}
