package vn.lienthong.hub.wardbook;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.reference.Text;
import vn.lienthong.hub.wardbook.DateReading.At;
import vn.lienthong.hub.wardbook.DateReading.Doubtful;
import vn.lienthong.hub.wardbook.DateReading.Partial;
import vn.lienthong.hub.wardbook.DateReading.Wrong;
import vn.lienthong.hub.wardbook.Grid.Cell;
import vn.lienthong.hub.wardbook.Grid.Kind;
import vn.lienthong.hub.wardbook.Grid.Line;
import vn.lienthong.hub.wardbook.LostZeros.Digits;
import vn.lienthong.hub.wardbook.SheetReader.Columns;

/** One row on its way to a record. What is found against a cell is noted, and the rest read on: a clerk wants to know all at once. */
final class RowReader {
    private static final DateTimeFormatter INSTANT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'+07:00'", Locale.ROOT);

    private final BookRules rules;
    private final Findings findings;
    private final Columns columns;
    private final Line line;
    private final boolean checked;
    private final ObjectNode record = JsonNodeFactory.instance.objectNode();
    private @Nullable LocalDate receivedOn;

    RowReader(BookRules rules, Findings findings, Columns columns, Line line, boolean checked) {
        this.rules = rules;
        this.findings = findings;
        this.columns = columns;
        this.line = line;
        this.checked = checked;
    }

    /** The record as far as it could be read; what is against it stands in the findings. */
    ObjectNode read(@Nullable String unit) {
        dossierCode();
        moment(Field.RECEIVED_AT, true, LocalTime.MIDNIGHT, text -> record.put("receivedAt", text));
        procedure();
        unit(unit);
        word(Field.STATUS, "status", true, value -> record.put("status", value));
        word(Field.CHANNEL, "channel", false, value -> record.put("channel", value));
        moment(Field.DUE_AT, false, rules.close(), text -> record.put("dueAt", text));
        moment(Field.FINISHED_AT, false, rules.close(), text -> record.put("finishedAt", text));
        moment(Field.RETURNED_AT, false, rules.close(), text -> record.put("returnedAt", text));
        text(Field.RECEIPT_NUMBER, false, value -> record.put("receiptNumber", value));
        text(Field.SUMMARY, false, value -> record.put("summary", value));
        applicant();
        text(Field.SUBMITTER_NAME, false, value -> record.withObject("/submitter")
                .put("name", value));
        number(Field.SUBMITTER_PHONE, rules.zeros()::phone, found -> record.withObject("/submitter")
                .put("phone", found.value()));
        fee();
        text(Field.OFFICER, false, value -> record.withObject("/extra").put("officer", value));
        text(Field.NOTE, false, value -> record.withObject("/extra").put("note", value));
        return record;
    }

    private void note(Remark remark, Field field, Words found) {
        findings.add(remark, columns.place(line, field), found);
    }

    /** The cell of a field when something can be read from it; null when it is empty or faulty, which is told. */
    private @Nullable Cell cell(Field field, boolean needed) {
        Cell cell = columns.cell(line, field);
        if (cell.kind() == Kind.ERROR || cell.kind() == Kind.FORMULA) {
            note(
                    cell.kind() == Kind.ERROR ? Remark.CELL_ERROR : Remark.FORMULA_WITHOUT_RESULT,
                    field,
                    Words.shown(cell.text()));
            return null;
        }
        if (cell.isEmpty() || Text.isBlank(cell.text())) {
            if (needed && columns.header().has(field)) {
                note(Remark.MISSING, field, new Words("nothing", "ô trống"));
            }
            return null;
        }
        if (cell.text().startsWith("? ")) {
            note(Remark.STILL_MARKED, field, Words.same("?"));
            return null;
        }
        if (cell.merged()) {
            note(Remark.MERGED, field, Words.of(field, cell.text()));
        }
        return columns.sheet().tell(columns.place(line, field), checked, findings) ? cell : null;
    }

    private @Nullable String text(Field field, boolean needed, Consumer<String> use) {
        Cell cell = cell(field, needed);
        if (cell == null) {
            return null;
        }
        String text = cell.date() == null
                ? Text.trimmed(cell.text())
                : cell.date().toLocalDate().toString();
        boolean lines = field == Field.SUMMARY || field == Field.NOTE;
        String whole = lines ? text : text.replaceAll("\\s+", " ");
        use.accept(whole);
        return whole;
    }

    private void dossierCode() {
        Cell cell = cell(Field.DOSSIER_CODE, true);
        if (cell == null) {
            return;
        }
        String code = DossierCodes.cleaned(cell.text());
        if (cell.kind() == Kind.NUMBER && cell.zeros() == 0 && !checked || cell.kind() == Kind.DATE) {
            note(Remark.CODE_AS_NUMBER, Field.DOSSIER_CODE, Words.shown(cell.text()));
            return;
        }
        String whole = cell.zeros() > code.length() ? "0".repeat(cell.zeros() - code.length()) + code : code;
        if (!DossierCodes.canBe(whole)) {
            note(Remark.CODE_WRONG, Field.DOSSIER_CODE, Words.shape(cell.text()));
            return;
        }
        if (!whole.equals(cell.text())) {
            note(Remark.CODE_CLEANED, Field.DOSSIER_CODE, Words.shown(whole));
        }
        record.put("dossierCode", whole);
    }

    private @Nullable LocalDate moment(Field field, boolean needed, LocalTime usual, Consumer<String> use) {
        DateReading reading = date(field, needed);
        if (reading instanceof Partial) {
            note(Remark.DATE_WRONG, field, Words.shown(columns.cell(line, field).text()));
        }
        if (!(reading instanceof At at)) {
            return null;
        }
        use.accept(INSTANT.format(at.day().atTime(at.time() == null ? usual : at.time())));
        receivedOn = field == Field.RECEIVED_AT ? at.day() : receivedOn;
        return at.day();
    }

    private @Nullable DateReading date(Field field, boolean needed) {
        Cell cell = cell(field, needed);
        if (cell == null) {
            return null;
        }
        DateReading reading = Objects.requireNonNull(columns.dates().get(field)).read(cell);
        Words found = Words.of(field, cell.text());
        if (reading instanceof Doubtful doubtful) {
            if (checked) {
                return new At(doubtful.candidates().get(0), doubtful.time(), false);
            }
            String days = String.join(
                    " / ",
                    doubtful.candidates().stream().map(LocalDate::toString).toList());
            note(Remark.DATE_DOUBTFUL, field, field.isPersonal() ? found : Words.same(days));
        } else if (reading instanceof Wrong) {
            note(Remark.DATE_WRONG, field, found);
        } else if (reading instanceof At at && at.unusual()) {
            note(Remark.DATE_READ, field, field.isPersonal() ? found : Words.same(found.en() + " -> " + at.day()));
        } else if (reading instanceof DateReading.None && needed) {
            note(Remark.MISSING, field, found);
        }
        return reading;
    }

    private void procedure() {
        String byName = null;
        Cell name = cell(Field.PROCEDURE_NAME, !columns.header().has(Field.PROCEDURE_CODE));
        if (name != null) {
            Digits coded = rules.zeros().procedure(name);
            byName = rules.procedure(name.text())
                    .orElse(coded.remark() == Remark.PROCEDURE_UNKNOWN ? null : coded.value());
        }
        Cell code = cell(Field.PROCEDURE_CODE, name == null);
        String byCode = null;
        if (code != null) {
            Digits found = rules.zeros().procedure(code);
            byCode = told(Field.PROCEDURE_CODE, code, found) ? found.value() : null;
        } else if (name != null && byName == null) {
            note(Remark.PROCEDURE_UNKNOWN, Field.PROCEDURE_NAME, Words.shown(name.text()));
        }
        if (byCode != null && byName != null && !isSame(byCode, byName)) {
            note(Remark.PROCEDURES_DIFFER, Field.PROCEDURE_CODE, Words.same(byCode + " / " + byName));
        }
        String chosen = byCode == null ? byName : byCode;
        if (chosen != null) {
            record.put("procedureCode", chosen);
        }
    }

    private boolean isSame(String code, String other) {
        var procedures = rules.reference().procedures();
        return procedures.find(code).equals(procedures.find(other));
    }

    /** Without a day a unit means nothing; that the day is missing is told already. */
    private void unit(@Nullable String ofBook) {
        Cell cell = cell(Field.UNIT, ofBook == null);
        LocalDate day = receivedOn;
        if (day == null) {
            return;
        }
        String written = cell == null ? ofBook : cell.text();
        String code = written == null ? null : rules.unit(written, day).orElse(null);
        if (written != null && code == null) {
            note(
                    Remark.UNIT_UNKNOWN,
                    Field.UNIT,
                    Words.same(Words.shown(written).en() + ", " + day));
        } else if (code != null && ofBook != null && !ofBook.equals(code)) {
            note(Remark.UNIT_DIFFERS, Field.UNIT, Words.same(code + " / " + ofBook));
        } else if (code != null) {
            record.put("unit", code);
        }
    }

    private @Nullable String word(Field field, String kind, boolean needed, Consumer<String> use) {
        Cell cell = cell(field, needed);
        if (cell == null) {
            return null;
        }
        String meaning = rules.words().meaning(kind, cell.text()).orElse(null);
        if (meaning == null) {
            note(Remark.WORD_UNKNOWN, field, Words.of(field, cell.text()));
            return null;
        }
        use.accept(meaning);
        return meaning;
    }

    private void applicant() {
        ObjectNode applicant = record.putObject("applicant");
        String kind = word(Field.APPLICANT_KIND, "party", false, value -> applicant.put("kind", value));
        text(Field.APPLICANT_NAME, true, value -> applicant.put("name", value));
        String sex = word(Field.SEX, "sex", false, value -> applicant.put("sex", value));
        DateReading born = date(Field.BORN_ON, false);
        String bornOn = born instanceof At at ? at.day().toString() : born instanceof Partial some ? some.date() : null;
        if (bornOn != null) {
            applicant.put("bornOn", bornOn);
        }
        identity(applicant, kind, bornOn, sex);
        number(Field.PHONE, rules.zeros()::phone, found -> applicant.put("phone", found.value()));
        text(Field.EMAIL, false, value -> applicant.put("email", value));
        text(Field.ADDRESS, false, value -> applicant.putObject("address").put("line", value));
    }

    /** A record has room for one paper: a business is named by its tax code, everybody else by the person's own. */
    private void identity(ObjectNode applicant, @Nullable String kind, @Nullable String bornOn, @Nullable String sex) {
        Digits paper = number(Field.IDENTITY, cell -> rules.zeros().identity(cell, bornOn, sex), found -> {});
        Digits tax = number(Field.TAX_CODE, rules.zeros()::tax, found -> {});
        boolean business = "BUSINESS".equals(kind) || kind == null && paper == null && tax != null;
        if (kind == null) {
            applicant.put("kind", business ? "BUSINESS" : "CITIZEN");
        }
        Digits chosen = tax != null && (business || paper == null) ? tax : paper;
        if (chosen != null) {
            applicant.putObject("identity").put("type", chosen.type()).put("number", chosen.value());
        }
        boolean byTax = chosen != null && chosen.type().equals("TAX_CODE");
        Digits other = byTax ? paper : tax;
        if (other != null) {
            record.withObject("/extra").put(byTax ? "personalPaper" : "taxCode", other.value());
        }
        DateReading issued = date(Field.IDENTITY_DATE, false);
        if (issued instanceof At at && chosen != null && !byTax) {
            applicant.withObject("/identity").put("issuedOn", at.day().toString());
        }
        text(Field.IDENTITY_PLACE, false, value -> {
            if (chosen != null && !byTax) {
                applicant.withObject("/identity").put("issuedBy", value);
            }
        });
    }

    private @Nullable Digits number(Field field, java.util.function.Function<Cell, Digits> read, Consumer<Digits> use) {
        Cell cell = cell(field, false);
        if (cell == null) {
            return null;
        }
        Digits found = read.apply(cell).lookedAt(checked);
        if (!told(field, cell, found)) {
            return null;
        }
        use.accept(found);
        return found;
    }

    /** Says what there is to say of a number; whether it may be used. */
    private boolean told(Field field, Cell cell, Digits found) {
        Remark remark = found.remark();
        if (remark != null) {
            note(remark, field, Words.of(field, cell.text()));
        }
        return remark == null || remark.kind() == BookReport.Kind.CONVERTED || remark.kind() == BookReport.Kind.NOTE;
    }

    private void fee() {
        Cell cell = cell(Field.FEE, false);
        if (cell == null) {
            return;
        }
        String bare = cell.text()
                .toLowerCase(Locale.ROOT)
                .replaceAll("(đồng|vnđ|vnd|đ)\\.?", "")
                .replaceAll("[\\s\\u00A0]", "");
        String amount = bare.matches("\\d{1,3}([.,]\\d{3})+") ? bare.replaceAll("[.,]", "") : bare;
        if (amount.matches("0|[1-9]\\d{0,14}")) {
            record.putArray("fees").addObject().put("amount", amount);
        } else if (!amount.matches("-|khong|không|miễn|mien")) {
            note(Remark.NUMBER_WRONG, Field.FEE, Words.shown(cell.text()));
        }
    }
}
