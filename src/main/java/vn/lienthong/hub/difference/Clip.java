package vn.lienthong.hub.difference;

import org.jspecify.annotations.Nullable;

/** Two texts, cut to what a person reads: a piece around the first sign that differs. */
record Clip(@Nullable String left, @Nullable String right) {
    private static final int LONGEST = 1_200;
    private static final int BEFORE = 200;

    static Clip of(@Nullable String left, @Nullable String right) {
        int same = 0;
        if (left != null && right != null) {
            int shorter = Math.min(left.length(), right.length());
            while (same < shorter && left.charAt(same) == right.charAt(same)) {
                same++;
            }
        }
        return new Clip(cut(left, same), cut(right, same));
    }

    private static @Nullable String cut(@Nullable String text, int differsAt) {
        if (text == null || text.length() <= LONGEST) {
            return text;
        }
        int from = whole(text, Math.max(0, Math.min(differsAt, text.length()) - BEFORE));
        int to = whole(text, Math.min(text.length(), from + LONGEST));
        return (from > 0 ? "… " : "")
                + text.substring(from, to)
                + (to < text.length() ? " … (" + text.length() + " signs in all)" : "");
    }

    /** Never between the halves of one sign. */
    private static int whole(String text, int at) {
        return at > 0 && at < text.length() && Character.isLowSurrogate(text.charAt(at)) ? at - 1 : at;
    }
}
