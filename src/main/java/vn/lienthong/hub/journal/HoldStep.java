package vn.lienthong.hub.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.text.Normalizer;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.vocabulary.DossierRecord;

/**
 * Placing and ending holds, and which one covers a transfer. Every batch shares a lock that placing and ending have to themselves: so each
 * batch ends before a hold begins, or sees it, at whatever node.
 */
final class HoldStep {
    private static final String ACTIVE =
            "SELECT id, destination, unit, dossier_code, procedure, unmapped_code FROM hold WHERE ended_at IS NULL ORDER BY id";

    private static final String NAMED = "SELECT id FROM hold WHERE name_key = ? AND ended_at IS NULL";

    private static final String PLACE =
            """
            INSERT INTO hold (id, name, name_key, destination, unit, dossier_code, procedure, unmapped_code, who, why, since, until)
            VALUES (?, ?, ?, ?::text, ?::text, ?::text, ?::text, ?::text, ?, ?, moment(?), moment(?::int8))
            """;

    private static final String END =
            """
            UPDATE hold SET ended_at = moment(?), ended_by = ?, ended_why = ?, settled = false
            WHERE name_key = ? AND ended_at IS NULL RETURNING id, name
            """;

    private static final String EXPIRE =
            """
            UPDATE hold SET ended_at = moment(?), settled = false, ended_by = ?, ended_why = ?
            WHERE ended_at IS NULL AND until <= moment(?) RETURNING id, name
            """;

    private static final Journal.By EXPIRED = new Journal.By("hub", "Its time was over.");

    /** Gives each transfer the hold that covers it now, if one does; one that is freed goes on, unless its time has not come. */
    static final String SETTLE =
            """
            UPDATE open_transfer t SET
                hold_id = n.hold_id,
                state = CASE WHEN n.hold_id IS NULL AND t.due IS NULL AND t.state = 'WAITING' THEN 'READY'
                             WHEN n.hold_id IS NOT NULL AND t.state = 'READY' THEN 'WAITING' ELSE t.state END,
                ready = n.hold_id IS NULL AND t.due IS NULL,
                unmapped_code = CASE WHEN n.hold_id IS NOT NULL THEN t.unmapped_code END
            FROM (SELECT o.id, %s AS hold_id
                  FROM unnest(?::int8[]) AS u(id) JOIN open_transfer o ON o.id = u.id
                  WHERE o.state IN ('WAITING', 'READY', 'UNCLEAR') AND (o.hold_id IS NOT NULL OR o.ready OR o.due IS NOT NULL)
                  FOR UPDATE OF o SKIP LOCKED) AS n
            WHERE t.id = n.id AND t.hold_id IS DISTINCT FROM n.hold_id
            RETURNING t.id, t.destination, t.unit, t.deadline, t.ready, t.hold_id IS NOT NULL
            """
                    .formatted(first("o"));

    /** An active hold as a batch sees it. */
    record Active(long id, Holds.Scope scope) {}

    private final Batch batch;
    private List<Active> active = List.of();

    HoldStep(Batch batch) {
        this.batch = batch;
    }

    /** The hold that covers a row of {@code open_transfer}, the oldest of several; null when none does. */
    static String first(String row) {
        return "(SELECT h.id " + covering(row) + " ORDER BY h.id LIMIT 1)";
    }

    /** The active holds that cover a row of {@code open_transfer}. */
    static String covering(String row) {
        return "FROM hold h WHERE h.ended_at IS NULL AND " + covers("h", row);
    }

    static String covers(String hold, String row) {
        return """
                (H.destination IS NULL OR H.destination = R.destination)
                AND (H.unit IS NULL OR H.unit = R.unit)
                AND (H.dossier_code IS NULL OR H.dossier_code = R.dossier_code)
                AND (H.procedure IS NULL OR H.procedure = R.procedure OR starts_with(R.procedure, H.procedure || '.'))
                AND (H.unmapped_code IS NULL OR H.unmapped_code = R.unmapped_code)
                """
                .replace("H.", hold + ".")
                .replace("R.", row + ".");
    }

    /**
     * Comes before everything else of a batch: who waits for the lock must hold nothing that others wait for.
     *
     * @param accepting whether the batch must know which holds are active
     */
    void run(List<Op<?>> ops, boolean accepting) throws SQLException {
        boolean alone = ops.stream().anyMatch(HoldStep::alone);
        batch.db.putOff(
                alone ? "SELECT pg_advisory_xact_lock(?, ?)" : "SELECT pg_advisory_xact_lock_shared(?, ?)",
                WriterSession.LOCKS,
                WriterSession.HOLDS);
        for (Op<?> op : ops) {
            if (op instanceof Op.Holding<?> holding) {
                holding.run(this);
            }
        }
        if (accepting) {
            active = batch.db.putOff(
                    ACTIVE,
                    row -> new Active(
                            row.getLong(1),
                            new Holds.Scope(
                                    row.getString(2),
                                    row.getString(3),
                                    row.getString(4),
                                    row.getString(5),
                                    row.getString(6))));
        }
    }

    private static boolean alone(Op<?> op) {
        return op instanceof Op.Holding<?> holding && holding.alone
                || op instanceof Op.Switching<?> switching && switching.alone;
    }

    /** The active hold that covers a new transfer, null when none does. */
    @Nullable
    Long holdOf(String destination, DossierRecord record) {
        for (Active hold : active) {
            if (hold.scope.covers(destination, record.unit(), record.dossierCode(), record.procedureCode())) {
                return hold.id;
            }
        }
        return null;
    }

    /** What names are the same by: capital letters do not count. */
    static String key(String name) {
        return Normalizer.normalize(String.valueOf(Texts.kept(name)), Normalizer.Form.NFC)
                .strip()
                .toLowerCase(Locale.ROOT);
    }

    /** Places it, unless an active one has its name: then gives that one's id, negative. */
    long place(Holds.Wanted wanted, Journal.By by) throws SQLException {
        List<Long> same = batch.db.ask(NAMED, row -> row.getLong(1), key(wanted.name()));
        if (!same.isEmpty()) {
            return -same.get(0);
        }
        long id = batch.post.ids().next(1);
        Holds.Scope scope = wanted.scope();
        batch.db.putOff(
                PLACE,
                id,
                Texts.kept(wanted.name()),
                key(wanted.name()),
                Texts.kept(scope.destination()),
                Texts.kept(scope.unit()),
                Texts.kept(scope.dossier()),
                Texts.kept(scope.procedure()),
                Texts.kept(scope.unmappedCode()),
                Texts.kept(by.who()),
                Texts.kept(by.why()),
                batch.now.toEpochMilli(),
                AcceptStep.millis(wanted.until()));
        note(id, "hold-placed", wanted.name() + ", " + scope.words(), by);
        return id;
    }

    /** Ends the active hold of a name. Gives its id, or none. */
    List<Long> end(String name, Journal.By by) throws SQLException {
        return batch.db.ask(
                END,
                row -> ended(row, by),
                batch.now.toEpochMilli(),
                Texts.kept(by.who()),
                Texts.kept(by.why()),
                key(name));
    }

    /** Ends those whose time is over. */
    List<Long> expire(Instant now) throws SQLException {
        return batch.db.ask(
                EXPIRE,
                row -> ended(row, EXPIRED),
                batch.now.toEpochMilli(),
                EXPIRED.who(),
                EXPIRED.why(),
                now.toEpochMilli());
    }

    private long ended(ResultSet row, Journal.By by) throws SQLException {
        note(row.getLong(1), "hold-ended", row.getString(2), by);
        return row.getLong(1);
    }

    private void note(long id, String kind, String name, Journal.By by) {
        batch.events.add(Events.ofNoTransfer(batch.now, id, kind, name, by));
    }

    Settled settle(List<Long> ids) throws SQLException {
        Rows rows = new Rows("int8");
        Lines.sorted(ids).forEach(rows::add);
        List<Boolean> held = batch.db.ask(
                SETTLE,
                row -> {
                    if (row.getBoolean(5)) {
                        batch.ready.add(Lines.ready(row));
                    }
                    return row.getBoolean(6);
                },
                rows);
        int still = (int) held.stream().filter(one -> one).count();
        return new Settled(held.size() - still, still);
    }

    /** Every transfer stands as it must for a hold that is active, or for one that has ended: whichever the pass was about. */
    boolean settled(long id, boolean ended) {
        batch.db.putOff("UPDATE hold SET settled = true WHERE id = ? AND (ended_at IS NOT NULL) = ?", id, ended);
        return true;
    }

    /**
     * What settling changed.
     *
     * @param freed go on
     * @param held are held now, by whichever hold
     */
    record Settled(int freed, int held) {}
}
