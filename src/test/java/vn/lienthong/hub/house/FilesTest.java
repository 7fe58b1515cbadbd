package vn.lienthong.hub.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every file is: where it lies, how its text is written, and what it never holds. */
class FilesTest {
    private static final Set<String> TOP_LEVEL = Set.of(
            "pom.xml",
            "README.md",
            "routes",
            "connectors",
            "mappings",
            "test-fixtures",
            "src",
            "docs",
            "CHANGELOG.md",
            "CONTRIBUTING.md",
            ".editorconfig",
            ".gitattributes",
            ".gitignore",
            ".ci");

    /** Exact bytes matter here, whatever they are: messages as sent and text that a person approved. */
    private static final Pattern KEPT_AS_IS = Pattern.compile(".*\\.(http|approved\\.txt|approved\\.json)");

    /** Samples that are wrong on purpose say so in their path. */
    private static final Pattern WRONG_ON_PURPOSE = Pattern.compile(
            "(test-fixtures|src/test/resources|(mappings|connectors)/[^/]+/cases)/.*(nfd|decomposed|dirty|broken|wrong).*");

    /** Hosts that only this build machine or only a package registry has. In parts, so that this file does not hold them. */
    private static final Pattern REGISTRY = Pattern.compile(String.join(
            "|",
            "repo1?\\.maven\\." + "(org|apache)",
            "registry\\." + "(npmjs|yarnpkg)",
            "(artifactory|nexus|jfrog|pypi|proxy\\.golang)" + "[\\w.-]*\\.(org|com|net|io|local|internal)\\b",
            "files\\.pythonhosted" + "\\.org",
            "deb\\.debian" + "\\.org"));

    @Test
    void nothingElseLiesAtTheTop() {
        assertThat(Repository.topLevel())
                .as("the top level is the map of the house")
                .isSubsetOf(TOP_LEVEL);
    }

    @Test
    void everyFileNameIsAscii() {
        List<String> foreign = names(Repository.files())
                .filter(name -> !StandardCharsets.US_ASCII.newEncoder().canEncode(name) || name.contains(" "))
                .toList();
        assertThat(foreign).as("file names with blanks or letters beyond ASCII").isEmpty();
    }

    @Test
    void everyTextIsUtf8() {
        List<Path> undecodable =
                Repository.textFiles().stream().filter(file -> !isUtf8(file)).toList();
        assertThat(undecodable)
                .as("text that is not UTF-8; bytes kept on purpose end in .bin or .raw")
                .isEmpty();
    }

    @Test
    void everyTextIsComposed() {
        List<String> decomposed = names(plainText()
                        .filter(file -> !Normalizer.isNormalized(Repository.read(file), Normalizer.Form.NFC)))
                .toList();
        assertThat(decomposed)
                .as("text that is not NFC; a sample that must not be says nfd in its name")
                .isEmpty();
    }

    @Test
    void everyTextEndsItsLinesAsTheEditorConfigurationSays() {
        List<String> wrong = names(plainText().filter(file -> {
                    String text = Repository.read(file);
                    return text.contains("\r") || !(text.isEmpty() || text.endsWith("\n"));
                }))
                .toList();
        assertThat(wrong)
                .as("text with carriage returns, or without a line end at the end")
                .isEmpty();
    }

    @Test
    void nothingNamesARegistry() {
        List<String> naming = names(plainText()
                        .filter(file -> REGISTRY.matcher(Repository.read(file)).find()))
                .toList();
        assertThat(naming)
                .as("files that name a package registry: where packages come from is the machine's affair")
                .isEmpty();
    }

    private static Stream<Path> plainText() {
        return Repository.textFiles().stream()
                .filter(file -> !KEPT_AS_IS.matcher(Repository.name(file)).matches())
                .filter(file -> !WRONG_ON_PURPOSE.matcher(Repository.name(file)).matches())
                .filter(FilesTest::isUtf8);
    }

    private static Stream<String> names(List<Path> files) {
        return names(files.stream());
    }

    private static Stream<String> names(Stream<Path> files) {
        return files.map(Repository::name);
    }

    private static boolean isUtf8(Path file) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(Files.readAllBytes(file)));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
