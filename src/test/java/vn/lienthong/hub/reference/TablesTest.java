package vn.lienthong.hub.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.lienthong.hub.vocabulary.Status;

class TablesTest {
    @TempDir
    private Path folder = Path.of("set by JUnit");

    @Test
    void findsNothingWrongWithTheTablesOfTheHub() {
        assertThat(Reference.check(ReferenceSettings.at(TestTables.FOLDER))).isEmpty();
    }

    @Test
    void readsEveryTableOfTheFolderAndNoOther() throws IOException {
        try (Stream<Path> files = Files.list(TestTables.FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".csv")))
                    .containsExactlyInAnyOrderElementsOf(ReferenceSettings.TABLES);
        }
    }

    @Test
    void saysOfEveryTableWhereItComesFromAndWhatIsUncertain() throws IOException {
        for (String table : ReferenceSettings.TABLES) {
            String text = Files.readString(TestTables.FOLDER.resolve(table.replace(".csv", ".md")));
            assertThat(text)
                    .as(table)
                    .startsWith("# " + table)
                    .contains("**Source.**", "**Legal basis.**", "**Uncertain.**", "**To replace.**");
        }
    }

    @Test
    void knowsAllStatuses() {
        Statuses statuses = TestTables.REFERENCE.statuses();
        for (Status status : Status.values()) {
            String code = statuses.of(status).nationalCode();
            assertThat(code).isEqualTo(Integer.toString(status.nationalCode()));
        }
        assertThat(statuses.of(Status.RETURNED).endsDossier()).isTrue();
        assertThat(statuses.of(Status.RETURNED).name()).isEqualTo("Đã trả kết quả");
    }

    @Test
    void takesAnotherFileInThePlaceOfOneTable() throws IOException {
        String codes = Files.readString(TestTables.FOLDER.resolve("agency-codes.csv"));
        Path own = folder.resolve("our codes.csv");
        Files.writeString(
                own, "\uFEFF" + codes.replace("000.06.ZZ.H08", "000.77.ZZ.H08").replace("\n", "\r\n"));
        Reference reference =
                Reference.load(ReferenceSettings.at(TestTables.FOLDER).replacing("agency-codes.csv", own));
        assertThat(TestTables.REFERENCE.agencies().codeOn("21565", LocalDate.of(2019, 12, 16)))
                .contains("000.06.ZZ.H08");
        assertThat(reference.agencies().codeOn("21565", LocalDate.of(2019, 12, 16)))
                .contains("000.77.ZZ.H08");
    }

    @Test
    void refusesToReplaceWhatIsNoTable() {
        assertThatThrownBy(() -> ReferenceSettings.at(folder).replacing("agencies.csv", folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("hub.reference.replacements must name a table. Found: agencies.csv.");
    }

    @Test
    void saysEverythingThatIsWrongAtOnce() throws IOException {
        copyTables();
        change("units.csv", "21550,Phường Nhơn Bình,WARD,2019", "2155,Phường Nhơn Bình,WARD,2019");
        change("calendar.csv", "2019-01-01,Tue", "2019-01-01,Wed");
        change("procedures.csv", "1.001193,1.001193.000", "1.000894,1.001193.000");
        Files.delete(folder.resolve("provinces.csv"));
        assertThatThrownBy(() -> Reference.load(folder)).isInstanceOfSatisfying(BrokenTables.class, broken -> {
            assertThat(broken.faults())
                    .extracting(fault -> fault.where().replace(folder.toString(), ""))
                    .contains("/units.csv:2", "/calendar.csv:2", "/procedures.csv:3", "/provinces.csv");
            assertThat(broken)
                    .hasMessageContaining("/units.csv:2: Column code has not the expected shape. Found: 2155.");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "21583,Phường Quy Nhơn,WARD,2025-07,2025-07-01|21583,Phường Quy Nhơn,WARD,2025-07,2025-06-30"
                        + "|has two meanings on the same day",
                "21550,Phường Nhơn Bình,WARD,2019,,2024-12-01|21550,Phường Nhơn Bình,WARD,2019,2024-12-01,2024-12-01"
                        + "|must be after valid_from",
                "21550,Phường Nhơn Bình,WARD,2019|21550,Phường Nhơn Bình,TOWN,2019|must be one of the known words",
                "21550,Phường Nhơn Bình,WARD,2019,,2024-12-01|21550,Phường Nhơn Bình,WARD,2019,,1/12/2024|must be a day",
                "21550,Phường Nhơn Bình,WARD,2019|21550,Phường Khác,WARD,2019|must be a unit of units.csv"
            })
    void refusesUnitsThatCannotBe(String right, String wrong, String what) throws IOException {
        copyTables();
        change("units.csv", right, wrong);
        assertThat(faults()).anyMatch(message -> message.contains(what));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "unit-succession.csv|2025-07-01,21607,Xã Nhơn Châu,21607,Xã Nhơn Châu,1664/NQ-UBTVQH15|"
                        + "|A unit ends without a successor",
                "unit-succession.csv|21583,Phường Lê Lợi,21583,Phường Thị Nại|21583,Phường Thị Nại,21583,Phường Thị Nại"
                        + "|must be a unit of units.csv",
                "agency-codes.csv|21607,H21.ZZ.06,2025-07-01|21607,H21.ZZ.06,2025-08-01|has no agency code on some",
                "agency-codes.csv|H21.ZZ.06|h21.zz.06|has not the expected shape",
                "statuses.csv|RETURNED,10|RETURNED,11|differs from the national list",
                "calendar.csv|2019-05-04,Sat,makeup_work|2019-05-04,Sat,swap_off|does not fit the day of the week",
                "calendar.csv|2020-01-01,Wed|2020-01-02,Thu|A year is missing",
                "procedures.csv|city:TP,WARD,1,working_day|city:XX,WARD,1,working_day|must be a unit of units.csv",
                "procedures.csv|WARD,1,working_day,4|WARD,1,week,4|must say what is counted",
                "provinces.csv|01,001|01,01|has not the expected shape"
            })
    void refusesTablesThatCannotBe(String table, String right, String wrong, String what) throws IOException {
        copyTables();
        change(table, right, wrong == null ? "" : wrong);
        assertThat(faults()).anyMatch(message -> message.contains(what) && message.contains(table));
    }

    @Test
    void namesATableThatIsNotUtf8() throws IOException {
        copyTables();
        Files.write(
                folder.resolve("provinces.csv"),
                "code,prefix,name,confidence\n52,052,B\u00ECnh,x\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(faults()).anyMatch(message -> message.contains("provinces.csv: The table is not UTF-8."));
    }

    private List<String> faults() {
        return Reference.check(ReferenceSettings.at(folder)).stream()
                .map(TableFault::message)
                .toList();
    }

    private void copyTables() throws IOException {
        for (String table : ReferenceSettings.TABLES) {
            Files.copy(TestTables.FOLDER.resolve(table), folder.resolve(table));
        }
    }

    private void change(String table, String right, String wrong) throws IOException {
        Path file = folder.resolve(table);
        String text = Files.readString(file);
        assertThat(text).contains(right);
        String changed = text.replaceFirst(java.util.regex.Pattern.quote(right), wrong);
        Files.writeString(file, wrong.isEmpty() ? changed.replace("\n\n", "\n") : changed);
    }
}
