package vn.lienthong.hub.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.journal.Standings.Standing;
import vn.lienthong.hub.journal.Switchovers.Counts;
import vn.lienthong.hub.journal.UnitLives.Life;

/** Units with their numbers, of each over all that go with it; or over all that its next step takes along. */
final class UnitCounts {
    private static final Counts NOTHING = new Counts(0, 0, 0, 0, 0, null, 0, 0);

    private final Switchovers.Rules rules;
    private final Standings standings;
    private final Function<Life, Set<Life>> with;

    private UnitCounts(Switchovers.Rules rules, Standings standings, Function<Life, Set<Life>> with) {
        this.rules = rules;
        this.standings = standings;
        this.with = with;
    }

    /** As they stand. */
    static UnitCounts standing(Switchovers.Rules rules, Standings standings) {
        return new UnitCounts(rules, standings, standings::governed);
    }

    /** As a step sees them. */
    static UnitCounts stepping(Switchovers.Rules rules, Standings standings) {
        return new UnitCounts(rules, standings, standings::takesAlong);
    }

    /** In one question, however many they are. */
    List<Switchovers.Unit> of(Session db, List<Life> lives) throws SQLException {
        if (lives.isEmpty()) {
            return List.of();
        }
        Rows spans = new Rows("int4", "text", "text", "text");
        for (int i = 0; i < lives.size(); i++) {
            int n = i;
            UnitLives.spansOf(with.apply(lives.get(i)))
                    .forEach(span -> spans.add(n, span.code(), span.from(), span.to()));
        }
        List<Counts> counts = new ArrayList<>();
        lives.forEach(life -> counts.add(NOTHING));
        db.ask(
                SwitchoverReads.COUNTS,
                row -> counts.set(row.getInt(1), plus(counts.get(row.getInt(1)), counts(row))),
                rules.destinations(),
                rules.destinations(),
                spans);
        List<Switchovers.Unit> units = new ArrayList<>();
        for (int i = 0; i < lives.size(); i++) {
            units.add(unit(lives.get(i), counts.get(i)));
        }
        return units;
    }

    private Switchovers.Unit unit(Life life, Counts counts) {
        Standing row = standings.row(life);
        Switchovers.Reach reach = new Switchovers.Reach(
                life,
                row == null ? null : row.led(),
                !standings.own(life) && !rules.units().predecessors(life).isEmpty(),
                List.copyOf(with.apply(life)),
                standings.owes(life));
        return new Switchovers.Unit(
                life.code(),
                standings.state(life),
                row == null ? null : row.by(),
                row == null ? null : row.since(),
                row != null && row.paused(),
                row == null ? null : row.until(),
                standings.complete(life),
                counts,
                row == null ? null : row.stays(),
                reach);
    }

    private static Counts counts(ResultSet row) throws SQLException {
        return new Counts(
                row.getLong(2),
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                Lines.instant(row, 7),
                row.getLong(8),
                row.getLong(9));
    }

    private static Counts plus(Counts a, Counts b) {
        return new Counts(
                a.later() + b.later(),
                a.laterDossiers() + b.laterDossiers(),
                a.moved() + b.moved(),
                a.underWay() + b.underWay(),
                a.held() + b.held(),
                older(a.oldestHeld(), b.oldestHeld()),
                a.inFlight() + b.inFlight(),
                a.flagged() + b.flagged());
    }

    private static @Nullable Instant older(@Nullable Instant one, @Nullable Instant other) {
        return one == null || (other != null && other.isBefore(one)) ? other : one;
    }
}
