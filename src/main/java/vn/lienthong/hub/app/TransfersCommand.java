package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists transfers, oldest first. */
@Command(name = "transfers", description = "Lists and searches transfers, oldest first.")
final class TransfersCommand extends HubCommand {
    @Mixin
    private TransferOptions filter;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "100",
            description = "at most so many (default: ${DEFAULT-VALUE})")
    private String limit;

    @Option(names = "--cursor", paramLabel = "CURSOR", description = "go on after an earlier page")
    private @Nullable String cursor;

    @Option(names = "--json", description = "print the answer of the hub as it is")
    private boolean json;

    @Mixin
    private HubAddress hub;

    @Override
    public Integer call() {
        Map<String, String> parameters = filter.given();
        parameters.put("limit", limit);
        if (cursor != null) {
            parameters.put("cursor", cursor);
        }
        JsonNode page = hub.client().get("/v1/transfers", parameters);
        out().print(json ? Json.pretty(page) + System.lineSeparator() : text(page));
        return DONE;
    }

    private static String text(JsonNode page) {
        if (page.path("transfers").isEmpty()) {
            return "No transfer is like that.\n";
        }
        Table table =
                new Table(99, "transfer", "dossier", "rev", "unit", "destination", "state", "accepted", "problem");
        for (JsonNode transfer : page.path("transfers")) {
            table.row(
                    transfer.path("id").asText(),
                    transfer.path("dossierCode").asText(),
                    transfer.path("revision").asText(),
                    transfer.path("unit").asText(),
                    transfer.path("destination").asText(),
                    transfer.path("state").asText(),
                    transfer.path("acceptedAt").asText(),
                    transfer.has("hold")
                            ? "held: " + transfer.at("/hold/name").asText()
                            : transfer.path("problem").asText());
        }
        return page.has("next") ? table + "More: --cursor " + page.path("next").asText() + "\n" : table.toString();
    }
}
