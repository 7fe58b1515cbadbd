package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.lienthong.hub.check.Violation;
import vn.lienthong.hub.hub.Hub;
import vn.lienthong.hub.mapping.CaseOutput;

/** Tells whether everything in the three folders is sound; needs no network. */
@Command(name = "check", description = "Is everything in the three folders sound? No network.")
final class CheckCommand extends HubCommand {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "KIND",
            description = "only connector, mapping or route (default: everything, tables included)")
    private @Nullable Kind kind;

    @Parameters(index = "1", arity = "0..1", paramLabel = "NAME", description = "only the one of this name")
    private @Nullable String name;

    @Option(
            names = "--accept",
            paramLabel = "CASE",
            description = "write what mapping NAME makes of this case as what it expects; what changes is shown")
    private @Nullable String accepted;

    @Option(
            names = "--play",
            description =
                    "play the cases of the connectors too, each against a stub of its own on this machine (with KIND connector)")
    private boolean play;

    @Option(names = "--json", description = "print the violations as JSON")
    private boolean json;

    @Mixin
    private FolderOptions folders;

    @Override
    public Integer call() {
        if (accepted != null && json) {
            throw CommandFailure.usage(
                    "What changes in a case is shown for people, not as JSON.",
                    "--accept " + accepted + " with --json",
                    "Leave one out.");
        }
        HubSettings settings = folders.settings();
        Hub hub = FolderOptions.hub(settings);
        if (accepted != null) {
            accept(hub, accepted);
        }
        PlayedCases played = play ? PlayedCases.of(folders(settings), playable(hub)) : PlayedCases.NONE;
        List<Violation> violations = new ArrayList<>(kind == null ? hub.check() : some(hub, kind));
        violations.addAll(played.violations());
        List<Violation> warnings = new ArrayList<>(unfilled(hub));
        if (violations.isEmpty() && kind == null) {
            FictitiousCodes.warning(settings, hub.reference()).ifPresent(warnings::add);
        }
        if (json) {
            ObjectNode found = Json.object();
            found.set("violations", Json.list(violations));
            found.put("sound", violations.isEmpty());
            found.put("played", played.count());
            found.set("warnings", Json.list(warnings));
            out().println(Json.pretty(found));
        } else {
            violations.forEach(violation -> out().println(violation.message()));
            warnings.forEach(warning -> out().println("Warning: " + warning.message()));
            if (play) {
                out().println("Cases played: " + played.count() + ".");
            }
            out().println(violations.isEmpty() ? sound(hub) : "Violations: " + violations.size() + ".");
        }
        return violations.isEmpty() ? DONE : CommandFailure.WRONG;
    }

    private static Path folders(HubSettings settings) {
        return FolderOptions.folder(settings).resolve("connectors");
    }

    /** The connectors whose cases are played. */
    private Collection<String> playable(Hub hub) {
        if (kind != Kind.CONNECTOR) {
            throw CommandFailure.usage(
                    "Cases are played of connectors.",
                    "--play with " + (kind == null ? "everything" : kind.name().toLowerCase(Locale.ROOT)),
                    "Example: check connector my-system --play; without a name all connectors.");
        }
        Collection<String> names = hub.connectors().names();
        if (name != null) {
            known(name, names);
            return List.of(name);
        }
        return names;
    }

    private void accept(Hub hub, String situation) {
        if (kind != Kind.MAPPING || name == null) {
            throw CommandFailure.usage(
                    "A case is accepted of one mapping.",
                    "--accept " + situation + " without the mapping",
                    "Example: check mapping dossier-to-echo --accept birth-registration.");
        }
        CaseOutput output = hub.mappings().output(name, situation);
        if (output.isSame()) {
            out().println(output.file() + " says so already.");
            return;
        }
        output.difference().forEach(line -> out().println(line));
        try {
            output.accept();
        } catch (IOException e) {
            throw CommandFailure.usage(
                    "The case cannot be written.",
                    output.file() + " (" + e.getClass().getSimpleName() + ")",
                    "Check rights and room on the disk.");
        }
        out().println("Written: " + output.file() + ". Read it as if a colleague had written it.");
    }

    /** What was begun and not finished; sound all the same, for nothing of it can leave. */
    private List<Violation> unfilled(Hub hub) {
        if (kind == null) {
            return hub.unfilled();
        }
        String one = name;
        return switch (kind) {
            case CONNECTOR ->
                one == null ? hub.connectors().unfilled() : hub.connectors().unfilled(one);
            case MAPPING ->
                one == null ? hub.mappings().unfilled() : hub.mappings().unfilled(one);
            case ROUTE -> List.of();
        };
    }

    private List<Violation> some(Hub hub, Kind kind) {
        String one = name;
        if (one == null) {
            return switch (kind) {
                case CONNECTOR -> hub.connectors().check();
                case MAPPING -> hub.mappings().check();
                case ROUTE -> hub.checkRoutes();
            };
        }
        return switch (kind) {
            case CONNECTOR -> {
                known(one, hub.connectors().names());
                yield hub.connectors().check(one);
            }
            case MAPPING -> {
                known(one, hub.mappings().names());
                yield hub.mappings().check(one);
            }
            case ROUTE -> {
                known(one, hub.routes().names());
                yield hub.checkRoutes().stream()
                        .filter(violation -> violation.where().contains(one + ".camel.yaml"))
                        .toList();
            }
        };
    }

    private static void known(String name, Collection<String> names) {
        if (!names.contains(name)) {
            throw CommandFailure.usage("There is nothing of this name to check.", name, "Known are: " + names + ".");
        }
    }

    private String sound(Hub hub) {
        if (kind != null) {
            return "Sound.";
        }
        return "Sound: connectors " + hub.connectors().names() + ", mappings "
                + hub.mappings().names() + ", routes " + hub.routes().names() + ", tables.";
    }

    /** What can be checked by name. */
    enum Kind {
        CONNECTOR,
        MAPPING,
        ROUTE
    }
}
