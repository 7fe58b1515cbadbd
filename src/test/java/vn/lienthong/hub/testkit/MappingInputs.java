package vn.lienthong.hub.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What the cases of the mappings are given: each {@code input.json}, in order. */
public final class MappingInputs {
    private static final Path FOLDER = Path.of("mappings");

    private MappingInputs() {}

    public static List<Path> all() {
        return under(FOLDER);
    }

    /** Of one mapping, by its name. */
    public static List<Path> of(String mapping) {
        return under(FOLDER.resolve(mapping));
    }

    private static List<Path> under(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.endsWith("input.json")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
