package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Rehearses the records of a unit. */
@Command(
        name = "rehearse",
        description =
                "Maps and validates the records of a unit as if they were sent, and counts every failure by its cause. Sends to an address for tests at most, never to the real one.")
final class RehearseCommand extends HubCommand {
    private static final long LOOK_NANOS = 500_000_000L;

    @Parameters(paramLabel = "UNIT", description = "code of the ward")
    private String unit;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "records accepted from then on (default: the first); such a run opens no gate")
    private @Nullable String from;

    @Option(
            names = "--to",
            paramLabel = "TIME",
            description = "records accepted up to then; a day is meant whole; such a run opens no gate")
    private @Nullable String to;

    @Option(
            names = "--history",
            paramLabel = "FILE",
            description =
                    "a file of records in hub.rehearsal.history on the hub's machine, one a line, instead of the journal")
    private @Nullable String history;

    @Option(names = "--destination", paramLabel = "NAME", description = "where the unit moves to")
    private @Nullable String destination;

    @Option(names = "--send", description = "send to the address of hub.rehearsal.addresses")
    private boolean send;

    @Option(names = "--send-to", paramLabel = "URL", description = "send to this address for tests")
    private @Nullable String sendTo;

    @Option(names = "--limit", paramLabel = "N", description = "no more records than that; such a run opens no gate")
    private @Nullable Long limit;

    @Option(
            names = "--pace",
            paramLabel = "N",
            description =
                    "messages an hour that the destination takes, for the expected duration (default: as measured)")
    private @Nullable Double pace;

    @Option(names = "--cancel", description = "end the one that is under way; its report stays")
    private boolean cancel;

    @Option(names = "--no-wait", description = "come back at once instead of at its end")
    private boolean noWait;

    @Mixin
    private Decision decision;

    @Option(names = "--dry-run", description = "only say what would be rehearsed")
    private boolean dryRun;

    @Option(names = "--json", description = "print the answer of the hub as it is")
    private boolean json;

    @Mixin
    private HubAddress hub;

    @Override
    public Integer call() {
        HubClient client = hub.client();
        if (cancel) {
            return told(client.post(path() + "/cancel", decision.body(dryRun)), unit + ": it ends now.\n");
        }
        JsonNode begun = client.post("/v1/rehearsals", body());
        if (dryRun) {
            return told(
                    begun,
                    "Would rehearse unit " + unit + " towards "
                            + begun.path("destination").asText() + ".\n");
        }
        if (noWait) {
            return told(begun, "Unit " + unit + " is being rehearsed; look with: rehearsals " + unit + "\n");
        }
        JsonNode report = ended(client, begun.path("startedAt").asText());
        told(report, RehearsalText.of(report));
        boolean good = report.path("state").asText().equals("finished")
                && report.path("failures").asLong() == 0;
        return good ? DONE : CommandFailure.WRONG;
    }

    private int told(JsonNode answer, String text) {
        out().print(json ? Json.pretty(answer) + System.lineSeparator() : text);
        return DONE;
    }

    private String path() {
        return "/v1/rehearsals/" + HubClient.encoded(unit);
    }

    private ObjectNode body() {
        ObjectNode body = decision.body(dryRun).put("unit", unit);
        Json.put(body, "from", from);
        Json.put(body, "to", to);
        Json.put(body, "history", history);
        Json.put(body, "destination", destination);
        Json.put(body, "sendTo", sendTo);
        if (send) {
            body.put("send", true);
        }
        if (limit != null) {
            body.put("limit", limit);
        }
        if (pace != null) {
            body.put("perHour", pace);
        }
        return body;
    }

    private JsonNode ended(HubClient client, String startedAt) {
        while (true) {
            JsonNode now = client.get(path(), Map.of());
            if (now.at("/last/startedAt").asText().equals(startedAt)) {
                return now.path("last");
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }
}
