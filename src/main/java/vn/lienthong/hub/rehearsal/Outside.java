package vn.lienthong.hub.rehearsal;

import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.rehearsal.BackfillTime.Openings;
import vn.lienthong.hub.rehearsal.Trial.Subject;
import vn.lienthong.hub.rehearsal.Trial.Unfit;

/** What a rehearsal needs of the hub around it. Thread-safe. */
public interface Outside {

    /**
     * Makes the way of records to a destination ready.
     *
     * @param sendTo as in {@link Plan}
     * @throws IllegalArgumentException when that cannot be done, in three parts
     */
    Trial open(String destination, @Nullable String sendTo);

    /** Reads a line as the intake would. */
    Line read(byte[] line);

    /** What is known of the pace of a destination. */
    Outlook outlook(String destination);

    /** The name that a unit has or had last; its code where it has none. */
    String unitName(String unit);

    /** By what procedures are proposed now. */
    Proposals proposals();

    /**
     * A line that was read: one of the two is null.
     *
     * @param unit of the record; empty where there is none
     */
    record Line(@Nullable Subject subject, String unit, @Nullable Unfit unfit, String dossierCode) {}

    /**
     * What is known of a destination before it is asked.
     *
     * @param rate messages a second at most; 0 for no limit
     * @param concurrency messages at the same time
     * @param perHour messages that were delivered in the last hour, as far as it was measured; 0 where none were
     */
    record Outlook(int rate, int concurrency, double perHour, Openings openings) {}
}
