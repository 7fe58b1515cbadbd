package vn.lienthong.hub.wardbook;

import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.reference.IdentityNumbers;
import vn.lienthong.hub.reference.IdentityNumbers.Claim;
import vn.lienthong.hub.reference.Procedures;
import vn.lienthong.hub.reference.TaxCode;
import vn.lienthong.hub.wardbook.Grid.Cell;
import vn.lienthong.hub.wardbook.Grid.Kind;

/** Numbers whose leading zeros a spreadsheet takes away: put back where it is certain what they were, else left and told. */
final class LostZeros {
    private static final int CCCD = 12;
    private static final int MOST_LOST = 2;

    private final IdentityNumbers numbers;
    private final Procedures procedures;

    LostZeros(IdentityNumbers numbers, Procedures procedures) {
        this.numbers = numbers;
        this.procedures = procedures;
    }

    /**
     * What a cell is.
     *
     * @param type of an identity paper; empty for other numbers
     * @param remark what to say of it; null when nothing
     */
    record Digits(String value, String type, @Nullable Remark remark) {
        /** A person has looked at it: then it is what it is. */
        Digits lookedAt(boolean checked) {
            boolean doubt = remark == Remark.ZEROS_DOUBTFUL;
            return checked && doubt ? new Digits(value, type.isEmpty() ? "" : "OTHER", null) : this;
        }
    }

    /** The digits and letters, with the zeros that the format of the cell shows. */
    private static String bare(Cell cell) {
        String bare = cell.text().replaceAll("[\\s\\u00A0.'-]", "").toUpperCase(java.util.Locale.ROOT);
        boolean shown = cell.zeros() > 0 && bare.matches("\\d+");
        return shown ? "0".repeat(Math.max(0, cell.zeros() - bare.length())) + bare : bare;
    }

    private static boolean isShortened(Cell cell) {
        return cell.text().strip().matches("\\d([.,]\\d+)?[eE]\\+?\\d+")
                || cell.text().contains("####");
    }

    /** The number of a person's paper, by its length; what was lost is certain when province and birth year both fit. */
    Digits identity(Cell cell, @Nullable String bornOn, @Nullable String sex) {
        String number = bare(cell);
        if (isShortened(cell)) {
            return new Digits(number, "OTHER", Remark.DIGITS_LOST);
        }
        if (number.matches("[A-Z]\\d{7,8}")) {
            return new Digits(number, "PASSPORT", null);
        }
        if (!number.matches("\\d+") || IdentityNumbers.isFiller(number)) {
            return new Digits(number, "OTHER", Remark.NUMBER_WRONG);
        }
        int length = number.length();
        if (length == CCCD || length == 9) {
            return new Digits(number, length == CCCD ? "CCCD" : "CMND", null);
        }
        if (length < CCCD && length >= CCCD - MOST_LOST) {
            String whole = "0".repeat(CCCD - length) + number;
            var verdict = numbers.check(new Claim("CCCD", whole, bornOn, sex));
            boolean certain = bornOn != null
                    && verdict.errors().isEmpty()
                    && verdict.warnings().isEmpty();
            return certain
                    ? new Digits(whole, "CCCD", Remark.ZEROS_RESTORED)
                    : new Digits(number, "CCCD", Remark.ZEROS_DOUBTFUL);
        }
        return new Digits(number, "CMND", length == 8 ? Remark.ZEROS_DOUBTFUL : Remark.NUMBER_WRONG);
    }

    /** A tax code; of a number that fits its check digit with a zero before it, the zero is certain. */
    Digits tax(Cell cell) {
        String number = bare(cell).replaceFirst("^(\\d{10})(\\d{3})$", "$1-$2");
        if (isShortened(cell)) {
            return new Digits(number, "TAX_CODE", Remark.DIGITS_LOST);
        }
        if (number.matches("\\d{9}") && !TaxCode.check("0" + number).isError()) {
            return cell.kind() == Kind.NUMBER
                    ? new Digits("0" + number, "TAX_CODE", Remark.ZEROS_RESTORED)
                    : new Digits(number, "TAX_CODE", Remark.ZEROS_DOUBTFUL);
        }
        return new Digits(number, "TAX_CODE", TaxCode.check(number).isError() ? Remark.NUMBER_WRONG : null);
    }

    /** A phone number: mobile numbers have ten digits, those of towns eleven, and all begin with a zero. */
    Digits phone(Cell cell) {
        String digits = bare(cell).replaceAll("[()]", "");
        if (isShortened(cell)) {
            return new Digits(digits, "", Remark.DIGITS_LOST);
        }
        if (digits.matches("[35789]\\d{8}|2\\d{9}")) {
            return new Digits("0" + digits, "", Remark.ZEROS_RESTORED);
        }
        boolean usual = digits.matches("0[35789]\\d{8}|02\\d{9}|84\\d{9,10}|(?:1[89]00)\\d{4,6}");
        boolean doubtful = digits.matches("\\d{8,}") && !usual;
        return new Digits(usual ? digits : cell.text().strip(), "", doubtful ? Remark.ZEROS_DOUBTFUL : null);
    }

    /** The code of a procedure: 1.012850 is a number for a spreadsheet, which ends it at the 5. */
    Digits procedure(Cell cell) {
        String code = cell.text().strip();
        String whole = code.matches("\\d\\.\\d{3,5}") ? code + "0".repeat(8 - code.length()) : code;
        boolean restored = !whole.equals(code) && procedures.find(whole).isPresent();
        if (restored || procedures.find(code).isPresent()) {
            return new Digits(restored ? whole : code, "", restored ? Remark.ZEROS_RESTORED : null);
        }
        boolean shaped = Procedures.nationalPart(code).isPresent();
        return new Digits(code, "", shaped ? Remark.PROCEDURE_NOT_LISTED : Remark.PROCEDURE_UNKNOWN);
    }
}
