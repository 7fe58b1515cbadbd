package vn.lienthong.hub.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.journal.UnitLives.Life;
import vn.lienthong.hub.vocabulary.SwitchoverState;
import vn.lienthong.hub.vocabulary.Times;

/** What is asked about switchovers. */
final class SwitchoverReads {
    /** What the switchover's own holds are called; nobody else may call one so. */
    static final String HOLD = "switchover-";

    /** Numbers of units, by codes and the first days between which a unit of the code counts. What the tally counts it counts by code. */
    static final String COUNTS =
            """
            SELECT u.n, (SELECT coalesce(sum(l.records), 0) FROM owed_line l WHERE l.unit = u.unit AND l.begins BETWEEN u.lo AND u.hi),
                   (SELECT count(*) FROM owed_line l WHERE l.unit = u.unit AND l.begins BETWEEN u.lo AND u.hi),
                   (SELECT coalesce(sum(t.moved), 0) FROM tally t WHERE t.unit = u.unit),
                   (SELECT count(*) FROM unnest(?::text[]) AS g(destination) JOIN open_transfer o
                       ON o.destination = g.destination AND o.unit = u.unit AND o.history IS NOT NULL AND o.state <> 'PARKED'
                       WHERE EXISTS (SELECT FROM dossier d WHERE d.id = o.dossier_id AND d.begins BETWEEN u.lo AND u.hi)),
                   h.n, h.oldest,
                   (SELECT count(*) FROM open_transfer o WHERE o.state = 'IN_FLIGHT' AND o.unit = u.unit AND o.destination = ANY (?::text[])
                       AND EXISTS (SELECT FROM dossier d WHERE d.id = o.dossier_id AND d.begins BETWEEN u.lo AND u.hi)),
                   (SELECT count(*) FROM settled_record r WHERE r.unit = u.unit AND r.begins BETWEEN u.lo AND u.hi)
            FROM unnest(?::int4[], ?::text[], ?::text[], ?::text[]) AS u(n, unit, lo, hi)
            CROSS JOIN LATERAL (
                SELECT count(*) AS n, min(o.accepted_at) AS oldest FROM hold a JOIN open_transfer o ON o.hold_id = a.id
                WHERE a.ended_at IS NULL AND a.unit = u.unit AND starts_with(a.name_key, 'switchover-')
                    AND EXISTS (SELECT FROM dossier d WHERE d.id = o.dossier_id AND d.begins BETWEEN u.lo AND u.hi)) AS h
            """;

    /** Codes of which something is owed later, each with those of the units given that it may be of; else with the only one. */
    private static final String OWING =
            """
            SELECT DISTINCT t.unit, coalesce(m.begins, '')
            FROM tally t LEFT JOIN unnest(?::text[], ?::text[]) AS m(unit, begins) ON m.unit = t.unit
            WHERE t.later > 0 AND EXISTS (SELECT FROM owed_line l WHERE l.unit = t.unit AND l.begins = coalesce(m.begins, ''))
            """;

    private static final String STEPS =
            """
            SELECT id, unit, at, kind, from_state, to_state, until, who, why, figures, begins, led FROM switchover_step
            WHERE %s AND id < ? ORDER BY id DESC LIMIT ?
            """;

    /**
     * Transfers by their dossiers, in the order of codes; each was delivered at least once. Each unit's page, and each end
     * of a transfer, is looked up by itself: else a server may read all there are.
     */
    static final String HELD =
            """
            SELECT h.code, h.destination, h.held_reference,
                   (SELECT count(*) FROM submission s CROSS JOIN LATERAL unnest(s.owed) WITH ORDINALITY AS o(destination, n)
                       CROSS JOIN LATERAL (SELECT FROM ended_transfer x WHERE x.id = s.id + o.n AND x.state = 'DELIVERED' LIMIT 1) e
                    WHERE s.dossier_id = h.id AND o.destination = h.destination),
                   coalesce((SELECT w.records FROM owed_line w WHERE w.dossier_id = h.id AND w.destination = h.destination), 0)
            FROM unnest(?::text[], ?::text[], ?::text[]) AS u(unit, lo, hi) CROSS JOIN LATERAL (
                SELECT d.id, d.code, l.destination, l.held_reference
                FROM dossier d JOIN line l ON l.dossier_id = d.id AND l.destination = ANY (?::text[])
                WHERE d.unit = u.unit AND d.begins BETWEEN u.lo AND u.hi AND d.code >= ? AND (d.code, l.destination) > (?, ?)
                    AND (l.held_exists OR l.unclear)
                ORDER BY d.code, l.destination LIMIT ?) h
            ORDER BY h.code, h.destination LIMIT ?
            """;

    /** Dossiers of the history that are not through: what waits, as it will go; and what is under way. */
    static final String LEFT =
            """
            SELECT DISTINCT d.code FROM (
                SELECT x.dossier_id FROM unnest(?::text[], ?::text[], ?::text[]) AS u(unit, lo, hi) CROSS JOIN LATERAL (
                    SELECT l.dossier_id FROM owed_line l WHERE l.unit = u.unit AND l.begins BETWEEN u.lo AND u.hi
                    ORDER BY l.begins, l.destination, l.rank, l.first_id LIMIT ?) x
                UNION ALL
                SELECT x.dossier_id FROM unnest(?::text[], ?::text[], ?::text[]) AS u(unit, lo, hi)
                CROSS JOIN unnest(?::text[]) AS g(destination) CROSS JOIN LATERAL (
                    SELECT o.dossier_id FROM open_transfer o
                    WHERE o.destination = g.destination AND o.unit = u.unit AND o.history IS NOT NULL AND o.state <> 'PARKED'
                        AND EXISTS (SELECT FROM dossier d WHERE d.id = o.dossier_id AND d.begins BETWEEN u.lo AND u.hi)
                    LIMIT ?) x) n
            JOIN dossier d ON d.id = n.dossier_id ORDER BY d.code LIMIT ?
            """;

    static final String FLAGGED =
            """
            SELECT s.id, s.dossier_code, s.revision, s.source, s.accepted_at
            FROM (SELECT x.submission_id FROM unnest(?::text[], ?::text[], ?::text[]) AS u(unit, lo, hi) JOIN settled_record x
                      ON x.unit = u.unit AND x.begins BETWEEN u.lo AND u.hi ORDER BY x.submission_id LIMIT ?) r
            CROSS JOIN LATERAL (SELECT * FROM submission x WHERE x.id = r.submission_id LIMIT 1) s ORDER BY s.id
            """;

    static final String TO_DO =
            """
            SELECT unit, begins, NOT complete, who, why, until FROM switchover
            WHERE led_unit IS NULL AND (NOT complete OR until IS NOT NULL) ORDER BY unit, begins
            """;

    static final String OPEN =
            """
            SELECT o.id, o.state = 'IN_FLIGHT' OR o.quiet_until > clock_timestamp()
            FROM unnest(?::text[], ?::text[], ?::text[]) AS u(unit, lo, hi) JOIN open_transfer o ON o.unit = u.unit
            WHERE o.id > ? AND o.destination = ANY (?::text[])
                AND EXISTS (SELECT FROM dossier d WHERE d.id = o.dossier_id AND d.begins BETWEEN u.lo AND u.hi)
            ORDER BY o.id LIMIT ?
            """;

    /** Where something is owed later and may go, with how much of it is under way, as far as that counts. */
    static final String FILLING =
            """
            SELECT t.unit, coalesce(m.begins, ''), t.destination,
                   (SELECT count(*) FROM (SELECT FROM open_transfer o WHERE o.destination = t.destination AND o.unit = t.unit
                        AND o.history IS NOT NULL AND o.state <> 'PARKED' LIMIT ?) x)
            FROM tally t LEFT JOIN unnest(?::text[], ?::text[]) AS m(unit, begins) ON m.unit = t.unit
            LEFT JOIN switchover s ON s.unit = t.unit AND s.begins = coalesce(m.begins, '')
            WHERE t.later > 0 AND coalesce(s.state, ?) = ANY (?::text[]) AND NOT coalesce(s.paused, false) AND coalesce(s.complete, true)
                AND EXISTS (SELECT FROM owed_line l
                    WHERE l.unit = t.unit AND l.begins = coalesce(m.begins, '') AND l.destination = t.destination)
            ORDER BY 1, 2, 3
            """;

    private final Reads reads;
    private final Governed governed;

    SwitchoverReads(Reads reads, Governed governed) {
        this.reads = reads;
        this.governed = governed;
    }

    List<Switchovers.Unit> all(Instant now) {
        Switchovers.Rules rules = governed.rules();
        return reads.read(db -> {
            Standings standings = Standings.of(db, rules);
            Set<Life> owing = new HashSet<>(db.ask(OWING, row -> life(row, 1), lives(rules)));
            Set<Life> shown = new TreeSet<>(Comparator.comparing(Life::code).thenComparing(Life::begins));
            shown.addAll(owing);
            standings.known().stream()
                    .filter(life -> standings.own(life) || begun(rules, standings, life, now))
                    .forEach(shown::add);
            shown.removeIf(life -> standings.led(life) != null);
            return units(db, standings, List.copyOf(shown));
        });
    }

    /** Whether it inherited what a unit does not have anyway, and has begun. */
    private static boolean begun(Switchovers.Rules rules, Standings standings, Life life, Instant now) {
        return standings.state(life) != rules.initial()
                && life.begins().compareTo(LocalDate.ofInstant(now, Times.ZONE).toString()) <= 0;
    }

    private static Rows lives(Switchovers.Rules rules) {
        Rows rows = new Rows("text", "text");
        rules.units().all().forEach(life -> rows.add(life.code(), life.begins()));
        return rows;
    }

    Standings standings() {
        return reads.read(db -> Standings.of(db, governed.rules()));
    }

    Switchovers.Unit of(Life unit) {
        return reads.read(db ->
                units(db, Standings.of(db, governed.rules()), List.of(unit)).get(0));
    }

    /** The unit as its next step sees it. */
    Switchovers.Unit stepping(Life unit) {
        return reads.read(db -> stepping(db, governed.rules(), unit));
    }

    /** The same within a transaction. */
    static Switchovers.Unit stepping(Session db, Switchovers.Rules rules, Life unit) throws SQLException {
        return UnitCounts.stepping(rules, Standings.of(db, rules))
                .of(db, List.of(unit))
                .get(0);
    }

    private List<Switchovers.Unit> units(Session db, Standings standings, List<Life> lives) throws SQLException {
        return UnitCounts.standing(governed.rules(), standings).of(db, lives);
    }

    List<Switchovers.Step> history(@Nullable String unit, @Nullable Long beforeId, int limit) {
        List<Object> parameters = new ArrayList<>();
        if (unit != null) {
            parameters.add(unit);
        }
        parameters.add(beforeId == null ? (Long) Long.MAX_VALUE : beforeId);
        parameters.add(limit);
        String sql = STEPS.formatted(unit == null ? "led IS NULL AND kind <> 'inherit'" : "unit = ?");
        return reads.read(db -> db.ask(sql, SwitchoverReads::step, parameters.toArray()));
    }

    List<Switchovers.HeldDossier> held(Life unit, Switchovers.@Nullable Place after, int limit) {
        return reads.read(db -> db.ask(
                HELD,
                row -> new Switchovers.HeldDossier(
                        row.getString(1), row.getString(2), row.getString(3), row.getLong(4), row.getLong(5)),
                UnitLives.spans(Standings.of(db, governed.rules()).governed(unit)),
                governed.rules().destinations(),
                after == null ? "" : after.dossierCode(),
                after == null ? "" : after.dossierCode(),
                after == null ? "" : after.destination(),
                limit,
                limit));
    }

    List<String> left(Life unit, int limit) {
        return reads.read(db -> {
            Switchovers.Rules rules = governed.rules();
            Rows spans = UnitLives.spans(Standings.of(db, rules).takesAlong(unit));
            return db.ask(LEFT, row -> row.getString(1), spans, limit, spans, rules.destinations(), limit, limit);
        });
    }

    List<Switchovers.Flagged> flagged(Life unit, int limit) {
        return reads.read(db -> db.ask(
                FLAGGED,
                row -> new Switchovers.Flagged(
                        row.getLong(1),
                        row.getString(2),
                        row.getInt(3),
                        row.getString(4),
                        Objects.requireNonNull(Lines.instant(row, 5))),
                UnitLives.spans(Standings.of(db, governed.rules()).governed(unit)),
                limit));
    }

    /** A unit of which something is left to be seen to. */
    record ToDo(Life unit, boolean incomplete, Journal.By by, @Nullable Instant until) {}

    List<ToDo> toDo() {
        return reads.read(db -> db.ask(
                TO_DO,
                row -> new ToDo(
                        life(row, 1),
                        row.getBoolean(3),
                        new Journal.By(row.getString(4), row.getString(5)),
                        Lines.instant(row, 6))));
    }

    /** A transfer that is not at its end; {@code busy}: it is being sent, or may be. */
    record Open(long id, boolean busy) {}

    List<Open> open(Life unit, long after, int limit) {
        return reads.read(db -> db.ask(
                OPEN,
                row -> new Open(row.getLong(1), row.getBoolean(2)),
                UnitLives.spans(Standings.of(db, governed.rules()).governed(unit)),
                after,
                governed.rules().destinations(),
                limit));
    }

    /** A lane that the backfill feeds. */
    record Filling(Life unit, String destination, int underWay) {}

    List<Filling> filling() {
        Switchovers.Rules rules = governed.rules();
        return reads.read(db -> db.ask(
                FILLING,
                row -> new Filling(life(row, 1), row.getString(3), row.getInt(4)),
                rules.ahead(),
                lives(rules),
                rules.initial().name(),
                BackfillStep.states()));
    }

    private static Life life(ResultSet row, int from) throws SQLException {
        return new Life(row.getString(from), row.getString(from + 1));
    }

    private static Switchovers.Step step(ResultSet row) throws SQLException {
        return new Switchovers.Step(
                row.getLong(1),
                row.getString(2),
                row.getString(11),
                row.getString(12),
                Objects.requireNonNull(Lines.instant(row, 3)),
                row.getString(4),
                SwitchoverState.valueOf(row.getString(5)),
                SwitchoverState.valueOf(row.getString(6)),
                Lines.instant(row, 7),
                new Journal.By(row.getString(8), row.getString(9)),
                row.getString(10));
    }
}
