package vn.lienthong.hub.delivery;

/** Tells a failure for the log by kind and place. Never by its message: that may quote the record. */
final class Places {
    private static final int DEEPEST = 5;

    private Places() {}

    /** The kinds of a failure and of its causes, each with the line where it arose. */
    static String of(Throwable failure) {
        StringBuilder told = new StringBuilder();
        Throwable here = failure;
        for (int depth = 0; here != null && depth < DEEPEST; depth++, here = here.getCause()) {
            told.append(depth == 0 ? "" : ", by ").append(here.getClass().getName());
            StackTraceElement[] frames = here.getStackTrace();
            told.append(frames.length == 0 ? "" : " at " + frames[0]);
        }
        return told.toString();
    }
}
