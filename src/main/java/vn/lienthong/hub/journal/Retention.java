package vn.lienthong.hub.journal;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Takes bodies whose time is over out of the journal; everything else about them stays. Thread-safe; one pass at a time, of all nodes. */
public interface Retention {

    /**
     * Works through what is old enough, oldest first, in small steps with pauses, and stands back while the journal is busy.
     *
     * @param goOn asked before each step; false ends the pass after it
     */
    Pass run(RetentionSettings settings, Instant now, BooleanSupplier goOn);

    /** Of some submissions those whose bodies are gone: where to, and when, in words. */
    Map<Long, String> gone(Collection<Long> submissions);

    /** Bodies of submissions with this id, or a greater one, are too young to be gone. */
    static long youngest(RetentionSettings settings, Instant now) {
        return IdMint.firstAt(now.minus(settings.payloads()));
    }

    /** When the oldest body that is still in the journal was written; null: there is none. */
    @Nullable
    Instant oldestBody();

    /** The newest pass of this node; its failure is one of writing archives. Null before the first. */
    @Nullable
    Pass last();

    /**
     * What a pass did.
     *
     * @param at when it began
     * @param blocks of bodies taken out
     * @param bytes they took in the database
     * @param archives files written
     * @param kept blocks that are old and stay, because something in them has not ended or is younger
     * @param unreadable blocks that stay because they cannot be read, or because nobody knows of a part of them
     * @param partitions months that were empty and are gone whole
     * @param messages of the book of pulled messages that were taken out
     * @param failure why archiving stopped, in words; null: it did not
     * @param elsewhere whether another node is at it, and nothing was done here
     */
    record Pass(
            Instant at,
            long blocks,
            long bytes,
            int archives,
            long kept,
            long unreadable,
            int partitions,
            long messages,
            @Nullable String failure,
            boolean elsewhere) {}
}
