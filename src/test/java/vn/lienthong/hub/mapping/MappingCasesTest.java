package vn.lienthong.hub.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import vn.lienthong.hub.check.Violation;
import vn.lienthong.hub.reference.Reference;

/** Runs every case of every mapping. Adding a folder adds its tests. */
class MappingCasesTest {
    private static final Path FOLDER = Path.of("mappings");
    private final Mappings mappings = Mappings.load(FOLDER, Reference.load(FOLDER.resolve("tables")));

    @TestFactory
    Stream<DynamicContainer> everyMappingMakesWhatItsCasesExpect() {
        return mappings.names().stream().map(name -> DynamicContainer.dynamicContainer(name, cases(name)));
    }

    @Test
    void everyFolderKeepsTheRules() {
        assertThat(mappings.check()).extracting(Violation::message).isEmpty();
    }

    private List<DynamicTest> cases(String name) {
        JsltMapping mapping = (JsltMapping) mappings.named(name).orElseThrow();
        MappingCases cases = new MappingCases(FOLDER.resolve(name).resolve("cases"));
        List<DynamicTest> tests = new ArrayList<>();
        for (Path one : cases.all()) {
            tests.add(DynamicTest.dynamicTest(
                    one.getFileName().toString(), () -> assertThat(cases.violations(mapping, one))
                            .extracting(Violation::message)
                            .isEmpty()));
        }
        assertThat(tests).as("cases of %s", name).isNotEmpty();
        return tests;
    }
}
