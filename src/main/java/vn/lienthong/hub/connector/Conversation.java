package vn.lienthong.hub.connector;

import java.time.Duration;
import java.time.Instant;

/**
 * One message and its answer, with the bytes of both, kept for explaining. Secrets are masked in {@code sent}.
 *
 * @param operation the destination's name for what was asked
 * @param session which login was used: counts up with each new one; 0 where there is none
 */
public record Conversation(
        String operation, byte[] sent, Answer answer, Instant startedAt, Duration took, long session) {}
