package vn.lienthong.hub.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.hub.drift.Level.BREAKS;
import static vn.lienthong.hub.drift.Level.HARMLESS;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A catalogue of what may change in a WSDL and its schemas, each change judged by what {@code province-soap} sends and reads. */
class SoapDriftTest {
    @TempDir
    Path folder;

    static List<Row> changes() {
        return Stream.of("soap-changes", "soap-more-changes")
                .flatMap(catalogue -> Row.of(catalogue).stream())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("changes")
    void eachChangeIsJudgedByWhatIsSentAndRead(Row row) throws Exception {
        DriftBed bed = new DriftBed(folder, "province-soap", "dossier-to-province-soap", "");
        DriftBed.edit(bed.contract(), row.before());
        List<Change> changes = bed.changes(bed.published(folder.resolve("theirs"), row.now()));

        if (row.told("what").isEmpty()) {
            assertThat(changes).isEmpty();
            return;
        }
        assertThat(changes).as("%s", changes).anyMatch(row::is);
        if (row.level() == HARMLESS) {
            assertThat(changes).allSatisfy(change -> assertThat(change.level()).isNotEqualTo(BREAKS));
        }
    }

    @Test
    void whatIsOneTypeOfOursIsToldOnceForAllOperationsThatItTouches() throws Exception {
        DriftBed bed = new DriftBed(folder, "province-soap", "dossier-to-province-soap", "");
        List<Change> changes = bed.changes(bed.published(
                folder.resolve("theirs"),
                Map.of("<xs:element name=\"errCode\" type=\"xs:string\" minOccurs=\"0\"/>", "")));
        assertThat(changes)
                .filteredOn(change -> change.level() == BREAKS)
                .extracting(Change::endpoint)
                .containsExactly("countDocument", "pushDocument", "updateResult", "updateStatus");
    }

    /** The operation that we send most is in no port of the folder's contract. */
    @Test
    void whatWeSendAndTheFoldersContractDoesNotHaveIsNotTakenForUnused() throws Exception {
        DriftBed bed = new DriftBed(folder, "province-soap", "dossier-to-province-soap", "");
        Map<String, String> renamed = Map.of("ALL:operation name=\"pushDocument\"", "operation name=\"push\"");
        Path with = bed.published(folder.resolve("with"), Map.of());
        DriftBed.edit(bed.contract(), renamed);
        assertThat(bed.changes(with))
                .filteredOn(change -> change.operations().contains("pushDocument"))
                .singleElement()
                .satisfies(change -> {
                    assertThat(change.level()).isEqualTo(Level.MAY_BREAK);
                    assertThat(change.what()).isEqualTo("new operation");
                    assertThat(change.why()).startsWith("we send it");
                });
        assertThat(bed.changes(bed.published(folder.resolve("without"), Map.of())))
                .singleElement()
                .satisfies(change -> {
                    assertThat(change.level()).isEqualTo(Level.MAY_BREAK);
                    assertThat(change.endpoint()).isEqualTo("pushDocument");
                    assertThat(change.what()).isEqualTo("not compared");
                });
    }
}
