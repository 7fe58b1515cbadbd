package vn.lienthong.hub.replay;

import java.util.Optional;

/**
 * What the fake province answers to one message before the weather is let at it.
 *
 * @param body JSON as the province writes it
 * @param hit the misbehaviour that takes this answer, if any
 * @param variation seeded number of this message, for whatever varies
 */
record Reply(byte[] body, Optional<Misbehaviour.Kind> hit, long variation) {}
