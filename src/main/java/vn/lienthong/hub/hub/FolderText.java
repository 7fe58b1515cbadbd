package vn.lienthong.hub.hub;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The lines of the files of the three folders at one moment, to tell later what has changed. Cases and manuals do not count. */
final class FolderText {
    private static final List<String> FOLDERS = List.of("mappings", "connectors", "routes");

    private final Map<String, List<String>> files = new TreeMap<>();

    private FolderText() {}

    /**
     * Reads them.
     *
     * @param others files elsewhere that belong to them
     */
    static FolderText of(Path home, Collection<Path> others) {
        FolderText text = new FolderText();
        for (String folder : FOLDERS) {
            text.addAll(home, home.resolve(folder));
        }
        others.forEach(file -> text.add(file.toString(), file));
        return text;
    }

    /**
     * What is otherwise than it was, a line for each file.
     *
     * @param which the files that matter, by their name from the home
     */
    List<String> since(FolderText before, Predicate<String> which) {
        TreeSet<String> names = new TreeSet<>(before.files.keySet());
        names.addAll(files.keySet());
        List<String> changes = new ArrayList<>();
        for (String name : names) {
            List<String> was = before.files.get(name);
            List<String> is = files.get(name);
            if (!which.test(name) || is != null && is.equals(was)) {
                continue;
            }
            changes.add(name + (was == null ? " (new)" : is == null ? " (gone)" : " (" + difference(was, is) + ")"));
        }
        return changes;
    }

    private static String difference(List<String> was, List<String> is) {
        List<String> added = new ArrayList<>(is);
        was.forEach(added::remove);
        List<String> removed = new ArrayList<>(was);
        is.forEach(removed::remove);
        return "lines: " + added.size() + " new, " + removed.size() + " gone";
    }

    private void addAll(Path home, Path folder) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                String name = home.relativize(file).toString().replace('\\', '/');
                if (!name.contains("/cases/") && !name.endsWith(".md")) {
                    add(name, file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Folder " + folder + " cannot be read", e);
        }
    }

    // Latin letters only stand for bytes here: what is no UTF-8 is told by whoever uses the file.
    private void add(String name, Path file) {
        try {
            files.put(
                    name,
                    Files.readString(file, StandardCharsets.ISO_8859_1).lines().toList());
        } catch (IOException e) {
            files.put(name, List.of());
        }
    }
}
