package vn.lienthong.hub.delivery;

import java.time.Instant;
import java.util.Optional;

/** The hours in which a destination may be sent to. */
@FunctionalInterface
public interface SendingWindow {
    /** At any hour. */
    SendingWindow ALWAYS = now -> Optional.empty();

    /** Empty while sending is allowed; otherwise when it is allowed again, or, where that is not in sight, when to ask again. */
    Optional<Instant> closedUntil(Instant now);
}
