package vn.lienthong.hub.vocabulary;

import java.util.regex.Pattern;

/** Rows of signs that come by chance: the digits within one are nobody's number. Whoever looks for people's data leaves them out. */
public final class ByChance {
    private static final String BEFORE = "(?<![\\p{L}\\p{N}])";
    private static final String BEHIND = "(?![\\p{L}\\p{N}])";

    /** A UUID that stands by itself. */
    public static final Pattern UUID =
            Pattern.compile(BEFORE + "\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12}" + BEHIND);

    /** The sum of a file in hexadecimal, of SHA-256, SHA-1 or MD5, that stands by itself. */
    public static final Pattern SUM =
            Pattern.compile(BEFORE + "(?:\\p{XDigit}{64}|\\p{XDigit}{40}|\\p{XDigit}{32})" + BEHIND);

    private ByChance() {}
}
