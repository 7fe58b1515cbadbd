package vn.lienthong.hub.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import vn.lienthong.hub.connector.Connectors;

/** Makes a folder that passes {@code check}, from the one to copy. */
@Command(name = "new", description = "Makes the folder of a new connector or mapping; it passes check.")
final class NewCommand extends HubCommand {
    private static final String EXAMPLE = "dossier-to-echo";

    @Parameters(index = "0", paramLabel = "KIND", description = "connector or mapping")
    private Kind kind;

    @Parameters(index = "1", paramLabel = "NAME", description = "lower-case words with hyphens, for example tax-office")
    private String name;

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
            Path made = kind == Kind.CONNECTOR
                    ? Connectors.create(home.resolve("connectors"), name)
                    : mapping(home.resolve("mappings"));
            out().println("Made " + made + ". Change what it says, then: check "
                    + (kind == Kind.CONNECTOR ? "connector " : "mapping ") + name);
            return DONE;
        } catch (IOException | UncheckedIOException e) {
            throw CommandFailure.usage(
                    "The folder cannot be written.",
                    String.valueOf(e.getMessage()),
                    "Check rights and room on the disk.");
        }
    }

    /** The mapping to copy, under another name. */
    private Path mapping(Path mappings) throws IOException {
        Path example = mappings.resolve(EXAMPLE);
        Path made = mappings.resolve(name);
        if (Files.exists(made)) {
            throw CommandFailure.usage("There is such a folder already.", made.toString(), "Choose another name.");
        }
        if (!Files.isDirectory(example)) {
            throw CommandFailure.usage(
                    "The mapping to copy is missing.", example.toString(), "Take it from the hub's distribution.");
        }
        List<Path> files;
        try (Stream<Path> walk = Files.walk(example)) {
            files = walk.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            Path copy = made.resolve(example.relativize(file));
            Files.createDirectories(copy.getParent());
            String text = Files.readString(file, StandardCharsets.UTF_8);
            Files.writeString(copy, text.replace(EXAMPLE, name), StandardCharsets.UTF_8);
        }
        return made;
    }

    /** What can be made. */
    enum Kind {
        CONNECTOR,
        MAPPING
    }
}
