package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Maps past records with today's mappings. */
@Command(
        name = "rerun",
        description =
                "Maps past records with today's mappings and tables and shows what would differ from what was sent. Sends nothing.")
final class RerunCommand extends HubCommand {
    private static final Duration LONGEST = Duration.ofHours(6);

    @Mixin
    private TransferOptions filter;

    @Option(names = "--all", description = "everything that was ever accepted")
    private boolean all;

    @Option(names = "--dry-run", description = "may be said; a rerun never sends anything")
    @SuppressWarnings("unused") // who says it says what is so anyway
    private boolean dryRun;

    @Option(names = "--json", description = "print the answer of the hub as it is")
    private boolean json;

    @Mixin
    private HubAddress hub;

    @Override
    public Integer call() {
        Map<String, String> given = filter.given();
        if (given.isEmpty() != all) {
            throw CommandFailure.usage(
                    "It must be clear which records are meant: either a filter or --all.",
                    all ? "both" : "neither",
                    "Example: rerun --since 2026-11-01 --until 2026-11-30, or --all.");
        }
        ObjectNode body = Json.object();
        if (all) {
            body.put("all", true);
        } else {
            ObjectNode chosen = body.putObject("filter");
            given.forEach(chosen::put);
        }
        JsonNode found = hub.client().post("/v1/rerun", body, LONGEST);
        out().print(json ? Json.pretty(found) + System.lineSeparator() : text(found));
        return found.path("differs").asBoolean() ? CommandFailure.WRONG : DONE;
    }

    private static String text(JsonNode found) {
        JsonNode counts = found.path("counts");
        StringBuilder text = new StringBuilder();
        text.append("same ").append(counts.path("same").asLong());
        text.append(", different ").append(counts.path("different").asLong());
        text.append(", now failing ").append(counts.path("nowFailing").asLong());
        text.append(", no longer failing ")
                .append(counts.path("noLongerFailing").asLong());
        text.append(", still failing ").append(counts.path("stillFailing").asLong());
        text.append(", not sent yet ").append(counts.path("notSentYet").asLong());
        text.append(", not comparable ")
                .append(counts.path("notComparable").asLong())
                .append('\n');
        found.path("differences").forEach(group -> group(text, "differs", group, "kind"));
        found.path("mayComeFrom").forEach(group -> group(text, "a difference may come from this", group, "because"));
        found.path("nowFailing").forEach(group -> group(text, "fails now", group, "problem"));
        found.path("notComparable").forEach(group -> group(text, "not comparable", group, "because"));
        if (!found.path("noLongerFailing").isEmpty()) {
            text.append("no longer failing, the first:\n");
            found.path("noLongerFailing").forEach(example -> example(text, example));
        }
        return text.toString();
    }

    private static void group(StringBuilder text, String what, JsonNode group, String words) {
        text.append(what).append(": ").append(group.path("destination").asText());
        if (group.has("place")) {
            text.append(' ').append(group.path("place").asText());
        }
        text.append(", ").append(group.path(words).asText());
        text.append(", in ").append(group.path("transfers").asLong()).append(" transfers\n");
        group.path("examples").forEach(example -> example(text, example));
    }

    private static void example(StringBuilder text, JsonNode example) {
        text.append("  ").append(example.path("dossierCode").asText());
        text.append(" revision ").append(example.path("revision").asText());
        text.append(" transfer ").append(example.path("transfer").asText());
        if (example.has("then")) {
            text.append("  then ").append(example.path("then").asText());
        }
        if (example.has("now")) {
            text.append("  now ").append(example.path("now").asText());
        }
        text.append('\n');
    }
}
