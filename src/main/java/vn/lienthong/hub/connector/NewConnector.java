package vn.lienthong.hub.connector;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/** Writes the folder of a new connector: echo under another name. Whole or not at all. */
record NewConnector(Path folder, String name) {

    private static final String MODEL = "echo";

    NewConnector {
        if (!FolderRules.validName(name) || name.equals(MODEL)) {
            throw new IllegalArgumentException(
                    "A connector's name must be lower case letters, digits and single dashes, at most 40. Found: "
                            + name + ". Example: ministry-soap.");
        }
        if (!Files.isDirectory(folder.resolve(MODEL))) {
            throw new IllegalArgumentException("There is no connector to copy. Found: no folder "
                    + folder.resolve(MODEL) + ". Set hub.home to the folder that holds connectors/echo.");
        }
        if (Files.exists(folder.resolve(name))) {
            throw new IllegalArgumentException("There is a connector of this name already. Found: "
                    + folder.resolve(name) + ". Choose another name or remove the folder.");
        }
    }

    Path write() {
        return write(null, (file, text) -> text);
    }

    /** The same, begun from what the other side publishes; their document is kept unchanged. */
    Path write(Path contract) {
        ContractDraft draft = new ContractDraft(OpenApiContract.read(contract));
        return write(contract, draft::changed);
    }

    private Path write(@Nullable Path contract, BinaryOperator<String> change) {
        Path target = folder.resolve(name);
        try {
            Path half = Files.createTempDirectory(folder, ".new-");
            for (TextFile file : new ConnectorFolder(folder.resolve(MODEL)).files()) {
                if (contract != null && file.name().startsWith("contract/")) {
                    continue;
                }
                Path copy = half.resolve(file.name().replace(MODEL + "-sink", name + "-sink"));
                Files.createDirectories(copy.getParent());
                Files.writeString(copy, change.apply(file.name(), renamed(file, Files.readString(file.path()))));
            }
            if (contract != null) {
                Path kept = half.resolve("contract").resolve(contract.getFileName());
                Files.createDirectories(kept.getParent());
                Files.copy(contract, kept);
            }
            return Files.move(half, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("The folder " + target + " could not be written", e);
        }
    }

    /** Only what names the connector changes; the cases stay as they are and go on proving the rows. */
    private String renamed(TextFile file, String text) {
        String title = title();
        return switch (file.name()) {
            case MODEL + "-sink.kamelet.yaml" ->
                text.replace("name: echo-sink", "name: " + name + "-sink")
                        .replace("title: \"Echo\"", "title: \"" + title + "\"");
            case "README.md" -> text.replaceFirst("(?m)^# .*$", "# " + title);
            default -> text;
        };
    }

    private String title() {
        String words = name.replace('-', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
