package vn.lienthong.hub.wardbook;

/** The same said in both languages: English for who runs the hub, Vietnamese for the clerk. */
public record Words(String en, String vi) {

    /** What is no language: a code, a number. */
    static Words same(String text) {
        return new Words(text, text);
    }

    /** A value that is no personal data, cut. */
    static Words shown(String text) {
        String plain = text.replaceAll("\\p{Cntrl}", " ");
        int length = plain.codePointCount(0, plain.length());
        return same("\"" + (length <= 60 ? plain : plain.substring(0, plain.offsetByCodePoints(0, 60)) + "…") + "\"");
    }

    /** A value that may be a person's: only its shape. */
    static Words shape(String text) {
        int length = text.codePointCount(0, text.length());
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9')
                ? new Words(length + " digits", length + " chữ số")
                : new Words("a text of " + length + " characters", "chữ gồm " + length + " ký tự");
    }

    static Words of(Field field, String text) {
        return field.isPersonal() ? shape(text) : shown(text);
    }
}
