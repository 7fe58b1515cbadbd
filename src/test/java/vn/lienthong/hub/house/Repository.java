package vn.lienthong.hub.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** The files of this project as a fresh clone has them: what the build and the hub leave behind is left out. */
final class Repository {
    static final Path ROOT = Path.of(System.getProperty("basedir", "")).toAbsolutePath();

    /** What a run or an editor leaves beside the sources; the same names stand in .gitignore. */
    private static final Set<String> LEFT_BEHIND = Set.of(".git", "target", "data", ".idea", ".vscode", ".settings");

    private static final Set<String> BINARY = Set.of("bin", "png", "p12", "pdf", "gz", "zst", "jar", "raw", "class");

    private Repository() {}

    static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    static String read(String relative) {
        return read(ROOT.resolve(relative));
    }

    /** Path from the root, with forward slashes, for messages. */
    static String name(Path file) {
        return ROOT.relativize(file).toString().replace('\\', '/');
    }

    static List<String> topLevel() {
        try (Stream<Path> children = Files.list(ROOT)) {
            return children.map(Repository::name)
                    .filter(name -> !LEFT_BEHIND.contains(name))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Path> files() {
        List<Path> files = new ArrayList<>();
        try {
            Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    boolean beside = ROOT.equals(folder.getParent())
                            && LEFT_BEHIND.contains(folder.getFileName().toString());
                    return beside ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    // In a linked work tree .git is a file that names a folder of this machine.
                    boolean git = file.equals(ROOT.resolve(".git"));
                    if (!git && !name(file).contains(".received.")) {
                        files.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        files.sort(null);
        return files;
    }

    /** Files that people and tools read as text. */
    static List<Path> textFiles() {
        return files().stream().filter(file -> !BINARY.contains(ending(file))).toList();
    }

    static List<Path> files(String ending) {
        return files().stream().filter(file -> ending(file).equals(ending)).toList();
    }

    static String ending(Path file) {
        String name = file.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
