package vn.lienthong.hub.reference;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Checks on the numbers that name a person: CCCD (12 digits), CMND (9 digits, or 12 for the last years of its issue), passport.
 * There is no check digit in any of them; a number is never corrected, only judged. Immutable.
 */
public final class IdentityNumbers {
    private static final Pattern DIGITS = Pattern.compile("\\d+");
    private static final Pattern PASSPORT = Pattern.compile("[A-Z0-9]{6,12}");
    private static final int CCCD = 12;
    private static final int CMND = 9;
    private static final int PROVINCE_DIGITS = 3;
    private static final int YEARS = 100;
    private static final int FIRST_CENTURY = 1900;
    private static final Pattern FILLER = Pattern.compile("0+1?|1|1{9,}|9+|123456789(012)?");

    private final Provinces provinces;

    IdentityNumbers(Provinces provinces) {
        this.provinces = provinces;
    }

    /**
     * What a paper claims of a person.
     *
     * @param type CCCD, CMND, PASSPORT, TAX_CODE or OTHER
     * @param number the number, clean
     * @param bornOn date of birth, may be partial ({@code 1989}, {@code 1989-06}), null when unknown
     * @param sex MALE or FEMALE, null when unknown
     */
    public record Claim(String type, String number, @Nullable String bornOn, @Nullable String sex) {}

    /** Whether it is what people and programs type when they have no number: 000000001, 999999999, 123456789 and their like. */
    public static boolean isFiller(String number) {
        return FILLER.matcher(number).matches();
    }

    /** Judges a number by its type. OTHER is always fine; an unknown type is not this check's affair. */
    public Verdict check(Claim claim) {
        return switch (claim.type()) {
            case "CCCD" -> cccd(claim);
            case "CMND" -> cmnd(claim);
            case "PASSPORT" -> passport(claim.number());
            case "TAX_CODE" -> TaxCode.check(claim.number());
            default -> Verdict.OK;
        };
    }

    private Verdict cccd(Claim claim) {
        String number = claim.number();
        Verdict shape = digits(number, CCCD, "A citizen's identity number has 12 digits.");
        if (shape.isError()) {
            return shape;
        }
        return province(number).and(sex(number, claim.sex())).and(year(number, claim.bornOn()));
    }

    private Verdict cmnd(Claim claim) {
        String number = claim.number();
        return number.length() == CCCD ? cccd(claim) : digits(number, CMND, "An identity card number has 9 digits.");
    }

    private static Verdict digits(String number, int length, String what) {
        if (isFiller(number)) {
            return Verdict.error(
                    "identity-filler",
                    "The number is what programs write when they have none.",
                    shape(number),
                    "Send the number on the paper, or leave the paper out.");
        }
        boolean digits = DIGITS.matcher(number).matches();
        if (digits && number.length() == length) {
            return Verdict.OK;
        }
        if (digits && number.length() == length - 1) {
            return Verdict.error(
                    "identity-lost-zero",
                    what,
                    shape(number),
                    "A spreadsheet may have taken a leading zero: compare it with the paper, and send all digits.");
        }
        return Verdict.error(
                "identity-shape",
                what,
                shape(number),
                "Compare it with the paper, or send the type that it is (CCCD, CMND, PASSPORT, TAX_CODE, OTHER).");
    }

    private Verdict province(String number) {
        String prefix = number.substring(0, PROVINCE_DIGITS);
        if (provinces.nameOfPrefix(prefix).isPresent()) {
            return Verdict.OK;
        }
        // Births registered abroad carry a country's code, and the list is not complete: no reason to refuse a person.
        return Verdict.warning(
                "identity-province",
                "The identity number begins with no province that the hub knows.",
                "prefix " + prefix,
                "Compare it with the paper; if it is right, add the prefix to mappings/tables/provinces.csv.");
    }

    private static Verdict sex(String number, @Nullable String sex) {
        boolean female = centuryDigit(number) % 2 == 1;
        boolean agrees = sex == null || !(sex.equals("MALE") || sex.equals("FEMALE")) || female == sex.equals("FEMALE");
        return agrees
                ? Verdict.OK
                : Verdict.warning(
                        "identity-sex",
                        "The identity number and the sex do not agree.",
                        "4th digit stands for " + (female ? "FEMALE" : "MALE"),
                        "Compare both with the paper.");
    }

    private static Verdict year(String number, @Nullable String bornOn) {
        Optional<Integer> born = WallClock.yearOf(bornOn);
        int coded = FIRST_CENTURY + YEARS * (centuryDigit(number) / 2) + Integer.parseInt(number.substring(4, 6));
        return born.isEmpty() || born.get() == coded
                ? Verdict.OK
                : Verdict.warning(
                        "identity-year",
                        "The identity number and the year of birth do not agree.",
                        "the digits 4 to 6 stand for another year",
                        "Compare both with the paper.");
    }

    private static int centuryDigit(String number) {
        return number.charAt(PROVINCE_DIGITS) - '0';
    }

    private static Verdict passport(String number) {
        boolean plausible = PASSPORT.matcher(number).matches() && number.chars().anyMatch(c -> c >= '0' && c <= '9');
        return plausible
                ? Verdict.OK
                : Verdict.error(
                        "identity-shape",
                        "A passport number has 6 to 12 letters and digits.",
                        shape(number),
                        "Compare it with the paper; letters are A to Z.");
    }

    /** How a number looks, without saying it. */
    static String shape(String number) {
        if (number.isEmpty()) {
            return "nothing";
        }
        return number.length() + (DIGITS.matcher(number).matches() ? " digits" : " characters, not all digits");
    }
}
