package vn.lienthong.hub.app;

import java.util.List;
import java.util.function.Function;
import vn.lienthong.hub.wardbook.BookReport;
import vn.lienthong.hub.wardbook.BookReport.Finding;
import vn.lienthong.hub.wardbook.BookReport.Kind;
import vn.lienthong.hub.wardbook.BookReport.Tally;
import vn.lienthong.hub.wardbook.Words;

/** What was found in a ward book, as a person reads it, in one of two languages. */
final class BookText {
    private final Function<Words, String> said;
    private final boolean vietnamese;

    private BookText(boolean vietnamese) {
        this.vietnamese = vietnamese;
        this.said = vietnamese ? Words::vi : Words::en;
    }

    static String of(BookReport report, boolean vietnamese) {
        return new BookText(vietnamese).text(report);
    }

    private String text(BookReport report) {
        StringBuilder text = new StringBuilder();
        report.sheets().forEach(sheet -> text.append(either("Sheet ", "Trang "))
                .append(sheet.name())
                .append(either(", headings in row ", ", tiêu đề ở hàng "))
                .append(sheet.lastHeading())
                .append(": ")
                .append(String.join(", ", sheet.columns()))
                .append('\n'));
        for (Kind kind : Kind.values()) {
            List<Finding> found =
                    report.findings().stream().filter(one -> one.kind() == kind).toList();
            if (!found.isEmpty()) {
                text.append('\n').append(heading(kind)).append('\n');
                found.forEach(one -> finding(text, one));
                report.tallies().stream()
                        .filter(tally -> tally.kind() == kind)
                        .forEach(tally -> rest(text, tally, found));
            }
        }
        text.append(text.isEmpty() ? "" : "\n");
        return text.append(sum(report)).append('\n').toString();
    }

    private String either(String en, String vi) {
        return vietnamese ? vi : en;
    }

    private String heading(Kind kind) {
        return switch (kind) {
            case WRONG -> either("Wrong: the row is not taken", "Sai: hàng không được nhận");
            case DOUBTFUL ->
                either(
                        "Doubtful: the row is not taken until somebody has looked",
                        "Nghi ngờ: hàng chưa được nhận, cần người xem lại");
            case CONVERTED -> either("Converted", "Đã chuyển đổi");
            case NOTE -> either("To know", "Cần biết");
        };
    }

    private void finding(StringBuilder text, Finding finding) {
        String row = finding.line() == 0 ? "" : either("row ", "hàng ") + finding.line();
        String where = finding.cell().isEmpty() ? row : finding.cell();
        String place = (finding.sheet() + " " + where).strip();
        text.append("  ")
                .append(place)
                .append(place.isEmpty() ? "" : "  ")
                .append(said.apply(finding.what()))
                .append('\n');
        text.append("      ")
                .append(either("Found: ", "Thấy: "))
                .append(said.apply(finding.found()))
                .append('\n');
        text.append("      ")
                .append(either("To do: ", "Cách sửa: "))
                .append(said.apply(finding.cure()))
                .append('\n');
    }

    /** Of what only tells the first few are listed. */
    private void rest(StringBuilder text, Tally tally, List<Finding> listed) {
        long shown = listed.stream()
                .filter(one -> one.code().equals(tally.code()) && one.sheet().equals(tally.sheet()))
                .filter(one -> one.cell().replaceAll("\\d", "").equals(tally.column()))
                .count();
        if (tally.times() > shown) {
            text.append("  ")
                    .append(tally.sheet())
                    .append(tally.column().isEmpty() ? "" : either(" column ", " cột ") + tally.column())
                    .append("  ")
                    .append(tally.code())
                    .append(either(": and ", ": và "))
                    .append(tally.times() - shown)
                    .append(either(" more\n", " ô nữa\n"));
        }
    }

    private String sum(BookReport report) {
        return either("rows ", "số hàng ")
                + report.rows().size()
                + either(", can be sent ", ", gửi được ")
                + report.taken().size()
                + either(", to be corrected ", ", phải sửa ")
                + report.returned().size();
    }
}
