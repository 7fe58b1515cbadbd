package vn.lienthong.hub.reference;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The code of a dossier taken apart: {@code {agency}-{yymmdd}-{number}}. Agency codes come in two forms, {@code 000.01.10.H08} until
 * 2025 and {@code H21.10.01} after, and groups may hold letters. The number has 4 digits from a province's software and 6 or 7
 * from a ministry's; five appear when a day's count passes 9999. Source: Circular 01/2018/TT-VPCP, article 19, and codes seen
 * since.
 *
 * @param agency electronic identifier of the agency, 3 to 35 characters
 * @param day day of reception in Asia/Ho_Chi_Minh
 * @param number running number of that day, as written: leading zeros count
 */
public record DossierCode(String agency, LocalDate day, String number) {
    private static final Pattern SHAPE = Pattern.compile("(?<agency>[0-9A-Z.]{3,35})-(?<day>\\d{6})-(?<seq>\\d{4,7})");
    private static final Pattern LEVEL_ONE = Pattern.compile("[A-Y]\\d{2}");
    private static final int NUMBER_DIGITS = 4;
    private static final int CENTURY = 2000;
    private static final int HIGHEST_NUMBER = 9_999_999;

    /** The code of the dossier that an agency receives as its n-th of a local day. */
    public static DossierCode of(String agency, LocalDate day, int number) {
        if (number < 1 || number > HIGHEST_NUMBER) {
            throw new IllegalArgumentException("The number of a dossier must be 1 to " + HIGHEST_NUMBER + ". Found: "
                    + number + ". Count from 1 each day.");
        }
        return new DossierCode(agency, day, Text.padded(number, NUMBER_DIGITS));
    }

    /** The parts of a clean code; empty when it is none. */
    public static Optional<DossierCode> parse(String code) {
        Matcher matcher = SHAPE.matcher(code);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String day = matcher.group("day");
        try {
            LocalDate local = LocalDate.of(
                    CENTURY + Integer.parseInt(day.substring(0, 2)),
                    Integer.parseInt(day.substring(2, 4)),
                    Integer.parseInt(day.substring(4, 6)));
            return Optional.of(new DossierCode(matcher.group("agency"), local, matcher.group("seq")));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Whether a clean code has the shape and a day that exists. */
    public static Verdict check(String code) {
        if (parse(code).isPresent()) {
            return Verdict.OK;
        }
        if (SHAPE.matcher(code).matches()) {
            return Verdict.error(
                    "dossier-code-day",
                    "The day in the dossier code does not exist.",
                    Text.show(code),
                    "The six digits are year, month and day of reception, as in 000.01.10.H08-191216-0042.");
        }
        return Verdict.error(
                "dossier-code-shape",
                "The dossier code does not have the form AGENCY-YYMMDD-NUMBER.",
                Text.show(code),
                "Send the code as printed on the receipt, for example 000.01.10.H08-191216-0042.");
    }

    /** The province or ministry: H08, H21, G22 …; last group of the old form, first of the new. Empty when neither is one. */
    public Optional<String> levelOne() {
        String first = agency.substring(0, agency.indexOf('.') < 0 ? agency.length() : agency.indexOf('.'));
        if (LEVEL_ONE.matcher(first).matches()) {
            return Optional.of(first);
        }
        String last = agency.substring(agency.lastIndexOf('.') + 1);
        return LEVEL_ONE.matcher(last).matches() ? Optional.of(last) : Optional.empty();
    }

    /** Whether the day in the code is the local day of an instant; a source that counts in UTC fails here before 07:00. */
    public boolean isOfDay(Instant receivedAt) {
        return day.equals(WallClock.dayOf(receivedAt));
    }

    /** The code as it is written. */
    public String text() {
        return agency + "-" + Text.padded(day.getYear() % 100, 2) + Text.padded(day.getMonthValue(), 2)
                + Text.padded(day.getDayOfMonth(), 2) + "-" + number;
    }
}
