package vn.lienthong.hub.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.vocabulary.Held;

/** Transfers that are not being sent become owed later again: their unit went back. What may have arrived is asked about when they go again. */
final class TakeBackStep {
    private static final String OWES = "SELECT state = ANY (?::text[]) FROM switchover WHERE unit = ? AND begins = ?";

    /** In the order in which everybody locks lines. */
    static final String LINES =
            """
            SELECT l.dossier_id FROM (SELECT DISTINCT o.dossier_id, o.destination FROM unnest(?::int8[]) AS u(id)
                JOIN open_transfer o ON o.id = u.id) x
            JOIN line l ON l.dossier_id = x.dossier_id AND l.destination = x.destination
            ORDER BY l.dossier_id, l.destination FOR UPDATE OF l
            """;

    static final String GONE =
            """
            DELETE FROM open_transfer t USING unnest(?::int8[]) AS u(id)
            WHERE t.id = u.id AND t.state <> 'IN_FLIGHT' AND t.quiet_until <= clock_timestamp()
            RETURNING t.id, t.submission_id, t.dossier_id, t.destination, t.unit, t.source, t.unclear OR t.state = 'UNCLEAR',
                      t.held_exists, t.held_steps, t.held_reference, t.again, t.rewind, t.history,
                      t.state <> 'WAITING' OR t.due IS NOT NULL OR t.hold_id IS NOT NULL,
                      (SELECT d.begins FROM dossier d WHERE d.id = t.dossier_id)
            """;

    private static final Set<String> STATES = Set.of("CITY", "REHEARSAL");

    private final Batch batch;

    /**
     * One that was open.
     *
     * @param leftOpen what was known of the destination, where it may have arrived
     * @param history its rank, if it was of the history
     * @param head whether it was the first of its line
     */
    private record Gone(
            Events.Subject subject,
            LineKey line,
            UnitLives.Life unit,
            @Nullable Held leftOpen,
            int again,
            @Nullable String rewind,
            @Nullable Integer history,
            boolean head) {}

    /** What is added to a line of what is owed later. */
    private static final class Sum {
        final UnitLives.Life unit;
        int rank = OwedLater.CLOSED;
        long first = Long.MAX_VALUE;
        int records;

        Sum(UnitLives.Life unit) {
            this.unit = unit;
        }
    }

    TakeBackStep(Batch batch) {
        this.batch = batch;
    }

    int run(UnitLives.Life unit, List<Long> ids, Journal.By by) throws SQLException {
        if (!batch.db
                .ask(OWES, row -> row.getBoolean(1), STATES, unit.code(), unit.begins())
                .contains(true)) {
            return 0;
        }
        Rows wanted = new Rows("int8");
        Lines.sorted(ids).forEach(wanted::add);
        batch.db.putOff(LINES, wanted);
        List<Gone> gone = batch.db.ask(GONE, TakeBackStep::gone, wanted);
        Rows rows = new Rows("int8", "int8", "int8", "text", "int4", "text");
        Map<LineKey, Sum> sums = new TreeMap<>(LineKey.ORDER);
        for (Gone one : gone) {
            rows.add(
                    one.subject.transferId(),
                    one.subject.submissionId(),
                    one.line.dossierId(),
                    one.line.destination(),
                    one.again,
                    one.rewind);
            add(sums.computeIfAbsent(one.line, key -> new Sum(one.unit)), one);
            note(one, by);
        }
        write(rows, sums);
        return gone.size();
    }

    private static void add(Sum sum, Gone one) {
        sum.rank = Math.min(sum.rank, one.history == null ? OwedLater.OPEN : one.history);
        sum.first = Math.min(sum.first, one.subject.transferId());
        sum.records++;
    }

    private void note(Gone one, Journal.By by) {
        batch.lines.cancelled(one.line, one.head, one.leftOpen);
        batch.tallies.takenBack(one.line.destination(), one.unit.code(), one.history != null);
        batch.events.add(new Events.Event(
                one.subject, batch.now, "owed-later", null, Texts.kept(by.who()), null, by.why(), null));
    }

    private void write(Rows rows, Map<LineKey, Sum> sums) {
        if (rows.isEmpty()) {
            return;
        }
        Rows lines = new Rows("int8", "text", "text", "text", "int4", "int8", "int4");
        sums.forEach((key, sum) -> lines.add(
                key.dossierId(),
                key.destination(),
                sum.unit.code(),
                sum.unit.begins(),
                sum.rank,
                sum.first,
                sum.records));
        batch.db.putOff(OwedLater.ROWS, rows);
        batch.db.putOff(OwedLater.LINES, lines);
    }

    private static Gone gone(ResultSet row) throws SQLException {
        int history = row.getInt(13);
        Integer rank = row.wasNull() ? null : (Integer) history;
        return new Gone(
                new Events.Subject(row.getString(6), row.getLong(2), row.getLong(1)),
                new LineKey(row.getLong(3), row.getString(4)),
                new UnitLives.Life(row.getString(5), row.getString(15)),
                row.getBoolean(7) ? Lines.held(row, 8) : null,
                row.getInt(11),
                row.getString(12),
                rank,
                row.getBoolean(14));
    }
}
