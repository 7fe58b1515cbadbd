package vn.lienthong.hub.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProceduresTest {
    private final Procedures procedures = TestTables.REFERENCE.procedures();

    @Test
    void knowsAll294OfWhich103ArePublic() {
        assertThat(procedures.all()).hasSize(294);
        assertThat(procedures.all())
                .filteredOn(procedure -> !procedure.fictitious())
                .hasSize(103);
    }

    @Test
    void marksInventedOnesInCodeAndName() {
        assertThat(procedures.all())
                .filteredOn(Procedure::fictitious)
                .allMatch(procedure -> procedure.nationalCode().startsWith("9.9"))
                .allMatch(procedure -> procedure.name().startsWith("(Giả lập)"));
    }

    @ParameterizedTest
    @CsvSource({
        "1.001193, 1.001193",
        "1.001193.000.00.00.H08, 1.001193",
        "1.001193.H21, 1.001193",
        "1.012784.H21, 1.012784",
        "1.012784.000.00.00.H21, 1.012784",
        "2.000635.000.00.00.H21, 2.000635",
        "GIALAP_nv.000.00.00.H08, 9.900027"
    })
    void findsACodeInEveryForm(String code, String national) {
        assertThat(procedures.find(code)).map(Procedure::nationalCode).contains(national);
    }

    /** The row of the unknown code is copied from the procedure's own, as a rehearsal proposes it. */
    @Test
    void aFurtherRowGivesAProcedureAnotherCodeAndTakesNoneAway(@TempDir Path folder) throws IOException {
        Path table = folder.resolve("procedures.csv");
        String own = Files.readAllLines(TestTables.FOLDER.resolve("procedures.csv")).stream()
                .filter(line -> line.startsWith("1.001193,"))
                .findFirst()
                .orElseThrow();
        String further = own.replaceFirst("1.001193,1.001193.000.00.00.H08,", "KS_moi,KS_moi.000.00.00.H08,");
        Files.copy(TestTables.FOLDER.resolve("procedures.csv"), table);
        Files.writeString(table, further + "\n", StandardOpenOption.APPEND);

        Procedures more = Reference.load(ReferenceSettings.at(TestTables.FOLDER).replacing("procedures.csv", table))
                .procedures();

        assertThat(more.find("KS_moi.000.00.00.H08"))
                .map(Procedure::nationalCode)
                .contains("1.001193");
        assertThat(more.find("1.001193.H21")).map(Procedure::code).contains("1.001193");
        Files.writeString(table, further + "\n", StandardOpenOption.APPEND);
        assertThatThrownBy(() ->
                        Reference.load(ReferenceSettings.at(TestTables.FOLDER).replacing("procedures.csv", table)))
                .hasMessageContaining("KS_moi");
    }

    @Test
    void findsEveryProcedureByEachOfItsCodes() {
        for (Procedure procedure : procedures.all()) {
            assertThat(procedures.find(procedure.code())).contains(procedure);
            assertThat(procedures.find(procedure.localForm())).contains(procedure);
            assertThat(procedures.find(procedure.nationalCode())).contains(procedure);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1.00119",
                "1.0011930",
                "7.123456",
                "1.001193.00.H08",
                "1.001193.h08",
                "1.001193H08",
                "1.001193.000.00.00",
                "TS_lop1.000.00.00.H22",
                "gialap_nv.000.00.00.H08"
            })
    void findsNothingForAnUnknownCode(String code) {
        assertThat(procedures.find(code)).isEmpty();
    }

    @Test
    void ignoresBlanksAroundACode() {
        assertThat(procedures.find("\u00a0 1.001193.000.00.00.H08\u200b\n")).isPresent();
    }
}
