package vn.lienthong.hub.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** That what test-fixtures/section-17.md says is tried really is. */
class SectionSeventeenTest {
    private static final MarkdownTable TABLE =
            MarkdownTable.find(Repository.read("test-fixtures/section-17.md"), "number");

    private static final Pattern NAME = Pattern.compile("nasty/[\\w.-]+|[a-z][\\w-]+/[\\w-]+|[A-Z]\\w+\\.\\w+");
    private static final Pattern LATER = Pattern.compile("comes? with issue [2-6]\\b");

    @Test
    void everyNumberIsTriedOrSaysWithWhatItComes() {
        assertThat(TABLE.column("number"))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 45).mapToObj(String::valueOf).toList());
        for (List<String> row : TABLE.rows()) {
            String where = row.get(2);
            assertThat(NAME.matcher(where).find() || LATER.matcher(where).find())
                    .as("number %s: %s", row.get(0), where)
                    .isTrue();
        }
    }

    @Test
    void everyCaseAndTestThatIsNamedIsThere() {
        List<String> missing = new ArrayList<>();
        for (List<String> row : TABLE.rows()) {
            NAME.matcher(row.get(2))
                    .results()
                    .map(found -> found.group())
                    .filter(name -> !isThere(name))
                    .forEach(name -> missing.add(row.get(0) + ": " + name));
        }
        assertThat(missing).isEmpty();
    }

    private static boolean isThere(String name) {
        if (name.startsWith("nasty/")) {
            return Files.isRegularFile(Repository.ROOT.resolve("test-fixtures/" + name));
        }
        if (name.contains("/")) {
            String inFolder = name.replace("/", "/cases/");
            return Stream.of("connectors/", "mappings/")
                    .anyMatch(room -> Files.isDirectory(Repository.ROOT.resolve(room + inFolder)));
        }
        String[] test = name.split("\\.");
        return sources(test[0] + ".java")
                .matches("(?s).*@(?:Test|ParameterizedTest|Property)\\b.*\\bvoid " + test[1] + "\\(.*");
    }

    private static String sources(String file) {
        return Repository.files().stream()
                .filter(path -> path.getFileName().equals(Path.of(file)))
                .map(Repository::read)
                .collect(Collectors.joining());
    }
}
