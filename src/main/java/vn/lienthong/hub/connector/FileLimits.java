package vn.lienthong.hub.connector;

import java.util.OptionalLong;

/**
 * How large the files of one message may be, in bytes.
 *
 * @param each one of them
 * @param sum all together
 */
record FileLimits(long each, long sum) {

    private static final int LARGEST_FILE = 30 << 20;
    private static final int LARGEST_SUM = 100 << 20;

    static FileLimits of(StepOptions options) {
        return new FileLimits(
                Long.parseLong(options.text("largestFile", String.valueOf(LARGEST_FILE))),
                Long.parseLong(options.text("largestSum", String.valueOf(LARGEST_SUM))));
    }

    /**
     * Why a file cannot go, or nothing.
     *
     * @param size empty: not held
     * @param before bytes of the files before it
     */
    String fault(OptionalLong size, long before) {
        if (size.isEmpty()) {
            return "is not held by the hub";
        }
        if (size.getAsLong() == 0) {
            return "is empty";
        }
        if (size.getAsLong() > each) {
            return "has " + size.getAsLong() + " bytes, of " + each + " at most";
        }
        return before + size.getAsLong() > sum
                ? "makes the files " + (before + size.getAsLong()) + " bytes together, of " + sum + " at most"
                : "";
    }

    /** The same as the end of a call. */
    static Answer.Failed notHeld(int number, String sha256, String fault) {
        return new Answer.Failed(
                Answer.Failure.FILE_NOT_HELD,
                "file " + number + " of the message, sha256 " + sha256.substring(0, 12) + "…, " + fault);
    }
}
