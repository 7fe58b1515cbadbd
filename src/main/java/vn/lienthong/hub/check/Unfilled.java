package vn.lienthong.hub.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Finds what was begun and not finished: places marked {@value #MARK}. */
public final class Unfilled {

    /** Marks a place that only a person can fill in. */
    public static final String MARK = "FILL IN";

    private static final int SHOWN = 160;
    private static final long LARGEST = 1 << 20;

    private Unfilled() {}

    /**
     * One for each file of a folder that has marks, with its lines.
     *
     * @param shown how the folder is called before people
     */
    public static List<Violation> in(Path folder, String shown) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Violation> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Unfilled::isOurs).sorted().toList()) {
                of(file, shown + "/" + folder.relativize(file).toString().replace('\\', '/'), found);
            }
        } catch (IOException | UncheckedIOException e) {
            // What cannot be read is told by the other checks.
            return found;
        }
        return found;
    }

    /** What other people wrote, a contract, may say anything. */
    private static boolean isOurs(Path file) {
        String name = String.valueOf(file.getFileName());
        Path around = file.getParent();
        boolean theirs = around != null && around.endsWith("contract");
        return !theirs
                && name.matches(".*[.](jslt|json|ya?ml|md|http)")
                && Files.isRegularFile(file)
                && file.toFile().length() <= LARGEST;
    }

    private static void of(Path file, String where, List<Violation> found) {
        List<String> lines = new ArrayList<>();
        int first = 0;
        String words = "";
        List<String> all = lines(file);
        for (int i = 0; i < all.size(); i++) {
            int at = all.get(i).indexOf(MARK);
            if (at >= 0) {
                lines.add(String.valueOf(i + 1));
                if (first == 0) {
                    first = i + 1;
                    words = all.get(i).substring(at);
                }
            }
        }
        if (first > 0) {
            found.add(new Violation(
                    where + ":" + first,
                    lines.size() == 1 ? "A place is not filled in." : lines.size() + " lines are not filled in.",
                    (lines.size() == 1 ? "" : "lines " + String.join(", ", lines) + "; the first: ")
                            + words.substring(0, Math.min(SHOWN, words.length()))
                                    .strip()
                                    .replaceAll("[.]$", ""),
                    "Say there what the contract cannot tell, and take the mark out."));
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            // Not UTF-8: told by the other checks.
            return List.of();
        }
    }
}
