package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes recorded exchanges of what the journal kept. */
@Command(
        name = "record",
        description =
                "Makes recorded exchanges of transfers, from the journal, masked before they are written; scan, export, import them.",
        subcommands = {
            RecordScanCommand.class,
            RecordExportCommand.class,
            RecordImportCommand.class,
            RecordCaseCommand.class,
            RecordOnCommand.class,
            RecordOffCommand.class,
            RecordLiveCommand.class
        })
final class RecordCommand extends HubCommand {
    private static final Duration LONGEST = Duration.ofHours(2);

    @Mixin
    private TransferOptions filter;

    @Option(names = "--all", description = "every transfer there is; at most 20,000 exchanges are recorded at once")
    private boolean all;

    @Option(
            names = "--to",
            paramLabel = "FOLDER",
            description = "where each exchange becomes a folder; made when it is not there")
    private @Nullable Path to;

    @Option(names = "--by", paramLabel = "NAME", description = "who records")
    private @Nullable String by;

    @Option(names = "--why", paramLabel = "REASON", description = "what for; it is written into every exchange")
    private @Nullable String why;

    @Option(
            names = "--recording",
            paramLabel = "NAME",
            defaultValue = RecordApi.DEFAULT_SET,
            description =
                    "recording set: whoever is in several recordings of one set has the same made-up name in all (default: ${DEFAULT-VALUE})")
    private String recording;

    @Option(
            names = "--raw",
            description =
                    "do not mask: everybody's data is in it. Only where operators may see it (hub.explain.personal-data=SHOWN)")
    private boolean raw;

    @Option(names = "--dry-run", description = "only say how many there would be")
    private boolean dryRun;

    @Option(names = "--json", description = "print as JSON")
    private boolean json;

    @Mixin
    private HubAddress hub;

    @Override
    public Integer call() {
        ObjectNode body = body();
        JsonNode done;
        if (dryRun) {
            done = hub.client().post("/v1/record", body, LONGEST);
        } else {
            try (RecordingArrival arrival = new RecordingArrival(target())) {
                hub.client().download("/v1/record", body, LONGEST, arrival::unpack);
                done = arrival.end();
            }
        }
        if (raw && !dryRun) {
            err().println("Not masked: everybody's data is in " + to
                    + ". Keep it in the house, and delete it when you are done.");
        }
        out().print(json ? Json.pretty(done) + System.lineSeparator() : text(done));
        return done.path("exchanges").asLong() > 0 ? DONE : CommandFailure.WRONG;
    }

    private Path target() {
        if (to == null) {
            throw CommandFailure.usage(
                    "It must be clear where to.", "no --to", "Example: --to recordings/parked-today");
        }
        return to;
    }

    private ObjectNode body() {
        Map<String, String> given = filter.given();
        if (given.isEmpty() != all) {
            throw CommandFailure.usage(
                    "It must be clear which transfers are meant: either a filter or --all.",
                    all ? "both" : "neither",
                    "Example: record --dossier 000.01.10.H08-191216-0042 --to recordings/today --by 'Nguyen An' --why 'case for the connector'.");
        }
        if (by == null || why == null) {
            throw CommandFailure.usage(
                    "It must be clear who records, and what for.",
                    by == null ? "no --by" : "no --why",
                    "Example: --by 'Nguyen An' --why 'case for the connector'.");
        }
        ObjectNode body = Json.object()
                .put("by", by)
                .put("why", why)
                .put("dryRun", dryRun)
                .put("raw", raw);
        body.put("recording", recording);
        if (all) {
            body.put("all", true);
        } else {
            ObjectNode chosen = body.putObject("filter");
            given.forEach(chosen::put);
        }
        return body;
    }

    private String text(JsonNode done) {
        StringBuilder text = new StringBuilder();
        text.append(done.path("exchanges").asLong())
                .append(dryRun ? " exchanges would be recorded" : " exchanges recorded");
        text.append(", ").append(done.path("legs").asLong()).append(" messages");
        text.append(done.path("masked").asBoolean() ? ", masked" : ", NOT masked");
        text.append(dryRun ? "" : ", in " + to).append('\n');
        done.path("notRecorded").forEach(one -> text.append("not recorded: ")
                .append(one.path("transfers").asLong())
                .append(" transfers, ")
                .append(one.path("because").asText())
                .append('\n'));
        if (done.path("more").asBoolean()) {
            text.append("There are more: narrow the filter, for example by --since and --until.\n");
        }
        return text.toString();
    }
}
