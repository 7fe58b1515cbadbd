package vn.lienthong.hub.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is pulled and what is looked up: each change judged by what pull.yaml, lookup.yaml, rows and the mappings on both sides send and read. */
class WayBackDriftTest {
    @TempDir
    Path folder;

    static List<Row> changes() {
        return Row.of("way-back-changes");
    }

    @ParameterizedTest
    @MethodSource("changes")
    void eachChangeIsJudgedByWhatIsAskedAndTaken(Row row) throws Exception {
        DriftBed bed = new DriftBed(folder, row.told("connector"), row.told("sends"), row.told("reads"));
        DriftBed.edit(bed.contract(), row.before());
        List<Change> changes = bed.changes(bed.published(folder.resolve("theirs"), row.now()));

        assertThat(changes).as("%s", changes).anyMatch(row::is);
        assertThat(changes.get(0).level()).as("the worst of %s", changes).isEqualTo(row.level());
        assertThat(changes.stream().filter(row::is).findFirst().orElseThrow().operations())
                .isEqualTo(new TreeSet<>(List.of(row.told("operations").split(", "))));
    }
}
