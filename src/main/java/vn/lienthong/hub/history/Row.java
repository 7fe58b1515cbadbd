package vn.lienthong.hub.history;

import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.intake.Finding;

/**
 * One row of an export.
 *
 * @param number from 1; of a file with a header the first row behind it
 * @param body the record as intake takes it, JSON in UTF-8; of a row that is none what could be read of it
 * @param flaw why it is no record; null when it may be one
 */
record Row(long number, byte[] body, @Nullable Finding flaw) {
    private static final int EVIDENCE = 4 << 10;

    static Row of(long number, byte[] body) {
        return new Row(number, body, null);
    }

    static Row flawed(long number, byte[] body, Finding flaw) {
        return new Row(number, body.length > EVIDENCE ? java.util.Arrays.copyOf(body, EVIDENCE) : body, flaw);
    }
}
