package vn.lienthong.hub.wardbook;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.wardbook.BookReport.Finding;
import vn.lienthong.hub.wardbook.BookReport.Kind;
import vn.lienthong.hub.wardbook.BookReport.Row;

/** A book that was read: what was found in it, and the means to hand it back with remarks. Not changed after it was read. */
public final class WardBook {
    private final BookReport report;
    private final List<Grid.Sheet> sheets;
    private final Map<Integer, Header> headers;

    WardBook(BookReport report, List<Grid.Sheet> sheets, Map<Integer, Header> headers) {
        this.report = report;
        this.sheets = List.copyOf(sheets);
        this.headers = Map.copyOf(headers);
    }

    /** What was found. */
    public BookReport report() {
        return report;
    }

    /** A finding against a row that came up after the book was read, when its record was judged or accepted. */
    public Finding finding(Row row, String pointer, String code, List<Words> whatFoundCure) {
        return finding(Kind.WRONG, row, pointer, code, whatFoundCure);
    }

    /** The same of a row that is taken nevertheless. */
    public Finding note(Row row, String pointer, String code, List<Words> whatFoundCure) {
        return finding(Kind.NOTE, row, pointer, code, whatFoundCure);
    }

    private Finding finding(Kind kind, Row row, String pointer, String code, List<Words> whatFoundCure) {
        Field field = Field.at(pointer);
        Header header = headers.get(row.sheet());
        Integer column =
                field == null || header == null ? null : header.columns().get(field);
        String cell = column == null ? "" : Grid.address(column, row.line());
        return new Finding(
                kind,
                code,
                sheets.get(row.sheet()).name(),
                row.line(),
                cell,
                whatFoundCure.get(0),
                whatFoundCure.get(1),
                whatFoundCure.get(2));
    }

    /** The finding against a row whose content was held before and has been replaced since. */
    public Finding older(Row row) {
        Remark remark = Remark.OLDER_CONTENT;
        Words found = new Words("row " + row.line(), "hàng " + row.line());
        return new Finding(
                remark.kind(),
                remark.code(),
                sheets.get(row.sheet()).name(),
                row.line(),
                "",
                remark.what(),
                found,
                remark.cure());
    }

    /**
     * Writes an XLSX with a column of remarks in Vietnamese. Values are texts, so no spreadsheet reckons with them; what is in doubt has a
     * question mark before it, and is not taken while it has.
     *
     * @param judged the report of this book, perhaps with more findings
     * @param onlyReturned whether to leave out the rows that may be taken
     */
    public void write(OutputStream out, BookReport judged, boolean onlyReturned) throws IOException {
        List<BookWriter.Page> pages = new ArrayList<>();
        for (int i = 0; i < sheets.size(); i++) {
            Header header = headers.get(i);
            if (header != null) {
                pages.add(new BookWriter.Page(i, sheets.get(i), header));
            }
        }
        new BookWriter(judged, onlyReturned).write(out, pages);
    }

    /** The heading over a cell; empty when there is none. */
    public @Nullable String heading(String sheet, String cell) {
        for (int i = 0; i < sheets.size(); i++) {
            Header header = headers.get(i);
            if (header != null && sheets.get(i).name().equals(sheet)) {
                for (Map.Entry<Integer, String> text : header.texts().entrySet()) {
                    if (cell.replaceAll("\\d", "")
                            .equals(Grid.address(text.getKey(), 0).replace("0", ""))) {
                        return text.getValue();
                    }
                }
            }
        }
        return null;
    }
}
