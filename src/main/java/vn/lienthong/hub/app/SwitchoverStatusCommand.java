package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Where units stand on their way to the provincial software. */
@Command(
        name = "status",
        description = "Where each unit stands: state, what is owed later, how far its backfill is, what is held.")
final class SwitchoverStatusCommand extends HubCommand {
    @Parameters(arity = "0..1", paramLabel = "UNIT", description = "only this one, also if it took no step yet")
    private @Nullable String unit;

    @Option(names = "--json", description = "print the answer of the hub as it is")
    private boolean json;

    @Mixin
    private HubAddress hub;

    @Override
    public Integer call() {
        String path = "/v1/switchovers" + (unit == null ? "" : "/" + HubClient.encoded(unit));
        JsonNode found = hub.client().get(path, Map.of());
        out().print(json ? Json.pretty(found) + System.lineSeparator() : text(found));
        return DONE;
    }

    private String text(JsonNode found) {
        Iterable<JsonNode> units = unit == null ? found.path("units") : List.of(found);
        Table table = new Table(
                99, "unit", "name", "state", "since", "owed later", "moved", "under way", "held", "flagged", "note");
        StringBuilder flagged = new StringBuilder();
        boolean any = false;
        for (JsonNode one : units) {
            any = true;
            table.row(
                    one.path("label").asText(one.path("unit").asText()),
                    one.path("name").asText(),
                    one.path("state").asText(),
                    one.path("since").asText("-"),
                    one.path("owedLater").asLong(),
                    one.path("historyMoved").asLong(),
                    one.path("historyUnderWay").asLong(),
                    one.path("held").asLong(),
                    one.path("flagged").asLong(),
                    note(one));
            flagged.append(flagged(one));
        }
        return any
                ? table + flagged.toString()
                : "No unit took a step, and nothing is owed later. Every unit is in "
                        + found.path("initial").asText() + ".\n";
    }

    private static String codes(JsonNode one) {
        List<String> codes = new ArrayList<>();
        one.path("governs").forEach(code -> codes.add(code.asText()));
        codes.remove(one.path("unit").asText());
        return String.join(", ", codes);
    }

    /** Of the records that should not have come any more, the first ones. */
    private static String flagged(JsonNode one) {
        StringBuilder text = new StringBuilder();
        for (JsonNode record : one.path("flaggedFirst")) {
            text.append(
                            text.isEmpty()
                                    ? "\nCame although " + one.path("unit").asText() + " is settled, the first of "
                                            + one.path("flagged").asLong() + ":\n"
                                    : "")
                    .append("  ")
                    .append(record.path("dossierCode").asText())
                    .append(" revision ")
                    .append(record.path("revision").asLong())
                    .append(" from ")
                    .append(record.path("source").asText())
                    .append(" at ")
                    .append(record.path("at").asText())
                    .append('\n');
        }
        return text.toString();
    }

    private static String note(JsonNode one) {
        return (one.has("governs") ? "with " + codes(one) + " " : "")
                + (one.has("inherited") ? "no step of its own yet " : "")
                + (one.has("ledBy") ? "goes with " + one.path("ledBy").asText() + " " : "")
                + (one.has("paused") ? "paused " : "")
                + (one.has("underWay") ? "under way " : "")
                + (one.has("until")
                        ? "returns by itself at " + one.path("until").asText() + " "
                        : "")
                + (one.has("historyThroughAbout")
                        ? "through about " + one.path("historyThroughAbout").asText() + " "
                        : "")
                + (one.has("stays")
                        ? "does not go on, gates that fail: "
                                + one.at("/stays/words").asText()
                        : "");
    }
}
