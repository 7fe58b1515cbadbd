package vn.lienthong.hub.journal;

import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.journal.Standings.Standing;
import vn.lienthong.hub.journal.UnitLives.Life;
import vn.lienthong.hub.vocabulary.DossierRecord;
import vn.lienthong.hub.vocabulary.SwitchoverState;

/**
 * The states of units as a batch sees them, and the steps from one to the next. Comes with the holds: under the same lock, so that each batch
 * ends before a step begins, or sees it, at whatever node.
 */
final class SwitchoverStep {
    private static final String STATES = "SELECT unit, begins, state FROM switchover";

    private static final String PUT =
            """
            INSERT INTO switchover AS s (unit, begins, state, since, who, why, until, paused, complete, led_unit, led_begins, inherited)
            VALUES (?, ?, ?, moment(?), ?, ?, moment(?::int8), ?, ?, ?, ?, ?)
            ON CONFLICT (unit, begins) DO UPDATE SET state = excluded.state, since = excluded.since, who = excluded.who,
                why = excluded.why, until = excluded.until, paused = excluded.paused, complete = excluded.complete,
                led_unit = excluded.led_unit, led_begins = excluded.led_begins, inherited = excluded.inherited,
                stays_gates = NULL, stays = NULL
            """;

    private static final String STEP =
            """
            INSERT INTO switchover_step (id, unit, begins, led, at, kind, from_state, to_state, until, who, why, figures)
            VALUES (?, ?, ?, ?, moment(?), ?, ?, ?, moment(?::int8), ?, ?, ?)
            """;

    private static final String HOLDS =
            "SELECT name FROM hold WHERE ended_at IS NULL AND unit = ANY (?::text[]) AND starts_with(name_key, ?) ORDER BY id";

    private static final String COMPLETE =
            "UPDATE switchover SET complete = true WHERE (unit = ? AND begins = ?) OR (led_unit = ? AND led_begins = ?)";

    /** What came to a unit without a step of its own. */
    static final String INHERIT = "inherit";

    private final Batch batch;
    private final Switchovers.Rules rules;
    private final Map<Life, SwitchoverState> states = new HashMap<>();

    /**
     * A step as it is written down.
     *
     * @param before how the unit stood
     */
    record Taken(String kind, Switchovers.Unit before, After after, Journal.By by, String figures) {}

    /** What is said of a step, whoever it changes. */
    private record Noted(String kind, Journal.By by, String figures) {}

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
            batch.db.putOff(
                    STATES,
                    row -> states.put(
                            new Life(row.getString(1), row.getString(2)), SwitchoverState.valueOf(row.getString(3))));
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

    int backfill(Life unit, String destination, int room) throws SQLException {
        return new BackfillStep(batch, rules, destination).run(unit, room);
    }

    int takeBack(Life unit, List<Long> ids, Journal.By by) throws SQLException {
        return new TakeBackStep(batch).run(unit, ids, by);
    }

    boolean governs(String destination) {
        return rules.destinations().contains(destination);
    }

    /** The unit of a record: the one that had the code on the day on which the dossier was received. */
    Life life(DossierRecord record) {
        return rules.units().at(record.unit(), record.receivedAt());
    }

    /** The state of a unit in this batch. */
    SwitchoverState state(Life unit) {
        return states.getOrDefault(unit, rules.initial());
    }

    /** Writes a step down, and what is from now on: of the unit, of those that go with it, and of those that inherit from it. */
    void take(Taken step) throws SQLException {
        Life unit = step.before.reach().life();
        After after = step.after;
        Instant since = step.before.state() == after.state ? step.before.since() : batch.now;
        Standings before = Standings.of(batch.db, rules);
        Standings standings = before.copy();
        List<Standing> changes = standings.after(new Standing(
                unit,
                after.state,
                step.by,
                since == null ? batch.now : since,
                after.paused,
                after.until,
                after.complete,
                null,
                false));
        for (Standing change : changes) {
            put(change);
            Noted noted = new Noted(
                    change.inherited() ? INHERIT : step.kind, step.by, change.inherited() ? "" : step.figures);
            note(noted, change, before.state(change.life()));
        }
        settle(changes, step.by);
    }

    /** What is taken back of those that inherit is held until it is; what is owed again goes. */
    private void settle(List<Standing> changes, Journal.By by) throws SQLException {
        for (Standing change : changes) {
            if (change.inherited() && change.complete()) {
                free(change.life(), by);
            } else if (change.inherited()) {
                hold(change.life(), by);
            }
        }
    }

    /** What units that took no step inherit from the ones that they took over. */
    int inherit() throws SQLException {
        Standings before = Standings.of(batch.db, rules);
        List<Standing> changes = before.copy().inherited(batch.now);
        for (Standing change : changes) {
            put(change);
            note(new Noted(INHERIT, change.by(), ""), change, before.state(change.life()));
        }
        if (!changes.isEmpty()) {
            settle(changes, changes.get(0).by());
        }
        return changes.size();
    }

    /**
     * Keeps a unit where it is, and says why.
     *
     * @param step to be written down; null where only numbers changed
     */
    void stay(Switchovers.Unit unit, Switchovers.Stay stay, @Nullable Taken step) throws SQLException {
        Life life = unit.reach().life();
        batch.db.putOff(
                "UPDATE switchover SET stays_gates = ?, stays = ? WHERE unit = ? AND begins = ?",
                stay.gates(),
                Texts.kept(stay.words()),
                Texts.kept(life.code()),
                life.begins());
        Standing now = Standings.of(batch.db, rules).row(life);
        if (step != null && now != null) {
            note(new Noted(step.kind, step.by, step.figures), now, now.state());
        }
    }

    private void put(Standing now) {
        Life led = now.led();
        batch.db.putOff(
                PUT,
                Texts.kept(now.life().code()),
                now.life().begins(),
                now.state().name(),
                AcceptStep.millis(now.since()),
                Texts.kept(now.by().who()),
                Texts.kept(now.by().why()),
                AcceptStep.millis(now.until()),
                now.paused(),
                now.complete(),
                led == null ? null : led.code(),
                led == null ? null : led.begins(),
                now.inherited());
    }

    private void note(Noted step, Standing now, SwitchoverState before) {
        Life led = now.led();
        long id = batch.post.ids().next(1);
        batch.db.putOff(
                STEP,
                id,
                Texts.kept(now.life().code()),
                now.life().begins(),
                led == null ? null : led.words(),
                batch.now.toEpochMilli(),
                step.kind,
                before.name(),
                now.state().name(),
                AcceptStep.millis(now.until()),
                Texts.kept(step.by.who()),
                Texts.kept(step.by.why()),
                Texts.kept(led == null ? step.figures : ""));
        if (led == null) {
            String about = "unit " + now.life().words() + ", " + before + " to " + now.state()
                    + (step.figures.isBlank() ? "" : ", " + step.figures);
            batch.events.add(Events.ofNoTransfer(batch.now, id, "switchover-" + step.kind, about, step.by));
        }
    }

    /** A unit with its numbers and those of all that a step takes along, in this transaction. */
    Switchovers.Unit unit(Life unit) throws SQLException {
        return SwitchoverReads.stepping(batch.db, rules, unit);
    }

    Instant now() {
        return batch.now;
    }

    /** Holds what the unit, and those that go with it, owe to the governed destinations. */
    void hold(Life unit, Journal.By by) throws SQLException {
        for (String code : codes(Standings.of(batch.db, rules).governed(unit))) {
            for (String destination : new TreeSet<>(rules.destinations())) {
                batch.holds.place(
                        new Holds.Wanted(
                                SwitchoverReads.HOLD + code + "-" + destination,
                                new Holds.Scope(destination, code, null, null, null),
                                null),
                        by);
            }
        }
    }

    /** Ends the switchover's own holds of a unit and of those that go with it, but none that another unit of the code needs: there is one a code. */
    void free(Life unit, Journal.By by) throws SQLException {
        Standings now = Standings.of(batch.db, rules);
        Set<Life> mine = now.governed(unit);
        Set<String> codes = codes(mine);
        now.known().stream()
                .filter(one -> !mine.contains(one) && now.needsHold(one))
                .forEach(one -> codes.remove(one.code()));
        for (String name : batch.db.ask(HOLDS, row -> row.getString(1), codes, SwitchoverReads.HOLD)) {
            batch.holds.end(name, by);
        }
    }

    private static Set<String> codes(Set<Life> lives) {
        return lives.stream().map(Life::code).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Nothing is left to do after the last step, which owes nothing: so nothing is to be held any more. Of one code, whoever completes last frees. */
    boolean complete(Life unit, Journal.By by) throws SQLException {
        free(unit, by);
        batch.db.putOff(COMPLETE, unit.code(), unit.begins(), unit.code(), unit.begins());
        return true;
    }
}
