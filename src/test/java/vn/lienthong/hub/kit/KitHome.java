package vn.lienthong.hub.kit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.opentest4j.AssertionFailedError;
import vn.lienthong.hub.mapping.RecordSchema;
import vn.lienthong.hub.reference.ReferenceSettings;

/**
 * The three folders of a hub in a test: those of the project, and where it has no tables or no schema of records, a copy with those that the kit
 * brings.
 *
 * @param path what the hub is started with
 * @param copied whether it is thrown away afterwards
 */
record KitHome(Path path, boolean copied) implements AutoCloseable {
    private static final List<String> FOLDERS = List.of("routes", "connectors", "mappings");

    /** @throws AssertionFailedError when the folder is no home of a hub */
    static KitHome of(Path home) {
        for (String folder : FOLDERS) {
            if (!Files.isDirectory(home.resolve(folder))) {
                throw new AssertionFailedError(
                        "This is no home of a hub. Found: no folder " + folder + "/ in "
                                + home.toAbsolutePath().normalize()
                                + ". It needs routes/, connectors/ and mappings/; HubExtension.at names it from where the tests run.");
            }
        }
        Path mappings = home.resolve("mappings");
        boolean tables = Files.isDirectory(mappings.resolve("tables"));
        boolean schema = Files.isRegularFile(mappings.resolve(RecordSchema.FILE));
        return tables && schema ? new KitHome(home, false) : completed(home, tables, schema);
    }

    private static KitHome completed(Path home, boolean tables, boolean schema) {
        try {
            Path copy = Files.createTempDirectory("lienthong-home");
            for (String folder : FOLDERS) {
                copy(home, home.resolve(folder), copy);
            }
            if (!tables) {
                for (String table : ReferenceSettings.TABLES) {
                    bring("tables/" + table, copy);
                }
            }
            if (!schema) {
                bring(RecordSchema.FILE, copy);
            }
            return new KitHome(copy, true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path home, Path folder, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(home.relativize(file).toString());
                Files.createDirectories(Objects.requireNonNull(target.getParent()));
                Files.copy(file, target);
            }
        }
    }

    private static void bring(String file, Path home) throws IOException {
        Path target = home.resolve("mappings").resolve(file);
        Files.createDirectories(Objects.requireNonNull(target.getParent()));
        try (InputStream bytes = KitHome.class.getResourceAsStream("mappings/" + file)) {
            if (bytes == null) {
                throw new AssertionFailedError("The test kit has no tables with it. Found: no " + file
                        + " beside its classes. Take the jar with the classifier testkit, or have mappings/" + file
                        + " in your project.");
            }
            Files.copy(bytes, target);
        }
    }

    @Override
    public void close() {
        if (copied) {
            delete(path);
        }
    }

    /** As far as possible: what stays lies in the folder for temporary files. */
    static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(one);
            }
        } catch (IOException e) {
            // Left behind.
        }
    }
}
