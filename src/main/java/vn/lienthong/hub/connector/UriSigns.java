package vn.lienthong.hub.connector;

/**
 * Carries a setting unharmed through the addresses that Camel makes of the steps of a Kamelet and takes apart again: there an ampersand would begin
 * another option, a plus be a blank, two braces be filled in. On the way such a sign is a letter of Unicode's private area, which means
 * nothing to anybody.
 */
final class UriSigns {

    private static final String SIGNS = "%&+?#{}()";
    private static final char PRIVATE = '\uE000';

    private UriSigns() {}

    static String hidden(String value) {
        StringBuilder letters = new StringBuilder();
        value.chars().forEach(c -> letters.append((char) (SIGNS.indexOf(c) < 0 ? c : PRIVATE + c)));
        return letters.toString();
    }

    static String shown(String letters) {
        StringBuilder value = new StringBuilder();
        letters.chars().forEach(c -> value.append((char) (SIGNS.indexOf(c - PRIVATE) < 0 ? c : c - PRIVATE)));
        return value.toString();
    }
}
