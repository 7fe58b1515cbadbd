package vn.lienthong.hub.recording;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.lienthong.hub.reference.DossierCode;
import vn.lienthong.hub.vocabulary.ByChance;

/** What may look like somebody's number by chance and is nobody's: UUIDs, sums, dossier codes. Masking and scan both know them from here. */
final class Nobodys {
    static final Pattern DOSSIER = Pattern.compile("(?<![0-9A-Z.])[0-9A-Z.]{3,35}-\\d{6}-\\d{4,7}(?!\\d)");

    private static final String GAP = "~";

    private Nobodys() {}

    /** The text without them: what is a number in the rest may be somebody's. */
    static String without(String text) {
        String rest = ByChance.SUM
                .matcher(ByChance.UUID.matcher(text).replaceAll(GAP))
                .replaceAll(GAP);
        return DOSSIER.matcher(rest)
                .replaceAll(found ->
                        DossierCode.parse(found.group()).isPresent() ? GAP : Matcher.quoteReplacement(found.group()));
    }
}
