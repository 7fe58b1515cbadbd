package vn.lienthong.hub.check;

/**
 * One thing that is not as it must be, found without network.
 *
 * @param where file, with line where known
 * @param what what is wrong
 * @param found what was found
 * @param cure what to do
 */
public record Violation(String where, String what, String found, String cure) {

    /** One line for people. */
    public String message() {
        return where + ": " + what + " Found: " + found + ". " + cure;
    }
}
