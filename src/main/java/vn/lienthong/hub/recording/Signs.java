package vn.lienthong.hub.recording;

/**
 * What a text has of the signs without which nothing of a kind can be in it, at one look: nearly every text has no number of a person, no mail and no sum,
 * and is then not searched for them. It may say yes where nothing is, and never no where something is.
 */
record Signs(String text, int digits, int hexInARow) {

    static Signs of(String text) {
        int digits = 0;
        int row = 0;
        int longest = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean digit = c >= '0' && c <= '9';
            digits += digit ? 1 : 0;
            row = digit || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F' ? row + 1 : 0;
            longest = Math.max(longest, row);
        }
        return new Signs(text, digits, longest);
    }

    boolean ticket() {
        return text.contains("eyJ");
    }

    boolean mail() {
        return text.indexOf('@') >= 0;
    }

    boolean uuid() {
        return hexInARow >= 12;
    }

    boolean sum() {
        return hexInARow >= 32;
    }

    /** Of a dossier: six of its day, four of its running number. */
    boolean dossier() {
        return digits >= 10;
    }

    /** Of identity, telephone, account: none has fewer than nine. */
    boolean number() {
        return digits >= 9;
    }

    /** An hour alone has four. */
    boolean time() {
        return digits >= 4;
    }
}
