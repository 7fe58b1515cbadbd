package vn.lienthong.hub.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.vocabulary.SwitchoverState;

/** What is asked about switchovers. */
final class SwitchoverReads {
    /** What the switchover's own holds are called; nobody else may call one so. */
    static final String HOLD = "switchover-";

    /** One row for each unit with an entry, or with something that is owed later; or for one unit that is named. */
    static final String UNITS =
            """
            SELECT u.unit, s.state, s.who, s.why, s.since, coalesce(s.paused, false), s.until, coalesce(s.complete, true),
                   (SELECT coalesce(sum(t.later), 0) FROM tally t WHERE t.unit = u.unit),
                   (SELECT count(*) FROM owed_line l WHERE l.unit = u.unit),
                   (SELECT coalesce(sum(t.moved), 0) FROM tally t WHERE t.unit = u.unit),
                   (SELECT count(*) FROM unnest(?::text[]) AS g(destination) JOIN open_transfer o
                       ON o.destination = g.destination AND o.unit = u.unit AND o.history IS NOT NULL AND o.state <> 'PARKED'),
                   h.n, h.oldest,
                   (SELECT count(*) FROM open_transfer o WHERE o.state = 'IN_FLIGHT' AND o.unit = u.unit AND o.destination = ANY (?::text[])),
                   (SELECT count(*) FROM settled_record r WHERE r.unit = u.unit), s.stays_gates, s.stays
            FROM (%s) AS u
            LEFT JOIN switchover s ON s.unit = u.unit
            CROSS JOIN LATERAL (
                SELECT count(*) AS n, min(o.accepted_at) AS oldest FROM hold a JOIN open_transfer o ON o.hold_id = a.id
                WHERE a.ended_at IS NULL AND a.unit = u.unit AND starts_with(a.name_key, 'switchover-')) AS h
            ORDER BY u.unit
            """;

    private static final String ALL =
            UNITS.formatted("SELECT unit FROM switchover UNION SELECT unit FROM tally WHERE later > 0");

    static final String ONE = UNITS.formatted("SELECT ?::text AS unit");

    private static final String STEPS =
            """
            SELECT id, unit, at, kind, from_state, to_state, until, who, why, figures FROM switchover_step
            WHERE %s AND id < ? ORDER BY id DESC LIMIT ?
            """;

    /** Transfers by their dossiers, in the order of codes; each was delivered at least once. */
    static final String HELD =
            """
            SELECT d.code, l.destination, l.held_reference,
                   (SELECT count(*) FROM submission s CROSS JOIN LATERAL unnest(s.owed) WITH ORDINALITY AS o(destination, n)
                       JOIN ended_transfer e ON e.id = s.id + o.n AND e.state = 'DELIVERED'
                    WHERE s.dossier_id = d.id AND o.destination = l.destination),
                   coalesce((SELECT w.records FROM owed_line w WHERE w.dossier_id = d.id AND w.destination = l.destination), 0)
            FROM dossier d JOIN line l ON l.dossier_id = d.id AND l.destination = ANY (?::text[])
            WHERE d.unit = ? AND (d.code, l.destination) > (?, ?) AND (l.held_exists OR l.unclear)
            ORDER BY d.code, l.destination LIMIT ?
            """;

    static final String FLAGGED =
            """
            SELECT s.id, s.dossier_code, s.revision, s.source, s.accepted_at
            FROM (SELECT submission_id FROM settled_record WHERE unit = ? ORDER BY submission_id LIMIT ?) r
            CROSS JOIN LATERAL (SELECT * FROM submission x WHERE x.id = r.submission_id LIMIT 1) s ORDER BY s.id
            """;

    static final String TO_DO =
            """
            SELECT unit, NOT complete, who, why FROM switchover WHERE NOT complete OR until IS NOT NULL ORDER BY unit
            """;

    static final String OPEN =
            """
            SELECT id, state = 'IN_FLIGHT' OR quiet_until > clock_timestamp() FROM open_transfer
            WHERE id > ? AND unit = ? AND destination = ANY (?::text[]) ORDER BY id LIMIT ?
            """;

    /** Where something is owed later and may go, with how much of it is under way, as far as that counts. */
    static final String FILLING =
            """
            SELECT t.unit, t.destination,
                   (SELECT count(*) FROM (SELECT FROM open_transfer o WHERE o.destination = t.destination AND o.unit = t.unit
                        AND o.history IS NOT NULL AND o.state <> 'PARKED' LIMIT ?) x)
            FROM tally t LEFT JOIN switchover s ON s.unit = t.unit
            WHERE t.later > 0 AND coalesce(s.state, ?) = ANY (?::text[]) AND NOT coalesce(s.paused, false) AND coalesce(s.complete, true)
            ORDER BY 1, 2
            """;

    private final Reads reads;
    private final Governed governed;

    SwitchoverReads(Reads reads, Governed governed) {
        this.reads = reads;
        this.governed = governed;
    }

    List<Switchovers.Unit> all() {
        Switchovers.Rules rules = governed.rules();
        return reads.read(
                db -> db.ask(ALL, row -> unit(row, rules.initial()), rules.destinations(), rules.destinations()));
    }

    Switchovers.Unit of(String unit) {
        return reads.read(db -> of(db, governed.rules(), unit));
    }

    /** The same within a transaction. */
    static Switchovers.Unit of(Session db, Switchovers.Rules rules, String unit) throws SQLException {
        return db.ask(
                        ONE,
                        row -> unit(row, rules.initial()),
                        rules.destinations(),
                        rules.destinations(),
                        Texts.kept(unit))
                .get(0);
    }

    List<Switchovers.Step> history(@Nullable String unit, @Nullable Long beforeId, int limit) {
        List<Object> parameters = new ArrayList<>();
        if (unit != null) {
            parameters.add(unit);
        }
        parameters.add(beforeId == null ? (Long) Long.MAX_VALUE : beforeId);
        parameters.add(limit);
        String sql = STEPS.formatted(unit == null ? "true" : "unit = ?");
        return reads.read(db -> db.ask(sql, SwitchoverReads::step, parameters.toArray()));
    }

    List<Switchovers.HeldDossier> held(String unit, Switchovers.@Nullable Place after, int limit) {
        return reads.read(db -> db.ask(
                HELD,
                row -> new Switchovers.HeldDossier(
                        row.getString(1), row.getString(2), row.getString(3), row.getLong(4), row.getLong(5)),
                governed.rules().destinations(),
                unit,
                after == null ? "" : after.dossierCode(),
                after == null ? "" : after.destination(),
                limit));
    }

    List<Switchovers.Flagged> flagged(String unit, int limit) {
        return reads.read(db -> db.ask(
                FLAGGED,
                row -> new Switchovers.Flagged(
                        row.getLong(1),
                        row.getString(2),
                        row.getInt(3),
                        row.getString(4),
                        Objects.requireNonNull(Lines.instant(row, 5))),
                Texts.kept(unit),
                limit));
    }

    /** A unit of which something is left to be seen to. */
    record ToDo(String unit, boolean incomplete, Journal.By by) {}

    List<ToDo> toDo() {
        return reads.read(db -> db.ask(
                TO_DO,
                row -> new ToDo(
                        row.getString(1), row.getBoolean(2), new Journal.By(row.getString(3), row.getString(4)))));
    }

    /** A transfer that is not at its end; {@code busy}: it is being sent, or may be. */
    record Open(long id, boolean busy) {}

    List<Open> open(String unit, long after, int limit) {
        return reads.read(db -> db.ask(
                OPEN,
                row -> new Open(row.getLong(1), row.getBoolean(2)),
                after,
                unit,
                governed.rules().destinations(),
                limit));
    }

    /** A lane that the backfill feeds. */
    record Filling(String unit, String destination, int underWay) {}

    List<Filling> filling() {
        Switchovers.Rules rules = governed.rules();
        return reads.read(db -> db.ask(
                FILLING,
                row -> new Filling(row.getString(1), row.getString(2), row.getInt(3)),
                rules.ahead(),
                rules.initial().name(),
                BackfillStep.states()));
    }

    private static Switchovers.Unit unit(ResultSet row, SwitchoverState initial) throws SQLException {
        String state = row.getString(2);
        return new Switchovers.Unit(
                row.getString(1),
                state == null ? initial : SwitchoverState.valueOf(state),
                state == null ? null : new Journal.By(row.getString(3), row.getString(4)),
                Lines.instant(row, 5),
                row.getBoolean(6),
                Lines.instant(row, 7),
                row.getBoolean(8),
                new Switchovers.Counts(
                        row.getLong(9),
                        row.getLong(10),
                        row.getLong(11),
                        row.getLong(12),
                        row.getLong(13),
                        Lines.instant(row, 14),
                        row.getLong(15),
                        row.getLong(16)),
                row.getString(17) == null ? null : new Switchovers.Stay(row.getString(17), row.getString(18)));
    }

    private static Switchovers.Step step(ResultSet row) throws SQLException {
        return new Switchovers.Step(
                row.getLong(1),
                row.getString(2),
                Objects.requireNonNull(Lines.instant(row, 3)),
                row.getString(4),
                SwitchoverState.valueOf(row.getString(5)),
                SwitchoverState.valueOf(row.getString(6)),
                Lines.instant(row, 7),
                new Journal.By(row.getString(8), row.getString(9)),
                row.getString(10));
    }
}
