package vn.lienthong.hub.recording;

/** What a value is about, and so how it is masked. */
enum Kind {
    /** A person or a business. */
    NAME,
    /** CCCD, CMND, passport. */
    IDENTITY,
    TAX,
    PHONE,
    MAIL,
    ADDRESS,
    /** A day of birth or death, in any form. */
    BIRTH,
    /** Free text: every word is replaced. */
    TEXT,
    /** What a destination says about an exchange: known turns stay, all else is text. */
    WORDS,
    /** The content of a file. */
    FILE,
    FILE_NAME,
    /** The sum of a file that was replaced. */
    HASH,
    /** What cannot hold over a masked body. */
    SIGNATURE,
    /** Taken out. */
    SECRET,
    /** Stays if it has the shape of a code. */
    CODE,
    /** Stays if it has the shape of a time. */
    TIME,
    /** Stays if it is a number. */
    AMOUNT,
    /** Public words, such as the name of a procedure: stay but for people in them. */
    PUBLIC,
    /** Nobody said what it is: masked, unless its shape says that it is about nobody. */
    UNKNOWN;

    /** Whether an original of this kind must be nowhere, also where the same words are public elsewhere. */
    boolean names() {
        return switch (this) {
            case NAME, IDENTITY, TAX, PHONE, MAIL, SECRET -> true;
            default -> false;
        };
    }

    /** Whether who knows more of the value, by where it came from, knows better than the name of the field in which it stands. */
    boolean mayBeToldBetter() {
        return switch (this) {
            case NAME, ADDRESS, TEXT, FILE_NAME, CODE, PUBLIC, UNKNOWN -> true;
            default -> false;
        };
    }

    /** Whether there may be anything in it, and not words or signs of a known sort. */
    boolean isOpen() {
        return this == UNKNOWN || this == TEXT || this == FILE;
    }
}
