package vn.lienthong.hub.reference;

import java.util.regex.Pattern;

/**
 * Tax codes (MST): ten digits of which the last is a check digit, a branch {@code -001} behind it if it is one; or, since July
 * 2025, the 12 digits of a person's identity number, which has no check digit. The check digit is 10 - (sum mod 11) with the
 * weights below; where the sum leaves no rest, that is 10, and sources disagree whether 0 is written or no such code is issued.
 */
public final class TaxCode {
    private static final Pattern SHAPE = Pattern.compile("\\d{10}(-\\d{3})?");
    private static final Pattern PERSON = Pattern.compile("\\d{12}");
    private static final Pattern BRANCH_WITHOUT_HYPHEN = Pattern.compile("\\d{13}");
    private static final int[] WEIGHTS = {31, 29, 23, 19, 17, 13, 7, 5, 3};
    private static final int MODULUS = 11;

    private TaxCode() {}

    /** Shape and check digit of a clean code. */
    public static Verdict check(String code) {
        if (PERSON.matcher(code).matches()) {
            return Verdict.OK;
        }
        if (BRANCH_WITHOUT_HYPHEN.matcher(code).matches()) {
            return Verdict.error(
                    "tax-code-shape",
                    "The tax code of a branch needs a hyphen.",
                    "13 digits",
                    "Write the three digits of the branch behind a hyphen, as in 0100109106-001.");
        }
        if (!SHAPE.matcher(code).matches()) {
            return Verdict.error(
                    "tax-code-shape",
                    "The tax code has not the shape of one.",
                    IdentityNumbers.shape(code),
                    "Send 10 digits, 10 digits with -001 for a branch, or a person's 12 digits; a spreadsheet may have"
                            + " taken a leading zero.");
        }
        return checkDigit(code);
    }

    private static Verdict checkDigit(String code) {
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += WEIGHTS[i] * (code.charAt(i) - '0');
        }
        int wanted = 10 - sum % MODULUS;
        int found = code.charAt(WEIGHTS.length) - '0';
        if (wanted == 10 && found == 0) {
            return Verdict.warning(
                    "tax-code-check-digit",
                    "Sources disagree whether such a tax code is issued.",
                    "weighted sum without rest, check digit 0",
                    "Compare it with the registration paper.");
        }
        return wanted == found
                ? Verdict.OK
                : Verdict.error(
                        "tax-code-check-digit",
                        "The check digit of the tax code is wrong.",
                        "10th digit does not fit the nine before it",
                        "Compare it with the registration paper; a digit is mistyped.");
    }
}
