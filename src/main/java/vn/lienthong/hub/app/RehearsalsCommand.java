package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what was rehearsed. */
@Command(
        name = "rehearsals",
        description = "How ready the wards are that were rehearsed, or the newest readiness report of one.")
final class RehearsalsCommand extends HubCommand {
    @Parameters(arity = "0..1", paramLabel = "UNIT", description = "the report of this ward (default: a list of all)")
    private @Nullable String unit;

    @Option(names = "--json", description = "print the answer of the hub as it is")
    private boolean json;

    @Mixin
    private HubAddress hub;

    @Override
    public Integer call() {
        String path = "/v1/rehearsals" + (unit == null ? "" : "/" + HubClient.encoded(unit));
        JsonNode found = hub.client().get(path, Map.of());
        out().print(json ? Json.pretty(found) + System.lineSeparator() : unit == null ? list(found) : one(found));
        return DONE;
    }

    private static String now(JsonNode unit) {
        if (unit.path("running").asBoolean()) {
            return "running";
        }
        String begun = unit.path("unendedSince").asText();
        return begun.isEmpty() ? "" : "one of " + begun + " never ended";
    }

    static String list(JsonNode found) {
        if (found.path("units").isEmpty()) {
            return "Nothing was rehearsed on this node.\n";
        }
        Table table = new Table(99, "unit", "ready %", "failures", "as of", "now");
        found.path("units")
                .forEach(unit -> table.row(
                        unit.path("unit").asText(),
                        unit.path("readyPercent").asText("-"),
                        unit.path("failures").asText("-"),
                        unit.path("at").asText("-"),
                        now(unit)));
        return table.toString();
    }

    static String one(JsonNode found) {
        StringBuilder text = new StringBuilder();
        if (found.has("unended")) {
            text.append("One that began at ")
                    .append(found.at("/unended/startedAt").asText())
                    .append(" (")
                    .append(found.at("/unended/what").asText())
                    .append(", by ")
                    .append(found.at("/unended/by").asText())
                    .append(") never ended: the hub was ended meanwhile. Rehearse again.\n");
        }
        if (found.has("running")) {
            text.append("Under way: ")
                    .append(found.at("/running/records").asLong())
                    .append(" records, ")
                    .append(found.at("/running/failures").asLong())
                    .append(" failed so far.\n");
        }
        if (found.has("newest")) {
            text.append(RehearsalText.of(found.path("newest")));
        }
        if (found.has("live")) {
            text.append("Live records since ")
                    .append(found.at("/live/startedAt").asText())
                    .append(":\n")
                    .append(RehearsalText.of(found.path("live")));
        }
        return text.isEmpty() ? "Nothing of it was rehearsed on this node.\n" : text.toString();
    }
}
