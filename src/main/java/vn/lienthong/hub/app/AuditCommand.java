package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The audit of a running hub: {@code audit verify}, {@code audit show}. */
@Command(
        name = "audit",
        description = "Who sent what and did what, and whether it is still what was written down: verify, show.",
        subcommands = {AuditCommand.Verify.class, AuditCommand.Show.class})
final class AuditCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "audit does what? audit verify, audit show DOSSIER-CODE");
    }

    /** Verifies; exit code 1 when something was altered. */
    @Command(
            name = "verify",
            description = "Is everything still what was written down? Names the first entry that was altered.")
    static final class Verify extends HubCommand {
        private static final long LOOK_MILLIS = 300;

        @Option(names = "--since", paramLabel = "TIME", description = "only what was written from then on")
        private @Nullable String since;

        @Option(names = "--json", description = "print the answer of the hub as it is")
        private boolean json;

        @Mixin
        private HubAddress hub;

        @Override
        public Integer call() throws InterruptedException {
            HubClient client = hub.client();
            String query = since == null ? "" : "?since=" + HubClient.encoded(since);
            JsonNode now = client.post("/v1/audit/verify" + query, Json.object());
            if (!now.path("begun").asBoolean()) {
                err().println("Another verification is under way; this is what it finds.");
            }
            try (Progress progress = Progress.of("links", Progress.UNKNOWN, onTerminal() && !json, err())) {
                while (now.path("state").asText().equals("RUNNING")) {
                    TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
                    now = client.get("/v1/audit/verify", Map.of());
                    progress.at(
                            now.path("links").asLong(),
                            "of " + now.path("ofLinks").asLong() + ", "
                                    + now.path("entries").asLong() + " entries");
                }
            }
            out().print(json ? Json.pretty(now) + System.lineSeparator() : text(now));
            if (!now.path("state").asText().equals("DONE")) {
                return CommandFailure.OUT_OF_REACH;
            }
            return now.path("sound").asBoolean() ? DONE : CommandFailure.WRONG;
        }

        static String text(JsonNode result) {
            StringBuilder text = new StringBuilder();
            if (!result.path("state").asText().equals("DONE")) {
                return "The audit could not be verified to its end. Found: "
                        + result.path("failure").asText() + "\n";
            }
            double seconds = result.path("seconds").asDouble();
            long entries = result.path("entries").asLong();
            if (result.path("sound").asBoolean()) {
                text.append("Everything is what was written down");
            } else {
                JsonNode first = result.path("findings").path(0);
                text.append("Not everything is what was written down: ")
                        .append(result.path("faults").asLong())
                        .append(" faults. The first:\n");
                finding(text, first);
                for (int i = 1; i < Math.min(10, result.path("findings").size()); i++) {
                    finding(text, result.path("findings").path(i));
                }
                text.append("Compared");
            }
            text.append(": ")
                    .append(entries)
                    .append(" entries in ")
                    .append(result.path("links").asLong())
                    .append(" links, ")
                    .append(result.path("anchors").asLong())
                    .append(" anchors, ")
                    .append(result.path("archives").asLong())
                    .append(" archives, ")
                    .append(Math.round(seconds))
                    .append(" s (")
                    .append(Math.round(entries / Math.max(0.001, seconds)))
                    .append(" entries/s).\n");
            if (result.has("unlinkedUntil")) {
                text.append("What is older than ")
                        .append(result.path("unlinkedUntil").asText())
                        .append(" is not linked: a hub of before wrote it.\n");
            }
            if (!result.path("keyed").asBoolean()) {
                text.append("The journal has no key: whoever can write to the database can make the links anew.\n");
            }
            result.path("notes").forEach(note -> text.append(note.asText()).append(".\n"));
            return text.toString();
        }

        private static void finding(StringBuilder text, JsonNode finding) {
            text.append("  ")
                    .append(finding.path("fault").asText())
                    .append(": ")
                    .append(finding.path("text").asText());
            if (finding.has("dossierCode")) {
                text.append(" (dossier ")
                        .append(finding.path("dossierCode").asText())
                        .append(')');
            }
            text.append('\n');
        }
    }

    /** Shows who sent what of a dossier. */
    @Command(
            name = "show",
            description = "Who sent what of a dossier, when, and who did what; also when bodies are gone.")
    static final class Show extends HubCommand {
        @Parameters(paramLabel = "DOSSIER-CODE", description = "code of the dossier")
        private String code;

        @Option(names = "--json", description = "print the answer of the hub as it is")
        private boolean json;

        @Mixin
        private HubAddress hub;

        @Override
        public Integer call() {
            JsonNode shown = hub.client().get("/v1/audit/dossiers/" + HubClient.encoded(code), new HashMap<>());
            if (json) {
                out().println(Json.pretty(shown));
                return DONE;
            }
            Table table = new Table(99, "at", "what", "who", "id", "more");
            shown.path("lines")
                    .forEach(line -> table.row(
                            line.path("at").asText(),
                            line.path("what").asText(),
                            line.path("who").asText(),
                            line.path("id").asText(),
                            line.path("text").asText()));
            out().print(table);
            return DONE;
        }
    }
}
