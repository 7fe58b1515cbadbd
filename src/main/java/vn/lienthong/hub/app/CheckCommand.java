package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.lienthong.hub.check.Violation;
import vn.lienthong.hub.hub.Hub;

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

    @Option(names = "--json", description = "print the violations as JSON")
    private boolean json;

    @Mixin
    private FolderOptions folders;

    @Override
    public Integer call() {
        HubSettings settings = folders.settings();
        Hub hub = FolderOptions.hub(settings);
        List<Violation> violations = kind == null ? hub.check() : some(hub, kind);
        List<Violation> warnings = violations.isEmpty() && kind == null
                ? FictitiousCodes.warning(settings, hub.reference()).stream().toList()
                : List.of();
        if (json) {
            ObjectNode found = Json.object();
            found.set("violations", Json.list(violations));
            found.put("sound", violations.isEmpty());
            found.set("warnings", Json.list(warnings));
            out().println(Json.pretty(found));
        } else {
            violations.forEach(violation -> out().println(violation.message()));
            warnings.forEach(warning -> out().println("Warning: " + warning.message()));
            out().println(violations.isEmpty() ? sound(hub) : "Violations: " + violations.size() + ".");
        }
        return violations.isEmpty() ? DONE : CommandFailure.WRONG;
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
