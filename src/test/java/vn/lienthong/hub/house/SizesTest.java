package vn.lienthong.hub.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How large a thing may be. What the sizes are now is written to target/house-sizes.txt. */
class SizesTest {
    private static final int LONGEST_FILE = 400;
    private static final int LONGEST_METHOD = 50;
    private static final int MOST_PARAMETERS = 5;
    private static final int LONGEST_FLOW = 60;

    /** Cases and contracts (OpenAPI, WSDL) are one document each by their nature, as long as what they describe. */
    private static final Pattern ONE_DOCUMENT = Pattern.compile(".*/(cases|contract)/.*|.*/openapi\\.yaml");

    /** Files that people write line by line. Tables and samples are as long as the world is. */
    private static final Set<String> WRITTEN = Set.of("java", "jslt", "xslt", "yaml", "yml", "sql", "sh", "md", "txt");

    private static final List<Path> JAVA = Repository.files("java");
    private static final JavaSources SOURCES = JavaSources.parse(JAVA);

    @Test
    void noFileIsLongerThanAPersonReadsInOneGo() {
        List<String> tooLong = Repository.files().stream()
                .filter(file -> WRITTEN.contains(Repository.ending(file)))
                .filter(file -> !ONE_DOCUMENT.matcher(Repository.name(file)).matches())
                .filter(file -> lines(file) > LONGEST_FILE)
                .map(file -> Repository.name(file) + ": " + lines(file) + " lines")
                .toList();
        assertThat(tooLong)
                .as("files over %d lines: split by subject", LONGEST_FILE)
                .isEmpty();
    }

    @Test
    void noMethodIsLongerThanAScreen() {
        List<JavaSources.Method> tooLong = SOURCES.methods.stream()
                .filter(method -> method.lines() > LONGEST_METHOD)
                .toList();
        assertThat(tooLong)
                .as("methods over %d lines: name the parts", LONGEST_METHOD)
                .isEmpty();
    }

    @Test
    void noMethodTakesMoreThanFiveParameters() {
        List<JavaSources.Method> tooMany = SOURCES.methods.stream()
                .filter(method -> method.parameters() > MOST_PARAMETERS)
                .toList();
        assertThat(tooMany)
                .as("methods with over %d parameters: what belongs together is a record", MOST_PARAMETERS)
                .isEmpty();
    }

    @Test
    void noFlowIsLongerThanAScreen() {
        List<String> tooLong = Repository.files("yaml").stream()
                .filter(file -> Repository.name(file).startsWith("routes/"))
                .filter(file -> lines(file) > LONGEST_FLOW)
                .map(Repository::name)
                .toList();
        assertThat(tooLong)
                .as("flows over %d lines: a flow has no logic", LONGEST_FLOW)
                .isEmpty();
    }

    @Test
    void theSizesOfTodayAreWrittenDown() throws IOException {
        int[] files = JAVA.stream().mapToInt(SizesTest::lines).sorted().toArray();
        int[] methods = SOURCES.methods.stream()
                .mapToInt(JavaSources.Method::lines)
                .sorted()
                .toArray();
        int[] parameters = SOURCES.methods.stream()
                .mapToInt(JavaSources.Method::parameters)
                .sorted()
                .toArray();
        String report = row("lines of a Java file", files, "aim: median 60, p90 150")
                + row("lines of a method body", methods, "aim: median 4, p90 14")
                + row("parameters of a method", parameters, "aim: at most 3")
                + "public types: " + SOURCES.publicTypes.size() + " of " + files.length + " files\n";
        Path target = Files.createDirectories(Repository.ROOT.resolve("target"));
        Files.writeString(target.resolve("house-sizes.txt"), report);
        assertThat(methods).as("method bodies that the parser saw").hasSizeGreaterThan(files.length);
    }

    private static String row(String what, int[] sorted, String aim) {
        return "%s: n %d, median %d, p90 %d, longest %d (%s)%n"
                .formatted(
                        what,
                        sorted.length,
                        sorted[sorted.length / 2],
                        sorted[(int) (sorted.length * 0.9)],
                        IntStream.of(sorted).max().orElse(0),
                        aim);
    }

    private static int lines(Path file) {
        return (int) Repository.read(file).lines().count();
    }
}
