package vn.lienthong.hub.reference;

/**
 * One thing wrong in a table of {@code mappings/tables/}. Shaped like a violation of the catalogues, so that {@code hub check}
 * shows both alike; this package does not know theirs.
 *
 * @param where file and line, for example {@code units.csv:12}; the file alone where no line is to blame
 * @param what what is wrong
 * @param found what was found
 * @param cure what to do
 */
public record TableFault(String where, String what, String found, String cure) {

    /** One line for people. */
    public String message() {
        return where + ": " + what + " Found: " + found + ". " + cure;
    }
}
