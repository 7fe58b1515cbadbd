package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where recording while it happens stands. */
@Command(
        name = "live",
        description =
                "Says which destinations the running hub records while it happens, where to, how many there are, and what was left out. 1: something was left out within 15 minutes.")
final class RecordLiveCommand extends HubCommand {
    @Option(names = "--json", description = "print the answer of the hub as it is")
    private boolean json;

    @Mixin
    private HubAddress hub;

    @Override
    public Integer call() {
        JsonNode all = hub.client().get(LiveApi.PATH, Map.of());
        boolean trouble = false;
        for (JsonNode one : all.path("destinations")) {
            trouble |= one.has("trouble");
            if (!json) {
                out().print(told(one, false));
            }
        }
        if (json) {
            out().println(Json.pretty(all));
        }
        return trouble ? CommandFailure.WRONG : DONE;
    }

    /** One destination, for people or as it came. */
    static String told(JsonNode one, boolean json) {
        if (json) {
            return Json.pretty(one) + System.lineSeparator();
        }
        String share = one.path("share").asText();
        StringBuilder text =
                new StringBuilder(one.path("destination").asText()).append(": ").append(share);
        if (one.has("until")) {
            text.append(" until ")
                    .append(one.path("until").asText())
                    .append(", by ")
                    .append(one.path("by").asText());
            text.append(" (").append(one.path("why").asText()).append(')');
        }
        if (one.path("dryRun").asBoolean()) {
            text.append("; would be ").append(one.path("wouldBe").asText()).append(" (dry run)");
        }
        text.append("; ")
                .append(one.path("kept").asLong())
                .append(" exchanges kept in ")
                .append(one.path("folder").asText());
        text.append("; since the start recorded ").append(one.path("recorded").asLong());
        text.append(", dropped ").append(one.path("dropped").asLong());
        return text.append(
                        one.has("trouble")
                                ? "; dropped of late: " + one.path("trouble").asText()
                                : "")
                .append('\n')
                .toString();
    }
}
