package vn.lienthong.hub.connector;

import java.util.function.Supplier;

/** What a message is known by. */
@FunctionalInterface
public interface MessageKey extends Supplier<String> {

    /** The same for every repetition of the same message as the mapping made it, and of no other one. */
    @Override
    String get();

    /** The same for all messages of one transfer: what was uploaded for one of them serves the others. */
    default String transfer() {
        return get();
    }

    /** Whether the message may be at the other side already: then only the same bytes again are a repetition there. */
    default boolean mayHaveArrived() {
        return false;
    }

    /** The submission that the message is about; 0 where there is none. */
    default long submission() {
        return 0;
    }
}
