package vn.lienthong.hub.wardbook;

import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import vn.lienthong.hub.wardbook.BookReport.Finding;
import vn.lienthong.hub.wardbook.BookReport.Kind;
import vn.lienthong.hub.wardbook.Grid.Cell;
import vn.lienthong.hub.wardbook.Grid.Line;

/** A book on its way back to the clerk, with a column of remarks. */
final class BookWriter {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/uuuu", Locale.ROOT);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MM/uuuu HH:mm:ss", Locale.ROOT);
    private static final String REMARKS = "Ghi chú của hệ thống";
    private static final String FAULTY = "FFE699";
    private static final int LONGEST = 32_000;
    private static final int WIDE = 80;

    private final BookReport report;
    private final boolean onlyReturned;
    private final Map<String, List<Finding>> byLine = new HashMap<>();
    private final Set<String> doubtful = new HashSet<>();
    private final Set<String> faulty = new HashSet<>();

    /** A sheet to write. */
    record Page(int index, Grid.Sheet sheet, Header header) {}

    BookWriter(BookReport report, boolean onlyReturned) {
        this.report = report;
        this.onlyReturned = onlyReturned;
        for (Finding finding : report.findings()) {
            byLine.computeIfAbsent(finding.sheet() + "\n" + finding.line(), key -> new ArrayList<>())
                    .add(finding);
            String cell = finding.sheet() + "\n" + finding.cell();
            if (finding.kind() == Kind.DOUBTFUL) {
                doubtful.add(cell);
            }
            if (finding.isAgainst()) {
                faulty.add(cell);
            }
        }
    }

    void write(OutputStream out, List<Page> pages) throws IOException {
        try (Workbook book = new Workbook(out, "lienthong-hub", "1.0")) {
            for (Page page : pages) {
                write(book.newWorksheet(name(page)), page);
            }
        }
    }

    private static String name(Page page) {
        String bare = page.sheet()
                .name()
                .replaceAll("[\\[\\]:*?/\\\\\\p{Cntrl}]", " ")
                .strip();
        return bare.isEmpty() ? "Sheet" + (page.index() + 1) : bare.substring(0, Math.min(31, bare.length()));
    }

    private void write(Worksheet sheet, Page page) {
        Set<Integer> returned = new HashSet<>();
        report.returned().stream().filter(row -> row.sheet() == page.index()).forEach(row -> returned.add(row.line()));
        int width = page.sheet().lines().stream()
                .mapToInt(line -> line.cells().size())
                .max()
                .orElse(0);
        int column = page.header().columns().getOrDefault(Field.REMARKS, width);
        int row = 0;
        for (Line line : page.sheet().lines()) {
            boolean heading = line.number() >= page.header().first()
                    && line.number() <= page.header().last();
            if (!onlyReturned || heading || returned.contains(line.number())) {
                int at = onlyReturned ? row++ : line.number() - 1;
                write(sheet, page, line, at, column);
                remark(sheet, page, line, at, column);
                if (heading) {
                    sheet.range(at, 0, at, column).style().bold().wrapText(true).set();
                }
            }
        }
        sheet.width(column, WIDE);
    }

    private void write(Worksheet sheet, Page page, Line line, int at, int remarks) {
        for (int column = 0; column < line.cells().size(); column++) {
            Cell cell = line.cells().get(column);
            if (column != remarks && !cell.isEmpty()) {
                String key = page.sheet().name() + "\n" + Grid.address(column, line.number());
                sheet.value(at, column, safe((doubtful.contains(key) ? "? " : "") + text(cell)));
                if (faulty.contains(key)) {
                    sheet.style(at, column).fillColor(FAULTY).set();
                }
            }
        }
    }

    private void remark(Worksheet sheet, Page page, Line line, int at, int column) {
        StringBuilder words = new StringBuilder();
        for (Finding finding : byLine.getOrDefault(page.sheet().name() + "\n" + line.number(), List.of())) {
            String heading = heading(page, finding);
            words.append(words.isEmpty() ? "" : "\n")
                    .append(heading.isEmpty() ? "" : heading + ": ")
                    .append(finding.what().vi())
                    .append(" (")
                    .append(finding.found().vi())
                    .append(") ")
                    .append(finding.cure().vi());
        }
        String title = line.number() == page.header().last() ? REMARKS : "";
        // Brackets in a heading say nothing, so the column is known again when the book comes back.
        String inner = words.toString().replace('(', '[').replace(')', ']');
        String text = title.isEmpty() ? words.toString() : inner.isEmpty() ? title : title + "\n(" + inner + ")";
        if (!text.isEmpty()) {
            sheet.value(at, column, safe(text));
            sheet.style(at, column).wrapText(true).set();
        }
    }

    private static String heading(Page page, Finding finding) {
        for (Map.Entry<Integer, String> text : page.header().texts().entrySet()) {
            if (Grid.address(text.getKey(), finding.line()).equals(finding.cell())) {
                return text.getValue();
            }
        }
        return "";
    }

    /** A date as people here write it: as a text it cannot be turned any more. */
    private static String text(Cell cell) {
        if (cell.date() != null) {
            boolean day = cell.date().toLocalTime().equals(LocalTime.MIDNIGHT);
            return (day ? DAY : TIME).format(cell.date());
        }
        int missing = cell.zeros() - cell.text().length();
        return missing > 0 && cell.text().matches("\\d+") ? "0".repeat(missing) + cell.text() : cell.text();
    }

    /** Nothing that a spreadsheet may take for a formula, here or after it was saved as CSV; phone numbers may begin with a plus. */
    static String safe(String text) {
        String plain = text.replaceAll("[\\p{Cntrl}&&[^\\n]]", " ");
        String cut = plain.length() > LONGEST ? plain.substring(0, LONGEST) : plain;
        return cut.matches("(?s)[=+@-].*") && !cut.matches("[+-]?[\\d .,()-]*") ? "'" + cut : cut;
    }
}
