package vn.lienthong.hub.wardbook;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.reference.OfficeHours;
import vn.lienthong.hub.reference.Reference;
import vn.lienthong.hub.wardbook.BookReport.Finding;

/** Books for tests, all made up: nobody has these names and numbers. */
final class Books {
    static final LocalDate TODAY = LocalDate.of(2025, 3, 20);
    static final WardBooks WARD_BOOKS = wardBooks();
    static final String HEADINGS =
            "Mã hồ sơ,Mã đơn vị,Mã thủ tục,Ngày tiếp nhận,Trạng thái,Họ tên,Năm sinh,Giới tính,Số CCCD,Số điện thoại";
    static final String ROW =
            "000.06.ZZ.H08-250305-0001,21607,1.001193,05/03/2025,Đang xử lý,NGUYỄN VĂN MẪU,1989,Nam,052089000001,0900000001";

    private Books() {}

    private static WardBooks wardBooks() {
        Reference reference = Reference.load(Path.of("mappings", "tables"));
        return new WardBooks(() -> reference, OfficeHours.USUAL);
    }

    static WardBook read(byte[] book) {
        return WARD_BOOKS.read(book, null, TODAY);
    }

    static BookReport csv(String... lines) {
        return read(String.join("\n", lines).getBytes(StandardCharsets.UTF_8)).report();
    }

    /** The usual row with one cell changed. */
    static BookReport with(String heading, String value) {
        List<String> headings = List.of(HEADINGS.split(",", -1));
        String[] cells = ROW.split(",", -1);
        cells[headings.indexOf(heading)] = "\"" + value.replace("\"", "\"\"") + "\"";
        return csv(HEADINGS, String.join(",", cells));
    }

    static byte[] xlsx(Consumer<Worksheet> fill) {
        return xlsxOf(book -> fill.accept(book.newWorksheet("Hồ sơ")));
    }

    static byte[] xlsxOf(Consumer<Workbook> fill) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Workbook book = new Workbook(out, "test", "1.0")) {
            fill.accept(book);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** Writes cells from a column on; numbers as numbers, days as days, null as nothing. */
    static void row(Worksheet sheet, int row, @Nullable Object... values) {
        for (int column = 0; column < values.length; column++) {
            Object value = values[column];
            if (value instanceof Number number) {
                sheet.value(row, column, number);
            } else if (value instanceof LocalDate day) {
                sheet.value(row, column, day);
                sheet.style(row, column).format("dd/mm/yyyy").set();
            } else if (value != null) {
                sheet.value(row, column, value.toString());
            }
        }
    }

    static void headings(Worksheet sheet, int row) {
        row(sheet, row, (Object[]) HEADINGS.split(",", -1));
    }

    static void usual(Worksheet sheet, int row) {
        row(sheet, row, (Object[]) ROW.split(",", -1));
    }

    static List<String> codes(BookReport report) {
        return report.findings().stream()
                .filter(one -> !one.code().equals("kind-assumed"))
                .map(Finding::code)
                .toList();
    }

    static List<String> cells(BookReport report, String code) {
        return report.findings().stream()
                .filter(one -> one.code().equals(code))
                .map(Finding::cell)
                .toList();
    }
}
