package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import vn.lienthong.hub.intake.Finding;
import vn.lienthong.hub.intake.RecordReader;
import vn.lienthong.hub.wardbook.BookReport;
import vn.lienthong.hub.wardbook.BookReport.Row;
import vn.lienthong.hub.wardbook.WardBook;
import vn.lienthong.hub.wardbook.Words;

/** Judges the records of a book as the intake will, so that a check says all that would be said later. */
final class BookJudge {
    /** What the intake says, for the clerk; whatever is not here is told as such, with the English beside it. */
    private static final Map<String, Words> VIETNAMESE = Map.ofEntries(
            word("unknown-unit", "Không có mã đơn vị này.", "Ghi mã đơn vị 5 chữ số của ngày tiếp nhận."),
            word(
                    "unit-not-on-that-day",
                    "Mã đơn vị không có hiệu lực vào ngày tiếp nhận.",
                    "Ghi mã đơn vị của ngày tiếp nhận."),
            word("date-order", "Ngày này trước ngày tiếp nhận.", "Sửa ngày này hoặc ngày tiếp nhận."),
            word("bad-date", "Ngày không hợp lệ.", "Sửa lại ngày."),
            word("received-in-future", "Ngày tiếp nhận ở tương lai.", "Sửa lại ngày tiếp nhận."),
            word("identity-filler", "Số giấy tờ là số điền cho có.", "Ghi số trên giấy tờ, hoặc để trống."),
            word("identity-lost-zero", "Số CCCD thiếu một chữ số.", "Đối chiếu giấy tờ, ghi đủ 12 chữ số."),
            word("identity-shape", "Số giấy tờ không đúng dạng.", "Đối chiếu với giấy tờ."),
            word("broken-text", "Chữ bị lỗi bảng mã.", "Gõ lại bằng Unicode."),
            word("invisible-name", "Tên không có chữ nào nhìn thấy được.", "Ghi tên như trên giấy tờ."),
            word(
                    "dossier-code-day",
                    "Ngày trong mã hồ sơ khác ngày tiếp nhận.",
                    "Kiểm tra mã hồ sơ và ngày tiếp nhận."),
            word("finished-without-status", "Có ngày xong nhưng trạng thái chưa xong.", "Kiểm tra trạng thái."),
            word("dossier-under-another-unit", "Hồ sơ này đã có ở đơn vị khác.", "Kiểm tra mã hồ sơ và đơn vị."));

    private final RecordReader reader;

    BookJudge(RecordReader reader) {
        this.reader = reader;
    }

    private static Map.Entry<String, Words> word(String code, String what, String cure) {
        return Map.entry(code, new Words(what, cure));
    }

    /** The report, with what the intake has against rows that are sound as cells. */
    BookReport judge(WardBook book) {
        List<BookReport.Finding> more = new ArrayList<>();
        List<BookReport.Finding> notes = new ArrayList<>();
        for (Row row : book.report().taken()) {
            byte[] bytes = numbered(row, 1).toString().getBytes(StandardCharsets.UTF_8);
            RecordReader.Result result = reader.read(bytes);
            if (result instanceof RecordReader.Unreadable bad) {
                more.addAll(findings(book, row, bad.errors()));
            } else if (result instanceof RecordReader.Read read) {
                notes.addAll(notes(book, row, read.notes()));
            }
        }
        return book.report().with(more).told(notes);
    }

    /** The record of a sound row under a revision. */
    static ObjectNode numbered(Row row, int revision) {
        return Objects.requireNonNull(row.record()).deepCopy().put("revision", revision);
    }

    /** What the intake said of a record, as findings against cells. */
    static List<BookReport.Finding> findings(WardBook book, Row row, List<Finding> errors) {
        return errors.stream()
                .map(error -> book.finding(
                        row, error.pointer(), error.code(), words(error, "Hệ thống không nhận: " + error.what())))
                .toList();
    }

    /** What the intake made good in a record that it takes, or finds odd. */
    static List<BookReport.Finding> notes(WardBook book, Row row, List<Finding> notes) {
        return notes.stream()
                .map(note -> book.note(row, note.pointer(), note.code(), words(note, "Hệ thống lưu ý: " + note.what())))
                .toList();
    }

    private static List<Words> words(Finding said, String otherwise) {
        Words known = VIETNAMESE.getOrDefault(said.code(), new Words(otherwise, said.cure()));
        return List.of(
                new Words(said.what(), known.en()),
                new Words(said.found(), said.found()),
                new Words(said.cure(), known.vi()));
    }
}
