package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Has a running hub record a destination while it happens. */
@Command(
        name = "on",
        description =
                "Has the running hub record a destination while it happens, masked, for a time; on the node that is asked.")
final class RecordOnCommand extends HubCommand {
    @Parameters(paramLabel = "DESTINATION", description = "name of its connector folder")
    private String destination;

    @Option(
            names = "--share",
            paramLabel = "SHARE",
            defaultValue = "all",
            description =
                    "all, or a part of the dossiers such as 0.05; a dossier is recorded whole or not at all (default: all)")
    private String share;

    @Option(
            names = "--for",
            paramLabel = "TIME",
            defaultValue = "1h",
            description = "how long, such as 30m, 2h or PT2H, seven days at most (default: 1h)")
    private String time;

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
        ObjectNode body = decision.body(dryRun).put("destination", destination).put("share", share);
        out().print(RecordLiveCommand.told(hub.client().post(LiveApi.PATH, body.put("for", time)), json));
        return DONE;
    }
}
