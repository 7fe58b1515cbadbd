package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.StringJoiner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists the codes that no table knows. */
@Command(
        name = "unmapped",
        description =
                "Codes that no table knows, and how many wait under each. Add the code to its table and reload: they go on.")
final class UnmappedCommand extends HubCommand {
    @Option(names = "--json", description = "print the answer of the hub as it is")
    private boolean json;

    @Mixin
    private HubAddress hub;

    @Override
    public Integer call() {
        JsonNode found = hub.client().get("/v1/unmapped-codes", Map.of());
        out().print(json ? Json.pretty(found) + System.lineSeparator() : text(found));
        return DONE;
    }

    private static String text(JsonNode found) {
        if (found.path("codes").isEmpty()) {
            return "Nothing waits under a code that the tables do not know.\n";
        }
        Table table = new Table(99, "code", "destination", "waiting", "first seen", "units", "examples", "problem");
        for (JsonNode code : found.path("codes")) {
            table.row(
                    code.path("code").asText(),
                    code.path("destination").asText(),
                    code.path("count").asLong(),
                    code.path("firstSeen").asText(),
                    joined(code.path("units")),
                    joined(code.path("examples")),
                    code.path("problem").asText());
        }
        return table.toString();
    }

    private static String joined(JsonNode texts) {
        StringJoiner joined = new StringJoiner(" ");
        texts.forEach(text -> joined.add(text.asText()));
        return joined.toString();
    }
}
