package vn.lienthong.hub.intake;

import vn.lienthong.hub.vocabulary.Problem;

/**
 * One thing wrong, or worth knowing, in a submission.
 *
 * @param code short stable name in kebab case, for example {@code unknown-unit}
 * @param pointer where: a JSON Pointer (RFC 6901), or {@code ""} for the whole submission
 * @param what what is wrong, one sentence
 * @param found what was found there; codes and dates as they stand, personal data only by its shape
 * @param cure what to do
 */
public record Finding(String code, String pointer, String what, String found, String cure) {

    /** The same as the journal keeps it. */
    Problem problem() {
        return new Problem(code, what, pointer.isEmpty() ? found : found + " at " + pointer, cure);
    }
}
