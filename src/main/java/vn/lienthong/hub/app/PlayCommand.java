package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.lienthong.hub.replay.PlaySummary;
import vn.lienthong.hub.replay.Player;

/** Pushes records as the city would. */
@Command(
        name = "play",
        description = "Pushes the records of an NDJSON file, or of a folder of such files, as the city would.")
final class PlayCommand extends HubCommand {
    @Parameters(
            paramLabel = "FOLDER|FILE",
            description = ".ndjson, .jsonl or .json; of a folder all, in the order of their names")
    private Path files;

    @Option(
            names = "--to",
            required = true,
            paramLabel = "URL",
            description = "address of the hub, for example http://127.0.0.1:8080")
    private String to;

    @Option(
            names = "--connections",
            paramLabel = "N",
            defaultValue = "8",
            description = "beside each other (default: ${DEFAULT-VALUE})")
    private int connections;

    @Option(
            names = "--batch",
            paramLabel = "N",
            defaultValue = "1",
            description = "records per request (default: ${DEFAULT-VALUE})")
    private int batch;

    @Option(
            names = "--speed",
            paramLabel = "FACTOR",
            defaultValue = "0",
            description =
                    "0 as fast as possible, 1 at the times in the records, 60 sixty times faster (default: ${DEFAULT-VALUE})")
    private double speed;

    @Option(names = "--json", description = "print the summary as JSON")
    private boolean json;

    @Mixin
    private Credential credential;

    @Override
    public Integer call() throws InterruptedException {
        URI address = HubAddress.address(to);
        HubAddress.reachable(address);
        Player.Settings settings = Player.Settings.to(address)
                .withConnections(connections)
                .withBatch(batch)
                .withSpeed(speed);
        String header = credential.header();
        Player player = new Player(header == null ? settings : settings.withAuthorization(header), Clock.systemUTC());
        PlaySummary summary = play(player);
        out().println(json ? Json.pretty(json(summary)) : summary.text());
        if (summary.stoppedBecause() != null || summary.unsent() > 0) {
            return CommandFailure.OUT_OF_REACH;
        }
        return summary.refusedInAll() == 0 ? DONE : CommandFailure.WRONG;
    }

    private PlaySummary play(Player player) throws InterruptedException {
        try (Progress progress = Progress.of("pushed", Progress.UNKNOWN, onTerminal() && !json, err())) {
            return player.play(files, now -> show(progress, now));
        } catch (IOException e) {
            throw CommandFailure.of(e)
                    .orElseGet(() -> CommandFailure.usage(
                            "The records cannot be read.",
                            files + " (" + e.getMessage() + ")",
                            "Name an NDJSON file or a folder of them."));
        }
    }

    static void show(Progress progress, PlaySummary now) {
        progress.at(
                now.answered(),
                "accepted " + now.accepted() + ", refused " + now.refusedInAll() + ", " + Math.round(now.perSecond())
                        + "/s");
    }

    private static ObjectNode json(PlaySummary summary) {
        ObjectNode node = Json.object()
                .put("taken", summary.taken())
                .put("accepted", summary.accepted())
                .put("repeated", summary.repeated())
                .put("superseded", summary.superseded());
        ObjectNode refused = node.putObject("refused");
        summary.refused().forEach(refused::put);
        node.put("resent", summary.resent())
                .put("unsent", summary.unsent())
                .put("complete", summary.complete())
                .put("seconds", summary.took().toMillis() / 1000.0);
        @Nullable String stopped = summary.stoppedBecause();
        Json.put(node, "stoppedBecause", stopped);
        return node;
    }
}
