package vn.lienthong.hub.recording;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.lienthong.hub.reference.DossierCode;

/** What may look like somebody's number by chance and is nobody's: UUIDs, sums, dossier codes. Masking and scan both know them from here. */
final class Nobodys {
    private static final String BEFORE = "(?<![\\p{L}\\p{N}])";
    private static final String BEHIND = "(?![\\p{L}\\p{N}])";

    /** Stays as it is, wherever it stands. */
    static final Pattern UUID =
            Pattern.compile(BEFORE + "\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12}" + BEHIND);

    /** Of a file, in hexadecimal: another takes its place. */
    static final Pattern SUM = Pattern.compile(BEFORE + "(?:\\p{XDigit}{64}|\\p{XDigit}{40}|\\p{XDigit}{32})" + BEHIND);

    static final Pattern DOSSIER = Pattern.compile("(?<![0-9A-Z.])[0-9A-Z.]{3,35}-\\d{6}-\\d{4,7}(?!\\d)");

    private static final String GAP = "~";

    private Nobodys() {}

    /** The text without them: what is a number in the rest may be somebody's. */
    static String without(String text) {
        String rest = SUM.matcher(UUID.matcher(text).replaceAll(GAP)).replaceAll(GAP);
        return DOSSIER.matcher(rest)
                .replaceAll(found ->
                        DossierCode.parse(found.group()).isPresent() ? GAP : Matcher.quoteReplacement(found.group()));
    }
}
