package vn.lienthong.hub.parts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The samples of docs/external-parts.md, so that what is written there is what is run here. */
final class Runbook {
    private static final Path MANUAL = Path.of("docs/external-parts.md");

    private final String section;

    private Runbook(String section) {
        this.section = section;
    }

    /** A section by its heading. */
    static Runbook section(String heading) throws IOException {
        String all = Files.readString(MANUAL);
        int from = all.indexOf("## " + heading + "\n");
        if (from < 0) {
            throw new IllegalStateException("The manual has no section of this name. Found: \"" + heading + "\".");
        }
        int to = all.indexOf("\n## ", from + 4);
        return new Runbook(all.substring(from, to < 0 ? all.length() : to));
    }

    /** The samples in a language, in their order. */
    List<String> samples(String language) {
        return Pattern.compile("(?m)^```" + language + "\\n(.*?)^```$", Pattern.DOTALL)
                .matcher(section)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    /** The one sample in a language. */
    String sample(String language) {
        List<String> all = samples(language);
        if (all.size() != 1) {
            throw new IllegalStateException("There should be one sample in " + language + ". Found: " + all.size());
        }
        return all.get(0);
    }

    /** What a regular expression finds in the text around the samples. */
    String words(String pattern) {
        return Pattern.compile(pattern)
                .matcher(section)
                .results()
                .findFirst()
                .map(MatchResult::group)
                .orElseThrow(() -> new IllegalStateException("The section does not say " + pattern));
    }
}
