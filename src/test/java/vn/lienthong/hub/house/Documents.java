package vn.lienthong.hub.house;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The Markdown files of the project: their links, headings and samples. */
final class Documents {
    private static final Pattern LINK = Pattern.compile("\\[[^\\]\\[]*]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.+?) *$");
    private static final Pattern FENCE = Pattern.compile("(?ms)^ *```([\\w-]+)([^\\n]*)\\n(.*?)^ *```");

    /** A fenced block. {@code words} is what follows the language on its first line. */
    record Sample(Path file, int line, String language, String words, String text) {
        String where() {
            return Repository.name(file) + ":" + line;
        }
    }

    private Documents() {}

    static List<Path> all() {
        return Repository.files("md");
    }

    static List<Sample> samples(String... languages) {
        Set<String> wanted = Set.of(languages);
        List<Sample> samples = new ArrayList<>();
        for (Path file : all()) {
            String text = Repository.read(file);
            Matcher fence = FENCE.matcher(text);
            while (fence.find()) {
                int line = (int) text.substring(0, fence.start()).lines().count() + 1;
                if (wanted.contains(fence.group(1))) {
                    samples.add(new Sample(
                            file, line, fence.group(1), fence.group(2).strip(), fence.group(3)));
                }
            }
        }
        return samples;
    }

    /** Links that lead nowhere, each with its file. Links to other hosts are not followed: the build needs no network. */
    static List<String> brokenLinks() {
        List<String> broken = new ArrayList<>();
        for (Path file : all()) {
            Matcher link = LINK.matcher(FENCE.matcher(Repository.read(file)).replaceAll(""));
            while (link.find()) {
                whyBroken(file, link.group(1))
                        .ifPresent(why -> broken.add(Repository.name(file) + ": " + link.group(1) + " (" + why + ")"));
            }
        }
        return broken;
    }

    /** The Markdown files that a reader who starts at one comes to by following links. */
    static Set<Path> reachedFrom(Path start) {
        Set<Path> reached = new LinkedHashSet<>();
        Deque<Path> open = new ArrayDeque<>(List.of(start));
        while (!open.isEmpty()) {
            Path file = open.pop();
            if (Files.isRegularFile(file) && Repository.ending(file).equals("md") && reached.add(file)) {
                LINK.matcher(Repository.read(file))
                        .results()
                        .map(link -> link.group(1).replaceAll("#.*", ""))
                        .filter(target -> !target.isEmpty() && !target.contains(":"))
                        .forEach(target -> open.push(file.resolveSibling(target).normalize()));
            }
        }
        return reached;
    }

    private static Optional<String> whyBroken(Path file, String target) {
        if (target.matches("(https?|mailto):.*")) {
            return Optional.empty();
        }
        String[] parts = target.split("#", 2);
        Path goal = parts[0].isEmpty() ? file : file.resolveSibling(parts[0]).normalize();
        if (!goal.startsWith(Repository.ROOT) || !Files.exists(goal)) {
            return Optional.of("no such file");
        }
        boolean anchor = parts.length == 2 && !parts[1].isEmpty();
        return anchor && !anchors(goal).contains(parts[1]) ? Optional.of("no such heading") : Optional.empty();
    }

    private static Set<String> anchors(Path file) {
        return HEADING.matcher(Repository.read(file))
                .results()
                .map(heading -> heading.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }
}
