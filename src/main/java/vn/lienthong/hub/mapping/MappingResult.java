package vn.lienthong.hub.mapping;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.vocabulary.Problem;

/** What a mapping made of a record. */
public sealed interface MappingResult {

    /**
     * The record in the destination's shape.
     *
     * @param messages what to send, in this order; each only after the one before was confirmed
     * @param notes what was cut, replaced or left out on the way, for the person who looks; without personal data
     */
    record Mapped(List<Message> messages, List<String> notes) implements MappingResult {}

    /**
     * The record cannot be said in the destination's shape.
     *
     * @param unmappedCode the code without counterpart, such as {@code procedure:TS_lop1}, when that is the reason
     */
    record Refused(Problem problem, @Nullable String unmappedCode) implements MappingResult {}
}
