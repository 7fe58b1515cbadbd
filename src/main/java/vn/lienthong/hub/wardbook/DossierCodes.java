package vn.lienthong.hub.wardbook;

import java.util.Locale;
import java.util.regex.Pattern;
import vn.lienthong.hub.reference.DossierCode;

/** Dossier codes as people type them. */
final class DossierCodes {
    private static final Pattern POSSIBLE = Pattern.compile("[0-9A-Za-z][0-9A-Za-z._/:-]{1,48}[0-9A-Za-z]");

    private DossierCodes() {}

    /** Without blanks inside, with plain hyphens, and in capitals where that makes it a code of the usual form. */
    static String cleaned(String written) {
        String bare = written.replaceAll("[\\s\\u00A0\\u200B-\\u200F\\uFEFF]+", "")
                .replaceAll("[\\u2010-\\u2015\\u2212\\uFF0D_]+(?=\\d)", "-");
        String capitals = bare.toUpperCase(Locale.ROOT);
        return DossierCode.parse(capitals).isPresent() ? capitals : bare;
    }

    static boolean canBe(String code) {
        return POSSIBLE.matcher(code).matches();
    }
}
