package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What {@code release}, {@code cancel} and {@code resend} share: transfers by id or by filter, a name, a reason, a dry run. */
abstract class ActCommand extends HubCommand {
    /** An act on hundreds of thousands takes its time, and breaking off the call would not break off the act. */
    private static final Duration LONGEST_ACT = Duration.ofHours(2);

    @Parameters(
            paramLabel = "TRANSFER",
            arity = "0..*",
            description = "ids of transfers; or say which by the options below")
    private List<String> ids = List.of();

    @Mixin
    private TransferOptions filter;

    @Mixin
    private Decision decision;

    @Option(names = "--dry-run", description = "only say what would happen")
    private boolean dryRun;

    @Option(names = "--all", description = "all of them, where no filter narrows it")
    private boolean all;

    @Option(names = "--json", description = "print the answer of the hub as it is")
    private boolean json;

    @Mixin
    private HubAddress hub;

    /** {@code release}, {@code cancel} or {@code resend}: the last step of the call's path. */
    abstract String act();

    @Override
    public Integer call() {
        Map<String, String> given = filter.given();
        int said = (ids.isEmpty() ? 0 : 1) + (given.isEmpty() ? 0 : 1) + (all ? 1 : 0);
        if (said != 1) {
            throw CommandFailure.usage(
                    "It must be clear which transfers are meant: either ids or a filter.",
                    said == 0 ? "neither" : all ? "--all and others" : "both",
                    "Example: " + act()
                            + " 000000000000a --by 'Nguyen An' --why 'table corrected', or --unit 21556 instead of the id, or --all.");
        }
        return ids.isEmpty() ? many(given) : each();
    }

    private int many(Map<String, String> given) {
        ObjectNode body = body();
        if (all) {
            body.put("all", true);
        } else {
            ObjectNode chosen = body.putObject("filter");
            given.forEach(chosen::put);
        }
        JsonNode done = hub.client().post("/v1/transfers/" + act(), body, LONGEST_ACT);
        if (json) {
            out().println(Json.pretty(done));
        } else {
            tell(done);
            out().println((dryRun ? "Would change " : "Changed ")
                    + done.path("count").asLong() + ", refused "
                    + done.path("refused").asLong() + ".");
        }
        return done.path("refused").asLong() == 0 ? DONE : CommandFailure.WRONG;
    }

    /** The first of them one by one, the others as numbers. */
    private void tell(JsonNode done) {
        done.path("transfers").forEach(this::line);
        long more = done.path("count").asLong() - done.path("transfers").size();
        if (more > 0) {
            out().println("and " + more + " more");
        }
        done.path("byState").properties().forEach(state -> out().println((dryRun ? "would move " : "moved ")
                + state.getValue() + " that " + (dryRun ? "are " : "were ") + state.getKey()));
        for (JsonNode refusal : done.path("refusals")) {
            List<String> first = new ArrayList<>();
            refusal.path("transfers").forEach(id -> first.add(id.asText()));
            out().println("refused " + refusal.path("count").asLong() + ": "
                    + refusal.path("refusedBecause").asText() + " First: " + String.join(" ", first));
        }
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
        ObjectNode body = decision.body(dryRun);
        more(body);
        return body;
    }

    /** What one of them says besides. */
    void more(ObjectNode body) {}

    private void line(JsonNode act) {
        String refused = act.has("refusedBecause")
                ? "  refused: " + act.path("refusedBecause").asText()
                : "";
        String made = act.has("resentAs") ? "  again as " + act.path("resentAs").asText() : "";
        out().println(act.path("id").asText() + "  " + act.path("before").asText() + " -> "
                + act.path("after").asText() + refused + made + (dryRun ? "  (dry run)" : ""));
    }
}
