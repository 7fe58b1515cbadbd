package vn.lienthong.hub.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What every Java source and every package carries. */
class SourcesTest {
    private static final JavaSources MACHINE = JavaSources.parse(Repository.files("java").stream()
            .filter(file -> Repository.name(file).startsWith("src/main/"))
            .toList());

    private static final JavaSources ALL = JavaSources.parse(Repository.files("java"));

    @Test
    void everyPublicTypeSaysWhatItIs() {
        List<String> silent = MACHINE.publicTypes.stream()
                .filter(type -> !type.doc().matches("(?s).*[\\p{L}\\p{N})}].*[.:].*"))
                .map(JavaSources.PublicType::where)
                .toList();
        assertThat(silent)
                .as("public types without a Javadoc sentence: say what it is, then units, defaults, errors")
                .isEmpty();
    }

    @Test
    void everyPackageIsNullMarkedAndSaysWhatLivesThere() {
        Set<Path> packages = Repository.files("java").stream()
                .map(Path::getParent)
                // The sample project is somebody else's.
                .filter(folder -> Repository.name(folder).startsWith("src/"))
                .filter(folder ->
                        Repository.name(folder).startsWith("src/main/") || !Files.isDirectory(twinInMain(folder)))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(packages).isNotEmpty();
        for (Path folder : packages) {
            Path info = folder.resolve("package-info.java");
            assertThat(info).exists();
            assertThat(Repository.read(info))
                    .as(Repository.name(info))
                    .contains("@NullMarked")
                    .containsPattern("(?s)^/\\*\\*.*\\..*\\*/");
        }
    }

    @Test
    void everyNameInCodeIsAscii() {
        List<JavaSources.Name> foreign = ALL.names.stream()
                .filter(name -> !StandardCharsets.US_ASCII.newEncoder().canEncode(name.text()))
                .toList();
        assertThat(foreign)
                .as("names with letters beyond ASCII: take the English word of the glossary")
                .isEmpty();
    }

    /** A test in the package of a room of the machine shares that room's package-info. */
    private static Path twinInMain(Path folder) {
        return Repository.ROOT.resolve(Repository.name(folder).replaceFirst("^src/(test|jmh)/", "src/main/"));
    }
}
