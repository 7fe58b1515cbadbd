package vn.lienthong.hub.journal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Named reasons why something does not go now. What an active hold covers is not taken off by any node from the moment at which placing it
 * is answered; what was in flight then ends as it ends. Every call waits for the database. Thread-safe.
 */
public interface Holds {

    /**
     * Places a hold, unless an active one has that name.
     *
     * @throws IllegalArgumentException when nothing narrows it
     * @throws JournalUnavailable when the database is out of reach; it may have been placed then
     */
    Placed place(Wanted wanted, Journal.By by);

    /** Ends the active hold of a name; what no other hold covers goes on, nearest deadline first. Empty when there is none. */
    Optional<Lifted> lift(String name, Journal.By by);

    /** The active hold of a name, as far as letters go, capital or not. */
    Optional<Hold> active(String name);

    /** Active holds, oldest first. */
    List<Hold> active();

    /** Active and ended ones, newest first, at most {@code limit}. */
    List<Hold> history(int limit);

    /** What a hold would cover now. */
    Counts wouldHold(Scope scope);

    /** What would go on if a hold ended now. */
    Lifted wouldLift(Hold hold);

    /** The names of the active holds, oldest first. */
    List<String> names();

    /** What is held, per lane and hold: what waits behind it in its dossier is not counted. */
    List<HeldCount> counts();

    /** Ends holds whose time is over, and finishes what a node that is gone left half done. For the node that leads. Tells if there was something. */
    boolean sweep(Instant now);

    /**
     * What is covered; null means any, and one of them at least is given.
     *
     * @param procedure as sources write it, or the beginning of that up to a point: {@code 1.001193} covers {@code 1.001193.000.00.00.H08}
     * @param unmappedCode kind and code under which a record waits, such as {@code procedure:TS_lop1}: holds it also once the tables know that code
     */
    record Scope(
            @Nullable String destination,
            @Nullable String unit,
            @Nullable String dossier,
            @Nullable String procedure,
            @Nullable String unmappedCode) {

        /** Whether a transfer that does not wait under a code is covered. */
        boolean covers(String toDestination, String ofUnit, String ofDossier, String ofProcedure) {
            return unmappedCode == null
                    && (destination == null || destination.equals(toDestination))
                    && (unit == null || unit.equals(ofUnit))
                    && (dossier == null || dossier.equals(ofDossier))
                    && (procedure == null || procedure.equals(ofProcedure) || ofProcedure.startsWith(procedure + "."));
        }

        /** What is covered, in a line: {@code destination province-rest, unit 21556}. */
        public String words() {
            StringJoiner words = new StringJoiner(", ");
            word(words, "destination", destination);
            word(words, "unit", unit);
            word(words, "dossier", dossier);
            word(words, "procedure", procedure);
            word(words, "unmapped code", unmappedCode);
            return words.toString();
        }

        private static void word(StringJoiner words, String what, @Nullable String which) {
            if (which != null) {
                words.add(what + " " + which);
            }
        }

        boolean isAnything() {
            return destination == null && unit == null && dossier == null && procedure == null && unmappedCode == null;
        }
    }

    /** A hold that somebody wants. */
    record Wanted(String name, Scope scope, @Nullable Instant until) {}

    /**
     * A hold.
     *
     * @param until when it ends by itself, if it does
     * @param ended null while it is active
     * @param settled whether every transfer that it concerns stands as it must
     */
    record Hold(
            long id,
            String name,
            Scope scope,
            Journal.By by,
            Instant since,
            @Nullable Instant until,
            @Nullable Ended ended,
            boolean settled,
            Counts counts) {}

    /** How a hold ended. */
    record Ended(Journal.By by, Instant at) {}

    /**
     * How many transfers a hold covers.
     *
     * @param held that would go otherwise, now or when due; others that cover them too count them as well
     * @param inFlight that are being sent
     * @param parked that wait under its unmapped code
     */
    record Counts(long held, long inFlight, long parked) {
        static final Counts NONE = new Counts(0, 0, 0);
    }

    /**
     * What came of placing.
     *
     * @param hold the one that is there now
     * @param taken whether it had been there before under that name, and nothing was placed
     */
    record Placed(Hold hold, boolean taken) {}

    /**
     * What came of lifting.
     *
     * @param released went on, or waits only until it is due
     * @param stillHeld covered by another hold as well
     * @param settled whether that is all; else the rest follows by itself
     */
    record Lifted(Hold hold, long released, long stillHeld, boolean settled) {}

    /** What is held of a lane by a hold. */
    record HeldCount(String destination, String unit, String hold, long count) {}
}
