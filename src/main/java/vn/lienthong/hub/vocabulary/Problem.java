package vn.lienthong.hub.vocabulary;

/**
 * What is wrong, in three parts that a person can act on.
 *
 * @param code short stable name in kebab case, for machines and metrics, for example {@code unmapped-procedure}
 * @param what what is wrong, one sentence
 * @param found what was found and where; never personal data, never a secret
 * @param cure what to do
 */
public record Problem(String code, String what, String found, String cure) {

    /** The three parts as one line. */
    public String message() {
        return what + " Found: " + found + ". " + cure;
    }
}
