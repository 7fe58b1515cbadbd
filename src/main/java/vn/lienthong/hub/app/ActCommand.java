package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What {@code release} and {@code cancel} share: transfers by id or by filter, a name, a reason, a dry run. */
abstract class ActCommand extends HubCommand {
    @Parameters(
            paramLabel = "TRANSFER",
            arity = "0..*",
            description = "ids of transfers; or say which by the options below")
    private List<String> ids = List.of();

    @Mixin
    private TransferOptions filter;

    @Option(names = "--by", required = true, paramLabel = "NAME", description = "the person who decides")
    private String by;

    @Option(names = "--why", required = true, paramLabel = "REASON", description = "the reason, kept for ever")
    private String why;

    @Option(names = "--dry-run", description = "only say what would happen")
    private boolean dryRun;

    @Option(names = "--json", description = "print the answer of the hub as it is")
    private boolean json;

    @Mixin
    private HubAddress hub;

    /** {@code release} or {@code cancel}: the last step of the call's path. */
    abstract String act();

    @Override
    public Integer call() {
        Map<String, String> given = filter.given();
        if (ids.isEmpty() == given.isEmpty()) {
            throw CommandFailure.usage(
                    "It must be clear which transfers are meant: either ids or a filter.",
                    ids.isEmpty() ? "neither" : "both",
                    "Example: " + act()
                            + " 000000000000a --by 'Nguyen An' --why 'table corrected', or --unit 21556 instead of the id.");
        }
        return ids.isEmpty() ? many(given) : each();
    }

    private int many(Map<String, String> given) {
        ObjectNode body = body();
        ObjectNode chosen = body.putObject("filter");
        given.forEach(chosen::put);
        JsonNode done = hub.client().post("/v1/transfers/" + act(), body);
        if (json) {
            out().println(Json.pretty(done));
        } else {
            done.path("transfers").forEach(this::line);
            out().println((dryRun ? "Would change " : "Changed ")
                    + done.path("count").asLong() + ", refused "
                    + done.path("refused").asLong() + ".");
        }
        return done.path("refused").asLong() == 0 ? DONE : CommandFailure.WRONG;
    }

    private int each() {
        HubClient client = hub.client();
        for (String id : ids) {
            JsonNode done = client.post("/v1/transfers/" + HubClient.encoded(id) + "/" + act(), body());
            if (json) {
                out().println(Json.pretty(done));
            } else {
                line(done);
            }
        }
        return DONE;
    }

    private ObjectNode body() {
        return Json.object().put("by", by).put("why", why).put("dryRun", dryRun);
    }

    private void line(JsonNode act) {
        String refused = act.has("refusedBecause")
                ? "  refused: " + act.path("refusedBecause").asText()
                : "";
        out().println(act.path("id").asText() + "  " + act.path("before").asText() + " -> "
                + act.path("after").asText() + refused + (dryRun ? "  (dry run)" : ""));
    }
}
