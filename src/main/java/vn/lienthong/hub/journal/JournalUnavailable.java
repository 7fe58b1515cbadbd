package vn.lienthong.hub.journal;

import org.jspecify.annotations.Nullable;

/** The database is out of reach, or has no room; nothing was written and the same call may be made again later. */
public class JournalUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public JournalUnavailable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    public JournalUnavailable(String message) {
        super(message);
    }
}
