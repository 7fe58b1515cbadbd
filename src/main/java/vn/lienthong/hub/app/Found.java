package vn.lienthong.hub.app;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The cause that decides about a transfer.
 *
 * @param actor who can act
 * @param detail what was said when it came to be so, in English; no personal data
 * @param at when the next thing happens by itself, as far as it is known
 */
record Found(Cause cause, Actor actor, @Nullable String detail, @Nullable Instant at) {
    static Found of(Cause cause) {
        return new Found(cause, cause.actor(), null, null);
    }

    Found by(@Nullable Actor other) {
        return other == null ? this : new Found(cause, other, detail, at);
    }

    Found saying(@Nullable String words) {
        return new Found(cause, actor, words, at);
    }

    Found at(@Nullable Instant when) {
        return new Found(cause, actor, detail, when);
    }
}
