package vn.lienthong.hub.difference;

/** Text of others, as it may be shown on a terminal: what cannot be seen, moves the cursor or changes colours is written out. */
final class Visible {
    private Visible() {}

    /** In its own lines. */
    static String text(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints()
                .forEach(sign -> out.append(isHidden(sign) ? "\\u%04x".formatted(sign) : Character.toString(sign)));
        return out.toString();
    }

    /** In one line. */
    static String line(String text) {
        return text(text).replace("\n", "\\u000a").replace("\r", "\\u000d");
    }

    private static boolean isHidden(int sign) {
        int type = Character.getType(sign);
        return type == Character.CONTROL && sign != '\n' && sign != '\r'
                || type == Character.FORMAT
                || type == Character.NON_SPACING_MARK
                || type == Character.PRIVATE_USE
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }
}
