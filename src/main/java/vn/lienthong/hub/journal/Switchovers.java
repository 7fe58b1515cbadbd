package vn.lienthong.hub.journal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.vocabulary.SwitchoverState;

/**
 * How far each unit has moved over. The state is looked up in the transaction that takes a record in, and a step waits for all batches that are
 * under way at any node: so no record goes by a state that is over. Every call waits for the database. Thread-safe.
 */
public interface Switchovers {

    /**
     * Which destinations a unit's state governs, and the state of a unit that has no entry. Before it is said: none, PROVINCE. For the start
     * of the hub; all nodes must say the same.
     */
    void govern(Rules rules);

    /** What was said last. */
    Rules rules();

    /** Who looks at the gates when a backfill goes on by itself. Before it is said: nobody, and nothing keeps it. */
    void judgedBy(Judge judge);

    /** Every unit that has an entry or owes something later, by code. */
    List<Unit> list();

    /** The unit that has a code today, or had it last, whether it has an entry or not. Steps name it so too. */
    Unit of(String unit);

    /**
     * The same as its next step sees it, which is what gates are about: a unit that took no step yet takes those along that it was formed from, so
     * its numbers and {@link Reach#codes} are over all of them.
     */
    Unit stepping(String unit);

    /** One of those that had a code. */
    Unit of(UnitLives.Life life);

    /**
     * Takes a unit to the next state, unless it is there already. Whoever has gates asks them first; the state that they were asked about is
     * compared again when the step is taken.
     *
     * @throws IllegalArgumentException without name or reason
     * @throws JournalUnavailable when the database is out of reach; the step may have been taken then
     */
    Stepped advance(Wanted wanted, Journal.By by);

    /**
     * Takes a unit back to CITY from any state before SETTLED. What was not begun is owed later again, what is in flight ends first; nothing
     * is deleted.
     */
    Stepped back(String unit, Journal.By by, boolean dryRun);

    /** Stops the backfill of a unit, or lets it go on; live records flow as before. */
    Stepped pause(String unit, boolean paused, Journal.By by, boolean dryRun);

    /** Steps that were taken, newest first, before one of them: of a code, what came from those of others too; or all that units took. */
    List<Step> history(@Nullable String unit, @Nullable Long beforeId, int limit);

    /** What the governed destinations already hold of a unit, per dossier in the order of their codes, after one of them. */
    List<HeldDossier> held(String unit, @Nullable Place after, int limit);

    /** Some dossiers of the history of a unit that are not through, by code; of those too that its next step takes along. */
    List<String> left(String unit, int limit);

    /** The first records of a unit that came although it was settled, in the order in which they came. */
    List<Flagged> flagged(String unit, int limit);

    /**
     * For the node that leads: returns what did not end in its window, finishes what a step left to do. A unit whose step fails stops no other;
     * the first failure is thrown at the end. Tells if there was something.
     */
    boolean sweep(Instant now);

    /**
     * For the node that leads: asks the gates of each backfill that has a window and whose history is through. It goes on to PROVINCE when they
     * pass; stays, and says why, while they do not; and returns when its window is over. May take as long as a probe. Tells if a unit moved.
     */
    boolean goOn(Instant now);

    /**
     * For the node that leads: makes transfers of what is owed later, of each unit that is far enough, dossier by dossier, and only so many that
     * no more than {@link Rules#ahead} of them are unfinished.
     *
     * @return how many it made
     */
    int backfill();

    /**
     * What is governed, and how.
     *
     * @param destinations those to which a unit's records are owed only from HOLDING on
     * @param initial the state of a unit without an entry
     * @param ahead so many records of the history may be unfinished at a time, per unit and destination, what is parked left out
     * @param units which units had which code, and who took over whom
     */
    record Rules(Set<String> destinations, SwitchoverState initial, int ahead, UnitLives units) {
        /** Nothing is governed. */
        public static final Rules NONE = new Rules(Set.of(), SwitchoverState.PROVINCE, 500);

        /** With codes that never change their meaning. */
        public Rules(Set<String> destinations, SwitchoverState initial, int ahead) {
            this(destinations, initial, ahead, UnitLives.NONE);
        }

        /** The same with units that follow each other. */
        public Rules with(UnitLives lives) {
            return new Rules(destinations, initial, ahead, lives);
        }

        public Rules {
            destinations = Set.copyOf(destinations);
            if (ahead < 1) {
                throw new IllegalArgumentException("Setting hub.switchover.ahead must be positive. Found: " + ahead
                        + ". Leave it out for the default.");
            }
        }
    }

    /** Looks at the gates before a step that units take by themselves. */
    @FunctionalInterface
    interface Judge {
        /** Of each unit what its gates say now; a unit that is left out has none. */
        Map<String, Judgement> of(Set<String> units, SwitchoverState to);
    }

    /**
     * What the gates of a unit say.
     *
     * @param figures what all of them counted, in words
     * @param failed the gates that fail, by name
     * @param words of these the number, the limit and the first offenders
     */
    record Judgement(String figures, List<String> failed, String words) {
        /** Nothing stands before the step. */
        public static final Judgement NONE = new Judgement("", List.of(), "");

        public Judgement {
            failed = List.copyOf(failed);
        }

        /** Whether the step may be taken. */
        public boolean passes() {
            return failed.isEmpty();
        }
    }

    /**
     * A step that somebody wants.
     *
     * @param from the state that the gates were asked about; null: whichever comes before
     * @param until when it returns by itself if it has not ended; only for HOLDING and BACKFILL
     * @param figures what the gates counted, in words
     */
    record Wanted(
            String unit,
            @Nullable SwitchoverState from,
            SwitchoverState to,
            @Nullable Instant until,
            String figures,
            boolean dryRun) {}

    /**
     * What came of a step.
     *
     * @param taken whether the state was changed, or would be in a dry run; false also when it was so before
     * @param refused why it cannot be, in words; null when it was taken or was so before
     * @param unit how it stands now
     */
    record Stepped(boolean taken, @Nullable String refused, Unit unit) {}

    /**
     * A unit.
     *
     * @param by who took it there; null without an entry
     * @param paused whether its backfill is
     * @param until when the last step returns by itself if it has not ended
     * @param complete whether all that the last step means for transfers is done
     * @param stays what keeps its backfill from going on by itself; null when nothing does, or nobody asked yet
     * @param reach which of the units that had its code it is, and which go with it
     */
    record Unit(
            String unit,
            SwitchoverState state,
            Journal.@Nullable By by,
            @Nullable Instant since,
            boolean paused,
            @Nullable Instant until,
            boolean complete,
            Counts counts,
            @Nullable Stay stays,
            Reach reach) {}

    /**
     * Gates that keep a backfill in its window.
     *
     * @param gates those that fail, by name
     * @param words number, limit and first offenders of each, as they were when they were last asked
     */
    record Stay(String gates, String words) {}

    /**
     * A unit among those before and after it.
     *
     * @param led the unit that took it over and took a step since: where that one goes, it goes
     * @param inherited whether it took no step itself, and is as far as the one furthest behind of those that it took over
     * @param governs itself and those that go with it; as {@link #stepping} sees it, with its next step
     * @param owes whether it, or one that it took over, owes anything
     */
    record Reach(
            UnitLives.Life life,
            UnitLives.@Nullable Life led,
            boolean inherited,
            List<UnitLives.Life> governs,
            boolean owes) {
        /** Codes of those that go with it, its own among them. */
        public List<String> codes() {
            return governs.stream()
                    .map(UnitLives.Life::code)
                    .distinct()
                    .sorted()
                    .toList();
        }
    }

    /**
     * Numbers of a unit, over the governed destinations.
     *
     * @param later records owed later: kept, and not yet a transfer
     * @param laterDossiers dossiers of these
     * @param moved records that were owed later and became transfers
     * @param underWay those of them that are not at their end, without what is parked
     * @param held transfers that the switchover holds; of each dossier the first one
     * @param oldestHeld when the oldest of these was accepted
     * @param inFlight transfers that are being sent
     * @param flagged records that came although the unit was settled
     */
    record Counts(
            long later,
            long laterDossiers,
            long moved,
            long underWay,
            long held,
            @Nullable Instant oldestHeld,
            long inFlight,
            long flagged) {

        /** Whether nothing of the history is left to go, apart from what waits for a person. */
        public boolean through() {
            return later == 0 && underWay == 0;
        }
    }

    /**
     * A step that was taken.
     *
     * @param kind {@code advance}, {@code back}, {@code pause}, {@code resume}, {@code return}, {@code stay} where gates kept it, or
     *     {@code inherit} where it took none, and one that it was formed from did
     * @param begins first day of the unit; empty: it was the first that had the code
     * @param led the unit whose step it was, which took this one over
     */
    record Step(
            long id,
            String unit,
            String begins,
            @Nullable String led,
            Instant at,
            String kind,
            SwitchoverState from,
            SwitchoverState to,
            @Nullable Instant until,
            Journal.By by,
            String figures) {
        /** Whether the unit took none itself, and a step of one that it is formed from was meant. */
        public boolean inherited() {
            return kind.equals(SwitchoverStep.INHERIT);
        }
    }

    /** A record that came from a source although its unit was settled; {@code id}: of the submission. */
    record Flagged(long id, String dossierCode, int revision, String source, Instant at) {}

    /** A dossier at a destination, as a place in a list. */
    record Place(String dossierCode, String destination) {}

    /**
     * What a destination holds of a dossier.
     *
     * @param reference what the destination calls it, as far as it said
     * @param delivered how many records it took
     * @param later how many are owed later
     */
    record HeldDossier(
            String dossierCode, String destination, @Nullable String reference, long delivered, long later) {}
}
