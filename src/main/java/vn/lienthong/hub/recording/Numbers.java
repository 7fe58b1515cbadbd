package vn.lienthong.hub.recording;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.lienthong.hub.reference.IdentityNumbers;

/**
 * Made-up numbers of people, in ranges that nobody has: identity numbers begin with 000 (no province), telephone numbers with 0900000 or 0200000,
 * tax codes with 99. What checks judge is kept: length, the digit of century and sex, the year of birth (moved as birthdays are), the check digit.
 * Not thread-safe.
 */
final class Numbers {
    /** Grouped by blanks, dots or hyphens or not at all; 9 or 12 digits. */
    static final Pattern IDENTITY =
            Pattern.compile("(?<![\\p{L}\\d.])\\d{3}[ .-]?\\d{3}[ .-]?\\d{3}(?:[ .-]?\\d{3})?(?![\\p{L}\\d]|[.-]\\d)");

    /** As people group them, with the number of the country, with the number of the place in brackets. */
    static final Pattern PHONE = Pattern.compile("(?<![\\p{L}\\d.])(?:\\(?(?:\\+|00)84\\)?[ .-]?|84|\\(?0)"
            + "(?:(?:[35789]\\d{2}|2\\d{2,3})\\)?[ .-]?\\d{3}[ .-]?\\d{3,4}|[35789]\\d{2}\\)?(?:[ .-]\\d{2}){3}"
            + "|[35789]\\d[ .-]\\d{3}[ .-]?\\d{4}|2\\d{1,2}\\)?[ .-]?\\d{4}[ .-]?\\d{3,4})(?![\\p{L}\\d]|[.-]\\d)");

    static final Pattern MAIL = Pattern.compile("[\\p{L}\\p{N}_.+-]+@[\\p{L}\\p{N}-]+(?:\\.[\\p{L}\\p{N}-]+)+");

    private static final Pattern HEX = Pattern.compile("[0-9a-f:. -]*");
    private static final String CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final String SMALL = "abcdefghijklmnopqrstuvwxyz";
    private static final Pattern NOT_DIGIT = Pattern.compile("\\D");
    private static final int CCCD = 12;
    private static final int CMND = 9;
    private static final int TAX = 10;
    private static final int TAX_OF_BRANCH = 13;
    private static final int SERIAL = 6;
    private static final int[] TAX_WEIGHTS = {31, 29, 23, 19, 17, 13, 7, 5, 3};

    private final Keyed keyed;
    private final Birthdays birthdays;

    Numbers(Keyed keyed, Birthdays birthdays) {
        this.keyed = keyed;
        this.birthdays = birthdays;
    }

    static String digits(String text) {
        return NOT_DIGIT.matcher(text).replaceAll("");
    }

    /** Whether a number is from a range that nobody has. */
    static boolean isReserved(String digits) {
        return digits.startsWith("000")
                || digits.length() == CCCD && digits.matches("052[45]\\d{8}")
                || (digits.length() == CMND || digits.length() == CCCD) && digits.startsWith("99")
                || isReservedPhone(digits);
    }

    static boolean isReservedPhone(String digits) {
        return digits.matches("(?:(?:00)?84|0)(?:900000\\d{3,4}|200000\\d{4}|20000\\d{4})");
    }

    /** The other number in the grouping of the original. */
    private static String grouped(String original, String digits) {
        StringBuilder text = new StringBuilder();
        int next = 0;
        for (int i = 0; i < original.length(); i++) {
            char c = original.charAt(i);
            text.append(c >= '0' && c <= '9' && next < digits.length() ? digits.charAt(next++) : c);
        }
        return text.toString();
    }

    String identity(String text) {
        String digits = digits(text);
        if (digits.length() == CCCD) {
            return grouped(text, cccd(digits));
        }
        if (digits.length() == CMND) {
            return grouped(text, "000" + serial("cmnd", digits));
        }
        // A business is known by its tax code, and some call that its identity number.
        return digits.length() == TAX || digits.length() == TAX_OF_BRANCH ? tax(text) : any(text);
    }

    /** Letters for letters and digits for digits: a passport, a number that lost its zero. */
    String any(String text) {
        StringBuilder made = new StringBuilder();
        Matcher runs = Pattern.compile("\\d+|\\p{L}").matcher(text);
        String seed = Fold.of(text);
        while (runs.find()) {
            String run = runs.group();
            String other = Character.isDigit(run.charAt(0))
                    ? keyed.other(run)
                    : Fold.like(
                            run, String.valueOf((char) ('A' + keyed.below("letter" + runs.start(), seed, 26))), true);
            runs.appendReplacement(made, Matcher.quoteReplacement(other));
        }
        return runs.appendTail(made).toString();
    }

    private String cccd(String digits) {
        int century = digits.charAt(3) - '0';
        int year = birthdays.year(1900 + 100 * (century / 2) + Integer.parseInt(digits.substring(4, 6)));
        int moved = Math.max(0, Math.min(9, (year / 100 - 19) * 2 + century % 2));
        return "000" + moved + Keyed.padded(year % 100, 2) + serial("cccd", digits);
    }

    private String serial(String role, String digits) {
        for (int i = 0; ; i++) {
            String serial = Keyed.padded(keyed.below(role + i, digits, 1_000_000), SERIAL);
            if (!IdentityNumbers.isFiller("000" + serial)) {
                return serial;
            }
        }
    }

    String phone(String text) {
        String digits = digits(text);
        String front = front(text.strip(), digits);
        String local = "0" + digits.substring(front.length());
        if (local.length() < 9 || !digits.startsWith(front)) {
            return any(text);
        }
        String nobodys = local.startsWith("02") ? local.length() > 10 ? "0200000" : "020000" : "0900000";
        int left = local.length() - nobodys.length();
        String made = nobodys
                + Keyed.padded(Math.floorMod(keyed.number("phone", local), Math.round(Math.pow(10, left))), left);
        return grouped(text, front + made.substring(1));
    }

    /** What stands before the number of the place or the net. */
    private static String front(String text, String digits) {
        if (digits.startsWith("0084") && digits.length() > 11) {
            return "0084";
        }
        boolean abroad = digits.startsWith("84") && (text.startsWith("+") || text.startsWith("(+"));
        return abroad || digits.length() > 10 && digits.startsWith("84") ? "84" : "0";
    }

    String mail(String text) {
        String made = Long.toString(Math.floorMod(keyed.number("mail", Fold.of(text)), 100_000_000L), 36);
        return "nguoi.mau." + made + "@mau.example";
    }

    /** Ten digits with a right check digit, a branch behind it as it was; of a person its identity number. */
    String tax(String text) {
        String digits = digits(text);
        if (digits.length() == CCCD) {
            return identity(text);
        }
        if (digits.length() != TAX && digits.length() != TAX_OF_BRANCH) {
            return any(text);
        }
        for (int i = 0; ; i++) {
            String nine = "99" + Keyed.padded(keyed.below("tax" + i, digits.substring(0, 10), 10_000_000), 7);
            int sum = 0;
            for (int at = 0; at < TAX_WEIGHTS.length; at++) {
                sum += TAX_WEIGHTS[at] * (nine.charAt(at) - '0');
            }
            int check = 10 - sum % 11;
            if (check != 10) {
                return grouped(text, nine + check + digits.substring(10));
            }
        }
    }

    /** The sum of something: as many signs of the same alphabet. */
    String hash(String text) {
        String low = text.toLowerCase(Locale.ROOT);
        if (!HEX.matcher(low).matches()) {
            return mixed(text);
        }
        StringBuilder made = new StringBuilder();
        boolean upper = !text.equals(low);
        for (int i = 0; i < text.length(); i++) {
            char c = low.charAt(i);
            char other = Character.isLetterOrDigit(c) ? Character.forDigit(keyed.below("hash" + i, low, 16), 16) : c;
            made.append(upper ? Character.toUpperCase(other) : other);
        }
        return made.toString();
    }

    /** In base64, or in no form that is known. */
    private String mixed(String text) {
        StringBuilder made = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            String like = c >= '0' && c <= '9' ? "0123456789" : Character.isUpperCase(c) ? CAPITALS : SMALL;
            made.append(Character.isLetterOrDigit(c) ? like.charAt(keyed.below("hash" + i, text, like.length())) : c);
        }
        return made.toString();
    }
}
