package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.lienthong.hub.check.Violation;
import vn.lienthong.hub.connector.Connectors;
import vn.lienthong.hub.connector.ContractSource;
import vn.lienthong.hub.connector.NewFolder;
import vn.lienthong.hub.hub.Hub;
import vn.lienthong.hub.mapping.Mappings;

/** Makes a folder that passes {@code check}, from the one to copy. */
@Command(name = "new", description = "Makes the folder of a new connector or mapping; it passes check.")
final class NewCommand extends HubCommand {
    @Parameters(index = "0", paramLabel = "KIND", description = "connector or mapping")
    private Kind kind;

    @Parameters(index = "1", paramLabel = "NAME", description = "lower-case words with hyphens, for example tax-office")
    private String name;

    @Option(
            names = "--from",
            paramLabel = "CONTRACT",
            description = "begin the connector from this WSDL, or OpenAPI document (.yaml or .json)")
    private @Nullable Path from;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "",
            description = "of a WSDL with several ports this one; else the first")
    private String port;

    @Option(
            names = "--operation",
            paramLabel = "OPERATION",
            defaultValue = "",
            description = "begin with this operation of the contract; else with the first")
    private String operation;

    @Option(
            names = "--for",
            paramLabel = "CONNECTOR",
            description = "begin the mapping from the sample message of this connector")
    private @Nullable String destination;

    @Mixin
    private FolderOptions folders;

    @Override
    public Integer call() {
        if (!name.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*")) {
            throw CommandFailure.usage(
                    "The name cannot be that of a folder here.",
                    name,
                    "Use lower-case letters, digits and single hyphens, beginning with a letter: tax-office.");
        }
        Path home = FolderOptions.folder(folders.settings());
        try {
            return kind == Kind.CONNECTOR ? connector(home.resolve("connectors")) : mapping(home);
        } catch (IOException | UncheckedIOException e) {
            throw CommandFailure.usage(
                    "The folder cannot be written.",
                    String.valueOf(e.getMessage()),
                    "Check rights and room on the disk.");
        }
    }

    private int connector(Path connectors) {
        NewFolder made = from == null
                ? new NewFolder(Connectors.create(connectors, name), "", List.of())
                : Connectors.create(connectors, name, new ContractSource(from, port, operation));
        List<Violation> violations = Connectors.load(connectors).check(name);
        violations.forEach(violation -> out().println(violation.message()));
        if (from != null) {
            out().println("It begins with the operation " + made.operation() + "."
                    + (made.left().isEmpty() ? "" : " Left to do: " + String.join("; ", made.left()) + "."));
        }
        out().println("Made " + made.path() + ". "
                + (from == null ? "Change what it says" : "Fill in what is marked FILL IN")
                + ", then: check connector " + name + ".");
        // Their own document may name a real person or number; that must be masked before it is committed.
        return violations.isEmpty() ? DONE : CommandFailure.WRONG;
    }

    private int mapping(Path home) throws IOException {
        Path mappings = home.resolve("mappings");
        if (from != null) {
            throw CommandFailure.usage(
                    "A mapping is not begun from a contract.",
                    "--from " + from,
                    "Begin the connector --from it, then the mapping --for the connector.");
        }
        Path made = destination == null
                ? Mappings.create(mappings, name)
                : Mappings.create(
                        mappings, name, theirs(home, destination), Hub.at(home).reference());
        out().println("Made " + made + ". "
                + (destination == null ? "Change what it says" : "Fill in what is marked FILL IN in mapping.jslt")
                + ", then: check mapping " + name + ".");
        return DONE;
    }

    private static Mappings.Theirs theirs(Path home, String connector) {
        Connectors connectors = Connectors.load(home.resolve("connectors"));
        JsonNode message = connectors
                .sample(connector)
                .orElseThrow(() -> CommandFailure.usage(
                        "The connector has no message to begin from.",
                        "no case with a message in connectors/" + connector,
                        "Write connectors/" + connector + "/cases/taken/record.json first."));
        return new Mappings.Theirs(
                connector, message, connectors.shape(connector, message).orElseGet(MissingNode::getInstance));
    }

    /** What can be made. */
    enum Kind {
        CONNECTOR,
        MAPPING
    }
}
