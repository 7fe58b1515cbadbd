package vn.lienthong.hub.wardbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Books on their way back to the clerk, and what becomes of them when they come again. */
class WritingBooksTest {
    private static List<Row> rows(byte[] book) throws IOException {
        try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(book))) {
            return workbook.getFirstSheet().read();
        }
    }

    private static byte[] written(WardBook book, boolean onlyReturned) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        book.write(out, book.report(), onlyReturned);
        return out.toByteArray();
    }

    @Test
    void givesBackTheFaultyRowsWithARemarkForEachCell() throws IOException {
        WardBook book = Books.read(String.join(
                        "\n",
                        Books.HEADINGS,
                        Books.ROW,
                        Books.ROW
                                .replace("0001,", "0002,")
                                .replace("05/03/2025", "31/02/2025")
                                .replace("Đang xử lý", "đang bay"))
                .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        List<Row> rows = rows(written(book, true));
        assertThat(rows).hasSize(2);
        assertThat(rows.get(0).getCellText(10)).startsWith("Ghi chú của hệ thống\n(Sổ không có cột Loại đối tượng");
        assertThat(rows.get(1).getCellText(10))
                .isEqualTo(
                        "Ngày tiếp nhận: Đây không phải ngày hợp lệ. (\"31/02/2025\") Ghi dạng 05/03/2025 (ngày, tháng, năm).\n"
                                + "Trạng thái: Hệ thống không biết từ này. (\"đang bay\") Chọn trong danh mục của tệp mẫu.");
        assertThat(rows(written(book, false))).hasSize(3);
    }

    @Test
    void whatWasInDoubtStaysInDoubtUntilAPersonHasDecided() throws IOException {
        byte[] book = Books.xlsx(sheet -> {
            Books.headings(sheet, 0);
            Object[] days = {LocalDate.of(2025, 5, 3), "27/02/2025"};
            for (int i = 0; i < days.length; i++) {
                Books.usual(sheet, i + 1);
                Books.row(sheet, i + 1, "000.06.ZZ.H08-250305-000" + i, 21607, "1.001193", days[i]);
            }
        });
        byte[] back = written(Books.read(book), true);
        assertThat(rows(back).get(1).getCellText(3)).isEqualTo("? 03/05/2025");
        BookReport again = Books.read(back).report();
        assertThat(again.taken()).isEmpty();
        assertThat(Books.cells(again, "still-marked")).containsExactly("D2");
    }

    @Test
    void aCorrectedBookIsReadAsTheFirstWouldHaveBeen() throws IOException {
        WardBook first = Books.read((Books.HEADINGS + "\n" + Books.ROW.replace("Đang xử lý", "đang bay"))
                .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        List<Row> rows = rows(written(first, true));
        byte[] corrected = Books.xlsx(sheet -> {
            for (int row = 0; row < rows.size(); row++) {
                for (int column = 0; column < rows.get(row).getCellCount(); column++) {
                    String text = rows.get(row).getCellText(column);
                    sheet.value(row, column, text.equals("đang bay") ? "Đang xử lý" : text);
                }
            }
        });
        assertThat(Books.read(corrected).report().taken().get(0).record())
                .isEqualTo(Books.csv(Books.HEADINGS, Books.ROW).taken().get(0).record());
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "=cmd|'/c calc'!A1", "+cmd|x", "@SUM(A1)", "-2+3+cmd"})
    void nothingIsWrittenThatASpreadsheetTakesForAFormula(String evil) throws IOException {
        WardBook book = Books.read(
                (Books.HEADINGS + ",Ghi chú\n" + Books.ROW.replace("Đang xử lý", "đang bay") + ",\"" + evil + "\"")
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        byte[] back = written(book, true);
        assertThat(rows(back).get(1).getCellText(10)).isEqualTo("'" + evil);
        String fixed = Books.HEADINGS + ",Ghi chú\n" + Books.ROW + ",\"'" + evil + "\"";
        assertThat(Objects.requireNonNull(Books.csv(fixed).taken().get(0).record())
                        .at("/extra/note")
                        .asText())
                .isEqualTo(evil);
    }

    @ParameterizedTest
    @CsvSource({"+84912345678", "-5", "-", "'1,5'"})
    void whatIsNoFormulaStaysAsItIs(String plain) {
        assertThat(BookWriter.safe(plain)).isEqualTo(plain);
    }

    @Test
    void theTemplateFilledInPassesTheCheck() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Books.WARD_BOOKS.template(out, "21607", Books.TODAY);
        List<Row> rows = rows(out.toByteArray());
        List<String> headings = Stream.iterate(0, i -> i + 1)
                .limit(rows.get(0).getCellCount())
                .map(i -> rows.get(0).getCellText(i))
                .toList();
        assertThat(headings).contains("Mã hồ sơ *", "Họ tên *", "Đã kiểm tra");
        byte[] filled = Books.xlsx(sheet -> {
            for (int row = 0; row < rows.size(); row++) {
                for (int column = 0; column < rows.get(row).getCellCount(); column++) {
                    // A clerk writes over the mark of the example.
                    sheet.value(row, column, rows.get(row).getCellText(column).replace("VÍ DỤ ", ""));
                }
            }
        });
        BookReport report = Books.WARD_BOOKS.read(filled, "21607", Books.TODAY).report();
        assertThat(report.isSound()).as("%s", report.findings()).isTrue();
        assertThat(report.taken()).hasSize(2);
        BookReport untouched =
                Books.WARD_BOOKS.read(out.toByteArray(), "21607", Books.TODAY).report();
        assertThat(untouched.rows()).isEmpty();
        assertThat(untouched.isSound()).isTrue();
    }
}
