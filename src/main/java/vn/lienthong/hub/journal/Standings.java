package vn.lienthong.hub.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.journal.UnitLives.Life;
import vn.lienthong.hub.vocabulary.SwitchoverState;

/**
 * Where all units stand at one moment, and what a step of one means for those that it took over and those that took it over. It took over: they
 * go with it from its first step on. It was taken over: its heir is as far as the one furthest behind, as long as it took no step itself.
 */
final class Standings {
    static final String READ =
            """
            SELECT unit, begins, state, who, why, since, paused, until, complete, led_unit, led_begins, inherited,
                   stays_gates, stays
            FROM switchover
            """;

    private final Switchovers.Rules rules;
    private final Map<Life, Standing> rows = new LinkedHashMap<>();

    /**
     * A unit with an entry.
     *
     * @param led the one that took it over and took a step since
     * @param inherited whether it took no step itself
     */
    record Standing(
            Life life,
            SwitchoverState state,
            Journal.By by,
            @Nullable Instant since,
            boolean paused,
            @Nullable Instant until,
            boolean complete,
            @Nullable Life led,
            boolean inherited,
            Switchovers.@Nullable Stay stays) {
        /** One that says nothing of gates: a step forgets what kept the unit before. */
        Standing(
                Life life,
                SwitchoverState state,
                Journal.By by,
                @Nullable Instant since,
                boolean paused,
                @Nullable Instant until,
                boolean complete,
                @Nullable Life led,
                boolean inherited) {
            this(life, state, by, since, paused, until, complete, led, inherited, null);
        }

        boolean own() {
            return led == null && !inherited;
        }
    }

    Standings(Switchovers.Rules rules, List<Standing> read) {
        this.rules = rules;
        read.forEach(one -> rows.put(one.life(), one));
    }

    static Standings of(Session db, Switchovers.Rules rules) throws SQLException {
        return new Standings(rules, db.ask(READ, Standings::standing));
    }

    Standings copy() {
        return new Standings(rules, List.copyOf(rows.values()));
    }

    @Nullable
    Standing row(Life life) {
        return rows.get(life);
    }

    Set<Life> known() {
        return rows.keySet();
    }

    /** The one that took it over and took a step since. */
    @Nullable
    Life led(Life life) {
        Standing row = rows.get(life);
        return row == null ? null : row.led();
    }

    SwitchoverState state(Life life) {
        Standing row = rows.get(life);
        return row == null ? rules.initial() : row.state();
    }

    boolean own(Life life) {
        Standing row = rows.get(life);
        return row != null && row.own();
    }

    /** A unit and, once it took a step itself, all that it took over. */
    Set<Life> governed(Life life) {
        return own(life) ? family(life) : Set.of(life);
    }

    /** A unit and all that its next step takes along: what it took over goes with it from its first step on. */
    Set<Life> takesAlong(Life life) {
        return led(life) == null ? family(life) : Set.of(life);
    }

    /** Whether what is owed under its code has to be held: for the unit, or until what is being taken back is. */
    boolean needsHold(Life life) {
        Standing row = rows.get(life);
        return row != null && (row.state() == SwitchoverState.HOLDING || !row.complete());
    }

    private Set<Life> family(Life life) {
        Set<Life> all = new LinkedHashSet<>();
        all.add(life);
        all.addAll(rules.units().ancestors(life));
        return all;
    }

    /** Whether nothing is left to do after the last step of a unit, and before its first one of those that it took over. */
    boolean complete(Life life) {
        return (own(life) ? Set.of(life) : family(life)).stream().allMatch(one -> {
            Standing row = rows.get(one);
            return row == null || row.complete();
        });
    }

    /** Whether a unit or one that goes with it owes anything. */
    boolean owes(Life life) {
        return family(life).stream().anyMatch(one -> state(one).owes());
    }

    /** What is to be written down when a unit took a step: first its own entry, then those of the ones that go with it, then its heirs'. */
    List<Standing> after(Standing step) {
        List<Standing> changes = new ArrayList<>();
        put(step, changes);
        for (Life one : rules.units().ancestors(step.life())) {
            Standing led = new Standing(
                    one,
                    step.state(),
                    step.by(),
                    step.since(),
                    step.paused(),
                    null,
                    step.complete(),
                    step.life(),
                    false);
            put(led, changes);
        }
        rules.units().heirs(step.life()).forEach(heir -> inherit(heir, step.since(), changes));
        return changes;
    }

    /** What units that took no step inherit and have not yet. */
    List<Standing> inherited(Instant now) {
        List<Standing> changes = new ArrayList<>();
        rules.units().formed().stream()
                .sorted(Comparator.comparing(Life::begins))
                .forEach(heir -> inherit(heir, now, changes));
        return changes;
    }

    private void inherit(Life heir, @Nullable Instant since, List<Standing> changes) {
        Standing before = rows.get(heir);
        if (before != null && !before.inherited()) {
            return;
        }
        SwitchoverState least = rules.units().predecessors(heir).stream()
                .map(this::state)
                .min(Comparator.naturalOrder())
                .orElse(rules.initial());
        SwitchoverState state = least.inherited();
        if (state != state(heir)) {
            boolean done = before == null || before.complete();
            boolean complete = state.owes() || (done && !state(heir).owes());
            Journal.By by = new Journal.By(SwitchoverMoves.HUB, "As far as the one furthest behind that it took over.");
            put(new Standing(heir, state, by, since, false, null, complete, null, true), changes);
        }
    }

    private void put(Standing row, List<Standing> changes) {
        rows.put(row.life(), row);
        changes.add(row);
    }

    private static Standing standing(ResultSet row) throws SQLException {
        String led = row.getString(10);
        return new Standing(
                new Life(row.getString(1), row.getString(2)),
                SwitchoverState.valueOf(row.getString(3)),
                new Journal.By(row.getString(4), row.getString(5)),
                Objects.requireNonNull(Lines.instant(row, 6)),
                row.getBoolean(7),
                Lines.instant(row, 8),
                row.getBoolean(9),
                led == null ? null : new Life(led, row.getString(11)),
                row.getBoolean(12),
                row.getString(13) == null ? null : new Switchovers.Stay(row.getString(13), row.getString(14)));
    }
}
