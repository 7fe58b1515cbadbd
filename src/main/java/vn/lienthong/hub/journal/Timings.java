package vn.lienthong.hub.journal;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** When facts came, by when they had to be reported, and when destinations confirmed them. Each question reads one snapshot. Thread-safe. */
public interface Timings {

    /**
     * What was accepted and is owed, and no destination has confirmed yet: waiting, held, being sent, unclear or parked. Reads all that is open.
     *
     * @param now what is past its deadline by then is counted
     */
    List<Unreported> unreported(Instant now);

    /**
     * Walks through the legal deadlines of a span, nearest first, in pages of some thousands: as much memory for a year as for a day. One row for
     * each destination that the record which counts is owed to.
     *
     * @throws JournalUnavailable when the database is away; some pages may have been given by then
     */
    void duties(Span span, Consumer<List<Owed>> pages);

    /** When destinations were not sent to, and what was held, in any part of a span. */
    List<Closed> closed(Instant from, Instant until);

    /** Notes that this node does not send to a destination, for one reason since one moment, and that it was still so at a later one. */
    void notSentTo(String destination, Instant since, Instant upto, String why);

    /**
     * The unreported facts of one unit towards one destination.
     *
     * @param since when the oldest of them was accepted; of one that a person had sent again, when that was
     * @param dossierCode of the oldest
     * @param nearestDeadline the nearest legal deadline among them, past or not; null when none has one
     * @param pastDeadline how many are past their legal deadline
     */
    record Unreported(
            String destination,
            String unit,
            long count,
            Instant since,
            String dossierCode,
            @Nullable Instant nearestDeadline,
            long pastDeadline) {}

    /**
     * Deadlines from a moment to before another.
     *
     * @param unit only of this unit, by its code; null: of all
     */
    record Span(Instant from, Instant until, @Nullable String unit) {}

    /**
     * A legal deadline, and how its fact went to one destination.
     *
     * @param metAt when the fact happened that meets it; null when none is known
     * @param source who told it
     * @param acceptedAt when the hub accepted the record that told it
     * @param destination null when the record is owed to nobody
     * @param reportedAt when the destination confirmed it, or a later record of the dossier; null when it did not
     * @param givenUp whether a person gave it up
     * @param beforeSwitchover whether the unit owed the destination nothing yet at the deadline
     * @param happened attempts and acts of the dossier's transfers, in their order by transfer; only of what came late on its way
     */
    record Owed(
            Duty.Kind kind,
            String dossierCode,
            String unit,
            String procedure,
            Instant receivedAt,
            Instant dueAt,
            @Nullable Instant metAt,
            String source,
            Instant acceptedAt,
            @Nullable String destination,
            @Nullable Instant reportedAt,
            boolean givenUp,
            boolean beforeSwitchover,
            List<Happened> happened) {

        /** Whether the hub had the fact in time, and the destination did not. */
        public boolean isLateOnTheWay() {
            return metAt != null
                    && !metAt.isAfter(dueAt)
                    && !acceptedAt.isAfter(dueAt)
                    && (reportedAt == null || reportedAt.isAfter(dueAt));
        }

        /** The same with what happened. */
        public Owed with(List<Happened> events) {
            return new Owed(
                    kind,
                    dossierCode,
                    unit,
                    procedure,
                    receivedAt,
                    dueAt,
                    metAt,
                    source,
                    acceptedAt,
                    destination,
                    reportedAt,
                    givenUp,
                    beforeSwitchover,
                    events);
        }
    }

    /**
     * An attempt or an act.
     *
     * @param kind as in the history of a dossier: delivered, deferred, unclear, parked, released, ...
     * @param row the row of outcomes.yaml that decided, or a name of the hub's own
     */
    record Happened(long transferId, Instant at, String kind, @Nullable String row) {}

    /**
     * A time in which something did not go. What is null in its scope means any.
     *
     * @param held whether a person held it; else its destination was not sent to
     * @param why the name of the hold, or the reason
     */
    record Closed(
            @Nullable String destination,
            @Nullable String unit,
            @Nullable String dossierCode,
            @Nullable String procedure,
            Instant since,
            @Nullable Instant upto,
            boolean held,
            String why) {}
}
