package vn.lienthong.hub.journal;

import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.vocabulary.SwitchoverState;

/**
 * The states of units as a batch sees them, and the steps from one to the next. Comes with the holds: under the same lock, so that each batch
 * ends before a step begins, or sees it, at whatever node.
 */
final class SwitchoverStep {
    private static final String STATES = "SELECT unit, state FROM switchover";

    private static final String PUT =
            """
            INSERT INTO switchover AS s (unit, state, since, who, why, until, paused, complete)
            VALUES (?, ?, moment(?), ?, ?, moment(?::int8), ?, ?)
            ON CONFLICT (unit) DO UPDATE SET state = excluded.state, since = excluded.since, who = excluded.who, why = excluded.why,
                until = excluded.until, paused = excluded.paused, complete = excluded.complete, stays_gates = NULL, stays = NULL
            """;

    private static final String STEP =
            """
            INSERT INTO switchover_step (id, unit, at, kind, from_state, to_state, until, who, why, figures)
            VALUES (?, ?, moment(?), ?, ?, ?, moment(?::int8), ?, ?, ?)
            """;

    private static final String HOLDS =
            "SELECT name FROM hold WHERE ended_at IS NULL AND unit = ? AND starts_with(name_key, ?) ORDER BY id";

    private final Batch batch;
    private final Switchovers.Rules rules;
    private final Map<String, SwitchoverState> states = new HashMap<>();

    /**
     * A step as it is written down.
     *
     * @param before how the unit stood
     */
    record Taken(String kind, Switchovers.Unit before, After after, Journal.By by, String figures) {}

    /** How the unit stands from now on. */
    record After(SwitchoverState state, @Nullable Instant until, boolean paused, boolean complete) {}

    SwitchoverStep(Batch batch, Switchovers.Rules rules) {
        this.batch = batch;
        this.rules = rules;
    }

    /**
     * Comes after the lock of the holds.
     *
     * @param asked whether somebody in the batch needs the states
     */
    void run(List<Op<?>> ops, boolean asked) throws SQLException {
        for (Op<?> op : ops) {
            if (op instanceof Op.Switching<?> switching && switching.alone) {
                switching.run(this);
            }
        }
        if (asked && !rules.destinations().isEmpty()) {
            batch.db.putOff(STATES, row -> states.put(row.getString(1), SwitchoverState.valueOf(row.getString(2))));
        }
    }

    /** What needs the state, and is done while others take records in: after everything that waits for a dossier. */
    void late(List<Op<?>> ops) throws SQLException {
        for (Op<?> op : ops) {
            if (op instanceof Op.Switching<?> switching && !switching.alone) {
                switching.run(this);
            }
        }
    }

    int backfill(String unit, String destination, int room) throws SQLException {
        return new BackfillStep(batch, rules, destination).run(unit, room);
    }

    int takeBack(String unit, List<Long> ids, Journal.By by) throws SQLException {
        return new TakeBackStep(batch).run(unit, ids, by);
    }

    boolean governs(String destination) {
        return rules.destinations().contains(destination);
    }

    /** The state of a unit in this batch. */
    SwitchoverState state(String unit) {
        return states.getOrDefault(unit, rules.initial());
    }

    /** Writes a step down, and what is the unit's from now on. */
    void take(Taken step) {
        After after = step.after;
        String unit = Texts.kept(step.before.unit());
        String who = Texts.kept(step.by.who());
        String why = Texts.kept(step.by.why());
        Instant since = step.before.state() == after.state ? step.before.since() : batch.now;
        batch.db.putOff(
                PUT,
                unit,
                after.state.name(),
                AcceptStep.millis(since == null ? batch.now : since),
                who,
                why,
                AcceptStep.millis(after.until),
                after.paused,
                after.complete);
        write(step);
    }

    /**
     * Keeps a unit where it is, and says why.
     *
     * @param step to be written down; null where only numbers changed
     */
    void stay(String unit, Switchovers.Stay stay, @Nullable Taken step) {
        String words = Texts.kept(stay.words());
        batch.db.putOff(
                "UPDATE switchover SET stays_gates = ?, stays = ? WHERE unit = ?",
                stay.gates(),
                words,
                Texts.kept(unit));
        if (step != null) {
            write(step);
        }
    }

    private void write(Taken step) {
        After after = step.after;
        String unit = Texts.kept(step.before.unit());
        long id = batch.post.ids().next(1);
        batch.db.putOff(
                STEP,
                id,
                unit,
                batch.now.toEpochMilli(),
                step.kind,
                step.before.state().name(),
                after.state.name(),
                AcceptStep.millis(after.until),
                Texts.kept(step.by.who()),
                Texts.kept(step.by.why()),
                Texts.kept(step.figures));
        String about = "unit " + unit + ", " + step.before.state() + " to " + after.state
                + (step.figures.isBlank() ? "" : ", " + step.figures);
        batch.events.add(Events.ofNoTransfer(batch.now, id, "switchover-" + step.kind, about, step.by));
    }

    /** A unit with its numbers, in this transaction. */
    Switchovers.Unit unit(String unit) throws SQLException {
        return SwitchoverReads.of(batch.db, rules, unit);
    }

    Instant now() {
        return batch.now;
    }

    /** Holds what the unit owes to the governed destinations. */
    void hold(String unit, Journal.By by) throws SQLException {
        for (String destination : new TreeSet<>(rules.destinations())) {
            batch.holds.place(
                    new Holds.Wanted(
                            SwitchoverReads.HOLD + unit + "-" + destination,
                            new Holds.Scope(destination, unit, null, null, null),
                            null),
                    by);
        }
    }

    /** Ends the switchover's own holds of a unit. */
    void free(String unit, Journal.By by) throws SQLException {
        for (String name : batch.db.ask(HOLDS, row -> row.getString(1), unit, SwitchoverReads.HOLD)) {
            batch.holds.end(name, by);
        }
    }

    /** Nothing is left to do after the last step, which owes nothing: so nothing is to be held any more. */
    boolean complete(String unit, Journal.By by) throws SQLException {
        free(unit, by);
        batch.db.putOff("UPDATE switchover SET complete = true WHERE unit = ?", unit);
        return true;
    }
}
