package vn.lienthong.hub.wardbook;

import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.reference.OfficeHours;
import vn.lienthong.hub.reference.Reference;
import vn.lienthong.hub.wardbook.BookReport.Finding;
import vn.lienthong.hub.wardbook.BookReport.Row;
import vn.lienthong.hub.wardbook.BookReport.SheetFound;
import vn.lienthong.hub.wardbook.Findings.Place;

/**
 * Reads the spreadsheets of wards that have no software, XLSX and CSV, and says per cell what is wrong, in doubt or was converted. A book
 * is at most 10 MiB, 20,000 rows and 200 columns; it is held in memory while it is judged. Never throws for what stands in a book.
 * Thread-safe.
 */
public final class WardBooks {
    private final Supplier<Reference> reference;
    private final OfficeHours hours;

    /**
     * @param reference the tables, which may be exchanged between two books
     * @param hours when offices close: what is due on a day is due by then
     */
    public WardBooks(Supplier<Reference> reference, OfficeHours hours) {
        this.reference = reference;
        this.hours = hours;
    }

    /** Most bytes of a book: what is longer need not be read to the end to be refused. */
    public static int mostBytes() {
        return Limits.BYTES;
    }

    /**
     * Reads a book.
     *
     * @param unit code of the unit whose book it is; null when the book says it row by row
     * @param today the local day, by which years of two digits and days in the future are judged
     */
    public WardBook read(byte[] bytes, @Nullable String unit, LocalDate today) {
        Reference tables = reference.get();
        try {
            Grid grid = new BookOpener(tables.sheetWords()).open(bytes);
            return read(grid, new BookRules(tables, hours, today), unit);
        } catch (Unreadable e) {
            return new WardBook(unreadable(e), List.of(), Map.of());
        }
    }

    /** Writes the template for clerks. */
    public void template(OutputStream out, @Nullable String unit, LocalDate today) throws IOException {
        new TemplateWriter(new BookRules(reference.get(), hours, today), unit).write(out);
    }

    private static BookReport unreadable(Unreadable e) {
        Remark remark = e.remark();
        Finding finding = new Finding(remark.kind(), remark.code(), "", 0, "", remark.what(), e.found(), remark.cure());
        return new BookReport("", false, List.of(), List.of(), List.of(finding), List.of());
    }

    private static WardBook read(Grid grid, BookRules rules, @Nullable String unit) throws Unreadable {
        Findings findings = new Findings();
        List<LegacySheet> taken = new ArrayList<>();
        Map<Integer, Header> headers = new HashMap<>();
        List<Row> rows = new ArrayList<>();
        List<Repeats.Codes> codes = new ArrayList<>();
        List<SheetFound> found = new ArrayList<>();
        for (Grid.Sheet raw : grid.sheets()) {
            LegacySheet read = LegacySheet.of(raw, rules.reference().legacyText());
            Header header = Header.find(read.sheet(), rules.words());
            if (header == null) {
                leaveOut(raw, findings);
            } else {
                LegacySheet sheet = new LegacySheet(SerialDates.known(read.sheet(), header), read.readings());
                tell(sheet, header, findings, rules, unit);
                rows.addAll(new SheetReader(rules, findings, unit).read(taken.size(), sheet, header));
                found.add(new SheetFound(
                        raw.name(),
                        header.first(),
                        header.last(),
                        List.copyOf(header.texts().values())));
                headers.put(taken.size(), header);
                codes.add(new Repeats.Codes(sheet.sheet().name(), places(sheet, header)));
                taken.add(sheet);
            }
        }
        if (taken.isEmpty()) {
            throw new Unreadable(
                    Remark.NO_HEADER,
                    new Words(grid.sheets().size() + " sheets", grid.sheets().size() + " trang"));
        }
        List<Row> judged = new Repeats(findings).judge(rows, codes);
        BookReport report = new BookReport(grid.form(), true, found, judged, findings.listed(), findings.tallies());
        return new WardBook(report, taken.stream().map(LegacySheet::sheet).toList(), headers);
    }

    private static Map<Integer, Place> places(LegacySheet sheet, Header header) {
        Map<Integer, Place> places = new HashMap<>();
        Integer column = header.columns().get(Field.DOSSIER_CODE);
        if (column != null) {
            sheet.sheet()
                    .lines()
                    .forEach(line ->
                            places.put(line.number(), new Place(sheet.sheet().name(), line.number(), column)));
        }
        return places;
    }

    private static void leaveOut(Grid.Sheet sheet, Findings findings) {
        if (!sheet.lines().isEmpty()) {
            findings.add(Remark.SHEET_LEFT_OUT, Place.row(sheet.name(), 0), Words.shown(sheet.name()));
        }
    }

    /** What is to be said of the headings. A column that every dossier needs is told once, and then no row can be taken. */
    private static void tell(
            LegacySheet sheet, Header header, Findings findings, BookRules rules, @Nullable String unit) {
        String name = sheet.sheet().name();
        for (Field field : new Field[] {
            Field.DOSSIER_CODE, Field.RECEIVED_AT, Field.APPLICANT_NAME, Field.STATUS, Field.UNIT, Field.PROCEDURE_CODE
        }) {
            boolean other = field == Field.PROCEDURE_CODE && header.has(Field.PROCEDURE_NAME)
                    || field == Field.UNIT && unit != null;
            if (!header.has(field) && !other) {
                findings.add(Remark.COLUMN_MISSING, Place.row(name, header.last()), Words.same(rules.heading(field)));
            }
        }
        header.twice()
                .forEach(column -> findings.add(
                        Remark.COLUMN_TWICE,
                        new Place(name, header.last(), column),
                        Words.shown(header.texts().getOrDefault(column, ""))));
        header.unknown()
                .forEach(column -> findings.add(
                        Remark.COLUMN_UNKNOWN,
                        new Place(name, header.last(), column),
                        Words.shown(header.texts().getOrDefault(column, ""))));
        if (!header.has(Field.APPLICANT_KIND)) {
            findings.add(
                    Remark.KIND_ASSUMED,
                    Place.row(name, header.last()),
                    Words.same(rules.heading(Field.APPLICANT_KIND)));
        }
    }
}
