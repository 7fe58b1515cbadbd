package vn.lienthong.hub.difference;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * What to ignore in all exchanges of a recording: a YAML file with a list {@code ignore} of {@code where}, {@code why} and, where it holds for some
 * only, {@code connector} and {@code operation}.
 */
public final class IgnoreFile {
    /** Read without being named when it lies in the left recording. */
    public static final String NAME = "ignore.yaml";

    private static final Set<String> KNOWN = Set.of("where", "why", "connector", "operation");

    private IgnoreFile() {}

    /**
     * Reads one.
     *
     * @throws BadIgnore when it cannot be read, knows other names than these, or a row has no reason
     */
    public static List<Ignore> read(Path file) {
        Object said = yaml(file);
        if (said == null) {
            // So the shell leaves it for 'diff propose RECORDING AGAIN > RECORDING/ignore.yaml', and nothing is what it
            // says.
            return List.of();
        }
        if (!(said instanceof Map<?, ?> top) || !(top.get("ignore") instanceof List<?> rows) || top.size() > 1) {
            throw new BadIgnore(
                    "The file does not say what to ignore.",
                    file.toString(),
                    "It begins with 'ignore:', then rows of where and why; see docs/differences.md.");
        }
        List<Ignore> all = new ArrayList<>();
        for (Object row : rows) {
            all.add(row(file + ", row " + (all.size() + 1), row));
        }
        return all;
    }

    private static @Nullable Object yaml(Path file) {
        try {
            LoadSettings strict = LoadSettings.builder()
                    .setAllowDuplicateKeys(false)
                    .setMaxAliasesForCollections(0)
                    .build();
            return new Load(strict).loadFromString(Files.readString(file));
        } catch (IOException e) {
            throw new BadIgnore(
                    "The file of what to ignore cannot be read.",
                    file.toString(),
                    "Name a file that is there, or leave --ignore out.");
        } catch (YamlEngineException | StackOverflowError e) {
            String words = e.getMessage() == null ? "values within values without end" : e.getMessage();
            throw new BadIgnore(
                    "The file is not YAML.",
                    file + ", " + words.lines().findFirst().orElse(""),
                    "Compare it with docs/differences.md.");
        }
    }

    private static Ignore row(String from, @Nullable Object row) {
        if (!(row instanceof Map<?, ?> fields) || !KNOWN.containsAll(fields.keySet())) {
            throw new BadIgnore(
                    "A row of what to ignore is misspelt.",
                    from + ": " + row,
                    "It has where and why, and may have connector and operation.");
        }
        return new Ignore(
                text(fields, "where"), text(fields, "why"), text(fields, "connector"), text(fields, "operation"), from);
    }

    private static String text(Map<?, ?> fields, String name) {
        Object value = fields.get(name);
        return value == null ? "" : value.toString();
    }
}
