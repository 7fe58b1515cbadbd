package vn.lienthong.hub.wardbook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Objects;
import org.dhatim.fastexcel.Worksheet;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.lienthong.hub.testkit.MacSheet;

/** Tables of cells: what stands in a ward's book, and what the hub reads there. */
class ReadingBooksTest {
    private static JsonNode only(BookReport report) {
        assertThat(report.taken()).as("%s", report.findings()).hasSize(1);
        return Objects.requireNonNull(report.taken().get(0).record());
    }

    @Test
    void readsARowAsTheIntakeTakesIt() {
        JsonNode record = only(Books.csv(Books.HEADINGS, Books.ROW));
        assertThat(record.toString())
                .isEqualTo(
                        "{\"dossierCode\":\"000.06.ZZ.H08-250305-0001\",\"receivedAt\":\"2025-03-05T00:00:00+07:00\","
                                + "\"procedureCode\":\"1.001193\",\"unit\":\"21607\",\"status\":\"PROCESSING\","
                                + "\"applicant\":{\"name\":\"NGUYỄN VĂN MẪU\",\"sex\":\"MALE\",\"bornOn\":\"1989\",\"kind\":\"CITIZEN\","
                                + "\"identity\":{\"type\":\"CCCD\",\"number\":\"052089000001\"},\"phone\":\"0900000001\"}}");
    }

    @ParameterizedTest
    @CsvSource({
        "'MA HO SO,MA DON VI,MA THU TUC,NGAY TIEP NHAN,TRANG THAI,HO TEN'",
        "'mã  hồ sơ *,đơn vị,thủ tục,ngày nhận hồ sơ,tình trạng,họ và tên'",
        "'Mã_HS,Xã/Phường,Tên TTHC,Ngày nộp,Tình trạng hồ sơ,Chủ hồ sơ (ghi hoa)'",
        "'Số hồ sơ,Mã xã,Mã TTHC,Nhận hồ sơ,Trạng thái xử lý,Tên tổ chức/cá nhân'"
    })
    void knowsHeadingsHoweverTheyAreWritten(String headings) {
        only(Books.csv(headings, "000.06.ZZ.H08-250305-0001,21607,1.001193,05/03/2025,Đang xử lý,NGUYỄN VĂN MẪU"));
    }

    @Test
    void knowsColumnsInAnyOrderBelowTitlesAndLeavesTotalsOut() {
        BookReport report = Books.csv(
                "UBND XÃ NHƠN CHÂU,,,,,,",
                ",,SỔ THEO DÕI HỒ SƠ,,,,",
                ",,,,,,",
                "Họ tên,Trạng thái,STT,Mã hồ sơ,Ngày tiếp nhận,Mã thủ tục,Đơn vị",
                "(1),(2),(3),(4),(5),(6),(7)",
                "NGUYỄN VĂN MẪU,Đã trả kết quả,1,000.06.ZZ.H08-250305-0001,05/03/2025,1.001193,Xã Nhơn Châu",
                ",,,,,,",
                ",,2,,,,",
                "Họ tên,Trạng thái,STT,Mã hồ sơ,Ngày tiếp nhận,Mã thủ tục,Đơn vị",
                "Tổng cộng,,1,,,,",
                ",,,,Người lập biểu,,");
        assertThat(only(report).path("status").asText()).isEqualTo("RETURNED");
        assertThat(only(report).path("unit").asText()).isEqualTo("21607");
        assertThat(report.sheets().get(0).firstHeading()).isEqualTo(4);
        assertThat(Books.codes(report)).containsExactly("row-left-out", "row-left-out", "row-left-out", "row-left-out");
    }

    @Test
    void readsTwoRowsOfHeadingsWithMergedCells() {
        byte[] book = Books.xlsx(ReadingBooksTest::twoRowsOfHeadings);
        BookReport report = Books.read(book).report();
        assertThat(report.taken()).as("%s", report.findings()).hasSize(2);
        assertThat(report.taken())
                .extracting(row -> Objects.requireNonNull(row.record())
                        .path("procedureCode")
                        .asText())
                .containsExactly("1.001193", "1.001193");
        assertThat(Books.cells(report, "merged")).containsExactly("F6");
    }

    private static void twoRowsOfHeadings(Worksheet sheet) {
        Books.row(sheet, 0, "SỔ HỒ SƠ");
        sheet.range(0, 0, 0, 7).merge();
        Books.row(
                sheet,
                2,
                "Mã hồ sơ",
                "Người nộp hồ sơ",
                null,
                null,
                "Ngày tiếp nhận",
                "Thủ tục",
                "Tình trạng",
                "Đơn vị");
        Books.row(sheet, 3, null, "Họ tên", "CCCD", "Điện thoại");
        sheet.range(2, 1, 2, 3).merge();
        for (int column : new int[] {0, 4, 5, 6, 7}) {
            sheet.range(2, column, 3, column).merge();
        }
        Books.row(
                sheet,
                4,
                "000.06.ZZ.H08-250305-0001",
                "NGUYỄN VĂN MẪU",
                "052089000001",
                "0900000001",
                LocalDate.of(2025, 3, 5),
                "Thủ tục đăng ký khai sinh",
                "Đang xử lý",
                21607);
        Books.row(
                sheet,
                5,
                "000.06.ZZ.H08-250305-0002",
                "TRẦN THỊ MẪU",
                "052189000001",
                "0900000001",
                LocalDate.of(2025, 3, 15),
                null,
                "Đang xử lý",
                21607);
        sheet.range(4, 5, 5, 5).merge();
    }

    @Test
    void aMergedHeadingInACsvStandsOverTheColumnsBehindIt() {
        BookReport report = Books.csv(
                "Mã hồ sơ;Người nộp;;Ngày tiếp nhận;Thủ tục;Tình trạng;Đơn vị",
                ";Họ tên;Số CCCD;;;;",
                "000.06.ZZ.H08-250305-0001;NGUYỄN VĂN MẪU;052089000001;05/03/2025;1.001193;Đang xử lý;21607");
        assertThat(only(report).at("/applicant/identity/number").asText()).isEqualTo("052089000001");
    }

    @Test
    void readsFormulasByTheirResultAndSaysWhichHaveNone() {
        byte[] book = Books.xlsx(sheet -> {
            Books.headings(sheet, 0);
            Books.usual(sheet, 1);
            sheet.formula(1, 5, "\"NGUYỄN\"");
        });
        BookReport report = Books.read(book).report();
        assertThat(Books.cells(report, "formula-without-result")).containsExactly("F2");
        assertThat(report.taken()).isEmpty();
    }

    @Test
    void readsTheDaysOfABookThatCountsFrom1904ShownAsDatesOrNotAndAfterItCameBack() throws IOException {
        byte[] book = MacSheet.of(Books.xlsx(sheet -> {
            for (int row = 1; row <= 3; row++) {
                Books.usual(sheet, row);
                sheet.value(row, 0, "000.06.ZZ.H08-250305-000" + row);
                // 5 March 2025 there.
                sheet.value(row, 3, 44_259);
            }
            Books.headings(sheet, 0);
            sheet.style(1, 3).format("dd/mm/yyyy").set();
            sheet.value(3, 3, 44_259.354_167);
            sheet.style(3, 3).format("dd/mm/yyyy hh:mm").set();
            sheet.value(2, 4, "?");
        }));
        WardBook read = Books.read(book);
        assertThat(read.report().taken()).as("%s", read.report().findings()).hasSize(2);
        assertThat(read.report().taken())
                .extracting(row ->
                        Objects.requireNonNull(row.record()).path("receivedAt").asText())
                .containsExactly("2025-03-05T00:00:00+07:00", "2025-03-05T08:30:00+07:00");
        ByteArrayOutputStream back = new ByteArrayOutputStream();
        read.write(back, read.report(), true);
        try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(back.toByteArray()))) {
            assertThat(workbook.getFirstSheet().read().get(1).getCellText(3)).isEqualTo("05/03/2025");
        }
    }

    @Test
    void takesHiddenRowsAndTellsOfThem() {
        byte[] book = Books.xlsx(sheet -> {
            Books.headings(sheet, 0);
            Books.usual(sheet, 1);
            sheet.hideRow(1);
        });
        BookReport report = Books.read(book).report();
        assertThat(report.taken()).hasSize(1);
        assertThat(Books.codes(report)).containsExactly("row-hidden");
    }

    @Test
    void readsSeveralSheetsAndLeavesOutThoseWithoutDossiers() {
        byte[] book = Books.xlsxOf(workbook -> {
            for (String name : new String[] {"Tháng 1", "Tháng 2"}) {
                var sheet = workbook.newWorksheet(name);
                Books.headings(sheet, 0);
                Books.usual(sheet, 1);
                sheet.value(1, 0, "000.06.ZZ.H08-250305-000" + name.charAt(6));
            }
            Books.row(workbook.newWorksheet("Ghi nhớ"), 0, "gọi lại cho phường");
        });
        BookReport report = Books.read(book).report();
        assertThat(report.taken()).hasSize(2);
        assertThat(Books.codes(report)).containsExactly("sheet-left-out");
    }

    @Test
    void takesARepeatedRowOnceAndNoneOfTwoThatContradict() {
        String other = Books.ROW.replace("0001,", "0002,");
        BookReport report =
                Books.csv(Books.HEADINGS, Books.ROW, other, Books.ROW, other.replace("Đang xử lý", "Đã trả"));
        assertThat(report.taken()).hasSize(1);
        assertThat(Books.cells(report, "row-twice")).containsExactly("A4");
        assertThat(Books.cells(report, "dossier-twice")).containsExactly("A3", "A5");
        assertThat(report.returned()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "000.06.ZZ.H08 - 250305 - 0001, 000.06.ZZ.H08-250305-0001, code-cleaned",
        "000.06.ZZ.H08–250305—0001, 000.06.ZZ.H08-250305-0001, code-cleaned",
        "000.06.zz.h08-250305-0001, 000.06.ZZ.H08-250305-0001, code-cleaned",
        "H21.10.01-250705-0001, H21.10.01-250705-0001,",
        "15/2025, 15/2025,",
    })
    void cleansDossierCodes(String written, String read, String code) {
        BookReport report = Books.with("Mã hồ sơ", written);
        assertThat(only(report).path("dossierCode").asText()).isEqualTo(read);
        assertThat(Books.codes(report)).containsExactly(code == null ? new String[0] : new String[] {code});
    }

    @ParameterizedTest
    @CsvSource({
        "Mã hồ sơ, '', missing",
        "Mã hồ sơ, Hồ sơ của ông Mẫu, code-wrong",
        "Mã đơn vị, 21583x, unit-unknown",
        "Mã đơn vị, Phường Không Có, unit-unknown",
        "Mã thủ tục, khai sinh gì đó, procedure-unknown",
        "Ngày tiếp nhận, 31/02/2025, date-wrong",
        "Ngày tiếp nhận, 05/03/2568, date-doubtful",
        "Ngày tiếp nhận, 05/03/1925, date-wrong",
        "Ngày tiếp nhận, ? 05/03/2025, still-marked",
        "Trạng thái, đang bay, word-unknown",
        "Họ tên, '  ', missing",
        "Số CCCD, 5.2089E+10, digits-lost",
        "Số CCCD, 05208900000A, number-wrong",
        "Số CCCD, 999999999, number-wrong",
        "Số CCCD, 12345678, zeros-doubtful",
        "Số điện thoại, 12345678, zeros-doubtful",
        "Giới tính, nam giới, word-unknown",
        "Mã hồ sơ, #REF!, code-wrong"
    })
    void saysOfACellWhatIsWrongWithIt(String heading, String value, String code) {
        BookReport report = Books.with(heading, value);
        assertThat(report.findings())
                .filteredOn(BookReport.Finding::isAgainst)
                .as("%s", report.findings())
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.code()).isEqualTo(code);
                    assertThat(one.line()).isEqualTo(2);
                    assertThat(one.cell()).matches("[A-J]2");
                });
        assertThat(report.taken()).isEmpty();
        assertThat(report.returned()).hasSize(1);
    }

    @Test
    void tellsNoNameAndNoNumberOfAPerson() {
        BookReport report = Books.csv(
                Books.HEADINGS,
                Books.ROW
                        .replace("052089000001", "52089000001")
                        .replace("1989", "xx/yy/1989")
                        .replace("0900000001", "90000000012"));
        assertThat(report.findings().toString())
                .contains("11 digits", "a text of 10 characters")
                .doesNotContain("52089000001", "NGUYỄN", "90000000012");
    }

    @Test
    void aPersonMaySayThatARowInDoubtIsRight() {
        String headings = Books.HEADINGS + ",Đã kiểm tra";
        String doubtful = Books.ROW.replace("0900000001", "12345678");
        assertThat(Books.csv(headings, doubtful + ",").taken()).isEmpty();
        assertThat(only(Books.csv(headings, doubtful + ",x"))
                        .at("/applicant/phone")
                        .asText())
                .isEqualTo("12345678");
    }

    @Test
    void aColumnThatEveryDossierNeedsIsMissedOnce() {
        BookReport report = Books.csv(
                Books.HEADINGS.replace("Trạng thái", "Màu bìa"), Books.ROW, Books.ROW.replace("0001,", "0002,"));
        assertThat(report.findings())
                .filteredOn(BookReport.Finding::isAgainst)
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.code()).isEqualTo("column-missing");
                    assertThat(one.found().vi()).isEqualTo("Trạng thái");
                });
        assertThat(report.taken()).isEmpty();
        assertThat(report.returned()).hasSize(2);
    }

    @Test
    void twoColumnsOfOneMeaningAreNotGuessedBetween() {
        BookReport report = Books.csv(Books.HEADINGS + ",Ngày nhận hồ sơ", Books.ROW + ",06/03/2025");
        assertThat(Books.cells(report, "column-twice")).containsExactly("K1");
        assertThat(report.taken()).isEmpty();
    }

    @Test
    void aBusinessIsNamedByItsTaxCode() {
        BookReport report = Books.csv(
                Books.HEADINGS + ",Loại đối tượng,Mã số thuế,Lệ phí", Books.ROW + ",Doanh nghiệp,0100109106,50.000 đ");
        JsonNode record = only(report);
        assertThat(record.at("/applicant/kind").asText()).isEqualTo("BUSINESS");
        assertThat(record.at("/applicant/identity/type").asText()).isEqualTo("TAX_CODE");
        assertThat(record.at("/extra/personalPaper").asText()).isEqualTo("052089000001");
        assertThat(record.at("/fees/0/amount").asText()).isEqualTo("50000");
    }

    @Test
    void theUnitOfTheBookHoldsWhereNoneStandsAndContradictsAnother() {
        byte[] book = (Books.HEADINGS + "\n" + Books.ROW.replace("21607", "") + "\n"
                        + Books.ROW.replace("0001,", "0002,").replace("21607", "21556"))
                .getBytes(java.nio.charset.StandardCharsets.UTF_8);
        BookReport report = Books.WARD_BOOKS.read(book, "21607", Books.TODAY).report();
        assertThat(only(report).path("unit").asText()).isEqualTo("21607");
        assertThat(Books.codes(report)).containsExactly("unit-differs");
    }
}
