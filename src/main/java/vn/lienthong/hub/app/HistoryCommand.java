package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The dossiers that existed before the hub knew them: {@code history load}, {@code status}, {@code pause}, {@code resume}, {@code cancel}. */
@Command(
        name = "history",
        description = "Brings in dossiers from before, from an export or a view of the city's database:"
                + " load, status, pause, resume, cancel.",
        subcommands = {
            HistoryCommand.Load.class,
            HistoryCommand.Status.class,
            HistoryCommand.Pause.class,
            HistoryCommand.Resume.class,
            HistoryCommand.Cancel.class
        })
final class HistoryCommand implements Runnable {
    private static final String LOADS = "/v1/history-loads";

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "history does what? history load FILE --source NAME --by NAME --why REASON, or status, pause, resume, cancel");
    }

    /** Begins one. */
    @Command(
            name = "load",
            description = "Begins to load an export, open dossiers first; history status tells how far it is.")
    static final class Load extends HubCommand {
        @ArgGroup(multiplicity = "1")
        private Origin origin = new Origin();

        @Option(
                names = "--source",
                required = true,
                paramLabel = "NAME",
                description = "the source whose records they are: the one that pushes the live ones")
        private String source;

        @Option(names = "--unit", paramLabel = "CODE", description = "only rows of this unit")
        private @Nullable String unit;

        @ArgGroup
        private @Nullable Closed closed;

        @Option(
                names = "--columns",
                paramLabel = "FILE.yaml",
                description = "which column is which field; read here (default: columns are called as fields)")
        private @Nullable Path columns;

        @Option(
                names = "--give-up-after",
                paramLabel = "N",
                description = "stops when more rows than this were refused (default: never)")
        private @Nullable Integer giveUpAfter;

        @Mixin
        private Decision decision;

        @Option(names = "--dry-run", description = "only check every row; nothing is taken in")
        private boolean dryRun;

        @Option(names = "--json", description = "print the answer of the hub as it is")
        private boolean json;

        @Mixin
        private HubAddress hub;

        /** Where it comes from. */
        static final class Origin {
            @Parameters(
                    arity = "1",
                    paramLabel = "FILE",
                    description = "an .ndjson, .csv or .xlsx in the hub's folder of exports")
            private @Nullable String file;

            @Option(names = "--view", paramLabel = "NAME", description = "a view of hub.history.views instead")
            private @Nullable String view;
        }

        /** Which of the closed ones. */
        static final class Closed {
            @Option(
                    names = "--years",
                    paramLabel = "N",
                    description = "closed dossiers of the last N years (default: all)")
            private @Nullable Integer years;

            @Option(names = "--open-only", description = "no closed dossiers")
            private boolean openOnly;
        }

        @Override
        public Integer call() {
            ObjectNode body = decision.body(dryRun).put("source", source);
            Json.put(body, "file", origin.file);
            Json.put(body, "view", origin.view);
            Json.put(body, "unit", unit);
            if (closed != null) {
                body.put("openOnly", closed.openOnly);
                if (closed.years != null) {
                    body.put("years", closed.years);
                }
            }
            if (giveUpAfter != null) {
                body.put("giveUpAfter", giveUpAfter);
            }
            if (columns != null) {
                body.set("columns", yaml(columns));
            }
            JsonNode load = hub.client().post(LOADS, body);
            out().print(
                            json
                                    ? Json.pretty(load) + System.lineSeparator()
                                    : "Load " + load.path("id").asText() + " begins"
                                            + (dryRun ? " to check; nothing is taken in" : "")
                                            + ". See how far it is: history status "
                                            + load.path("id").asText() + "\n");
            return DONE;
        }

        private static JsonNode yaml(Path file) {
            try (Reader text = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                LoaderOptions once = new LoaderOptions();
                once.setAllowDuplicateKeys(false);
                Object read = new Yaml(new SafeConstructor(once)).load(text);
                return Json.MAPPER.valueToTree(read);
            } catch (IOException | YAMLException e) {
                throw CommandFailure.usage(
                        "The rules for columns cannot be read.",
                        file + ": " + problem(e),
                        "Example: fields: {dossierCode: [MaHoSo]}; see docs/history.md.");
            }
        }

        private static String problem(Exception e) {
            if (e instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
                return marked.getProblem() + ", line "
                        + (marked.getProblemMark().getLine() + 1);
            }
            return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        }
    }

    /** Shows them. */
    @Command(name = "status", description = "How far loads are, what became of their rows, and when they will be done.")
    static final class Status extends HubCommand {
        @Parameters(arity = "0..1", paramLabel = "LOAD", description = "only this one, with its deeds (default: all)")
        private @Nullable String id;

        @Option(names = "--json", description = "print the answer of the hub as it is")
        private boolean json;

        @Mixin
        private HubAddress hub;

        @Override
        public Integer call() {
            String path = id == null ? LOADS : LOADS + "/" + HubClient.encoded(id);
            JsonNode answer = hub.client().get(path, Map.of());
            out().print(
                            json
                                    ? Json.pretty(answer) + System.lineSeparator()
                                    : id == null ? HistoryText.list(answer) : HistoryText.one(answer));
            return DONE;
        }
    }

    /** An act on one. */
    abstract static class Act extends HubCommand {
        @Parameters(paramLabel = "LOAD", description = "its number; history status lists them")
        private String id;

        @Mixin
        private Decision decision;

        @Option(names = "--dry-run", description = "only say whether it can be done")
        private boolean dryRun;

        @Option(names = "--json", description = "print the answer of the hub as it is")
        private boolean json;

        @Mixin
        private HubAddress hub;

        abstract String act();

        @Override
        public Integer call() {
            JsonNode load = hub.client().post(LOADS + "/" + HubClient.encoded(id) + "/" + act(), decision.body(dryRun));
            out().print(
                            json
                                    ? Json.pretty(load) + System.lineSeparator()
                                    : "Load " + id + ": " + act() + (dryRun ? " can be done" : " is noted") + "; it is "
                                            + load.path("state").asText() + ".\n");
            return DONE;
        }
    }

    /** Rests. */
    @Command(name = "pause", description = "Lets a load rest after the rows that are under way.")
    static final class Pause extends Act {
        @Override
        String act() {
            return "pause";
        }
    }

    /** Goes on. */
    @Command(name = "resume", description = "Lets a load go on that was paused, or stopped by a fault, where it was.")
    static final class Resume extends Act {
        @Override
        String act() {
            return "resume";
        }
    }

    /** Ends. */
    @Command(name = "cancel", description = "Ends a load; what was taken in stays.")
    static final class Cancel extends Act {
        @Override
        String act() {
            return "cancel";
        }
    }
}
