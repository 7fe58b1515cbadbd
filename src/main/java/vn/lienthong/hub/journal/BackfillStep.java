package vn.lienthong.hub.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Makes transfers of what is owed later: the next dossiers of a unit, each whole, behind what their lines have. */
final class BackfillStep {
    static final String MAY =
            """
            SELECT EXISTS (SELECT FROM (SELECT ?::text AS unit, ?::text AS begins) u
                           LEFT JOIN switchover s ON s.unit = u.unit AND s.begins = u.begins
                           WHERE coalesce(s.state, ?) = ANY (?::text[]) AND NOT coalesce(s.paused, false) AND coalesce(s.complete, true))
            """;

    static final String NEXT =
            """
            SELECT dossier_id, records, rank FROM owed_line WHERE unit = ? AND begins = ? AND destination = ? ORDER BY rank, first_id LIMIT ?
            """;

    /** One that another node has in its hands just now comes with the next step. */
    static final String HOLD =
            """
            SELECT d.id FROM unnest(?::int8[]) AS u(id) JOIN dossier d ON d.id = u.id ORDER BY d.id FOR UPDATE OF d SKIP LOCKED
            """;

    static final String LINES =
            """
            DELETE FROM owed_line l USING unnest(?::int8[], ?::text[]) AS u(dossier_id, destination)
            WHERE l.dossier_id = u.dossier_id AND l.destination = u.destination RETURNING l.dossier_id, l.rank
            """;

    static final String ROWS =
            """
            WITH gone AS (
                DELETE FROM owed_later o USING unnest(?::int8[], ?::text[]) AS u(dossier_id, destination)
                WHERE o.dossier_id = u.dossier_id AND o.destination = u.destination
                RETURNING o.id, o.submission_id, o.dossier_id, o.again, o.rewind)
            SELECT g.id, g.submission_id, g.dossier_id, g.again, g.rewind, s.source, s.unit
            FROM gone g JOIN submission s ON s.id = g.submission_id
            """;

    /** The newest record of each line that was delivered or is on its way: nothing older goes after it. */
    static final String WATERMARK =
            """
            SELECT u.dossier_id, max(s.id)
            FROM unnest(?::int8[], ?::text[]) AS u(dossier_id, destination)
            JOIN line l ON l.dossier_id = u.dossier_id AND l.destination = u.destination
            JOIN submission s ON s.dossier_id = u.dossier_id
            CROSS JOIN LATERAL unnest(s.owed) WITH ORDINALITY AS w(destination, n)
            WHERE w.destination = u.destination
              AND (EXISTS (SELECT FROM open_transfer o WHERE o.id = s.id + w.n)
                   OR EXISTS (SELECT FROM ended_transfer e WHERE e.id = s.id + w.n AND e.state = 'DELIVERED'))
            GROUP BY u.dossier_id
            """;

    private static final String TRANSFERS =
            """
            INSERT INTO open_transfer (id, submission_id, dossier_id, source, dossier_code, revision, procedure, unit, destination,
                                       state, ready, unclear, accepted_at, deadline, held_exists, held_steps, held_reference, block,
                                       block_at, size, again, rewind, hold_id, history)
            SELECT u.id, s.id, s.dossier_id, s.source, s.dossier_code, s.revision, s.procedure, s.unit, u.destination,
                   CASE WHEN h.id IS NULL THEN u.state ELSE 'WAITING' END, u.state = 'READY' AND h.id IS NULL, u.unclear, s.accepted_at,
                   CASE WHEN u.rank = 0 THEN least(s.deadline, moment(?)) ELSE 'infinity' END, u.held_exists, u.held_steps, u.held_reference, s.block,
                   s.block_at, s.size, u.again, u.rewind, h.id, u.rank
            FROM unnest(?::int8[], ?::int8[], ?::text[], ?::text[], ?::bool[], ?::bool[], ?::text[], ?::text[], ?::int4[], ?::text[], ?::int4[])
                 AS u(id, submission_id, destination, state, unclear, held_exists, held_steps, held_reference, again, rewind, rank)
            JOIN submission s ON s.id = u.submission_id
            CROSS JOIN LATERAL (SELECT u.destination, s.unit, s.dossier_code, s.procedure, NULL::text AS unmapped_code) AS t
            LEFT JOIN LATERAL (SELECT CASE WHEN u.state = 'READY' THEN %s END AS id) AS h ON true
            RETURNING id, destination, unit, deadline, ready
            """
                    .formatted(HoldStep.first("t"));

    private static final String SUPERSEDED =
            """
            INSERT INTO ended_transfer (id, submission_id, destination, unit, state, attempts, troubles, ended_at)
            SELECT u.id, u.submission_id, ?, u.unit, 'SUPERSEDED', 0, 0, moment(?)
            FROM unnest(?::int8[], ?::int8[], ?::text[]) AS u(id, submission_id, unit)
            """;

    private static final String OLDER =
            "A newer record of its dossier was delivered, or on its way, before this one went.";

    private static final Set<String> STATES = Set.of("BACKFILL", "PROVINCE", "SETTLED");

    private final Batch batch;
    private final Switchovers.Rules rules;
    private final String destination;

    /** A record that is owed from now on. */
    private record Row(
            long id,
            long submissionId,
            long dossierId,
            int again,
            @Nullable String rewind,
            Events.Subject subject,
            String unit) {}

    BackfillStep(Batch batch, Switchovers.Rules rules, String destination) {
        this.batch = batch;
        this.rules = rules;
        this.destination = destination;
    }

    static Set<String> states() {
        return STATES;
    }

    /** The next dossiers, with about so many records, and one dossier at least. Gives how many records. */
    int run(UnitLives.Life unit, int room) throws SQLException {
        List<Boolean> may = batch.db.ask(
                MAY,
                row -> row.getBoolean(1),
                unit.code(),
                unit.begins(),
                rules.initial().name(),
                STATES);
        if (!may.contains(true)) {
            return 0;
        }
        Rows wanted = next(unit, room);
        Rows held = new Rows("int8", "text");
        if (!wanted.isEmpty()) {
            batch.db.ask(HOLD, row -> row.getLong(1), wanted).forEach(id -> held.add(id, destination));
        }
        if (held.isEmpty()) {
            return 0;
        }
        Map<Long, Integer> ranks = new TreeMap<>();
        batch.db.putOff(LINES, row -> ranks.put(row.getLong(1), row.getInt(2)), held);
        Map<Long, Long> watermarks = new TreeMap<>();
        batch.db.putOff(WATERMARK, row -> watermarks.put(row.getLong(1), row.getLong(2)), held);
        List<Row> rows = batch.db.ask(ROWS, this::row, held);
        rows.sort(Comparator.comparingLong(Row::id));
        owe(rows, ranks, watermarks);
        return rows.size();
    }

    /** Closed dossiers go in steps of their own, so that no lane mixes them with open ones that are to go before them. */
    private Rows next(UnitLives.Life unit, int room) throws SQLException {
        Rows wanted = new Rows("int8");
        int left = room;
        boolean open = false;
        for (long[] line : batch.db.ask(
                NEXT,
                row -> new long[] {row.getLong(1), row.getLong(2), row.getLong(3)},
                unit.code(),
                unit.begins(),
                destination,
                room)) {
            boolean closed = line[2] == OwedLater.CLOSED;
            if (left <= 0 || (open && closed)) {
                break;
            }
            open |= !closed;
            wanted.add(line[0]);
            left -= (int) Math.min(left, line[1]);
        }
        return wanted;
    }

    private Row row(ResultSet row) throws SQLException {
        long id = row.getLong(1);
        long submission = row.getLong(2);
        return new Row(
                id,
                submission,
                row.getLong(3),
                row.getInt(4),
                row.getString(5),
                new Events.Subject(row.getString(6), submission, id),
                row.getString(7));
    }

    private void owe(List<Row> rows, Map<Long, Integer> ranks, Map<Long, Long> watermarks) throws SQLException {
        List<Row> going = new ArrayList<>();
        Rows passed = new Rows("int8", "int8", "text");
        Set<Long> newest = newestOf(rows);
        for (Row row : rows) {
            batch.tallies.later(destination, row.unit, -1);
            batch.tallies.moved(destination, row.unit, 1);
            batch.tallies.accepted(destination, row.unit);
            boolean older = row.submissionId < watermarks.getOrDefault(row.dossierId, 0L);
            boolean crowded = batch.post.newest().is(destination) && !newest.contains(row.id);
            if (older || crowded) {
                passed.add(row.id, row.submissionId, row.unit);
                Superseding.note(batch, row.subject, destination, row.unit, older ? OLDER : Superseding.WORDS);
            } else {
                going.add(row);
            }
        }
        if (!passed.isEmpty()) {
            batch.db.putOff(SUPERSEDED, destination, batch.now.toEpochMilli(), passed);
        }
        write(going, ranks);
    }

    /** The last record of each dossier. */
    private static Set<Long> newestOf(List<Row> sorted) {
        Map<Long, Long> last = new TreeMap<>();
        sorted.forEach(row -> last.put(row.dossierId, row.id));
        return new TreeSet<>(last.values());
    }

    private void write(List<Row> going, Map<Long, Integer> ranks) throws SQLException {
        if (going.isEmpty()) {
            return;
        }
        Map<LineKey, Integer> more = new TreeMap<>(LineKey.ORDER);
        going.forEach(row -> more.merge(new LineKey(row.dossierId, destination), 1, Integer::sum));
        Map<LineKey, ResendRows.Line> lines = ResendRows.add(batch, more);
        supersedeOlder(going, lines);
        Rows rows = new Rows("int8", "int8", "text", "text", "bool", "bool", "text", "text", "int4", "text", "int4");
        for (Row row : going) {
            LineKey key = new LineKey(row.dossierId, destination);
            ResendRows.Line line = Objects.requireNonNull(lines.get(key));
            lines.put(key, line.next());
            boolean ready = line.before() == 0;
            rows.add(
                    row.id,
                    row.submissionId,
                    destination,
                    ready ? "READY" : "WAITING",
                    ready && line.unclear(),
                    line.held().exists(),
                    line.held().steps().text(),
                    Texts.kept(line.held().reference()),
                    row.again,
                    row.rewind,
                    ranks.getOrDefault(row.dossierId, OwedLater.OPEN));
        }
        batch.db.putOff(
                TRANSFERS,
                read -> read.getBoolean(5) && batch.ready.add(Lines.ready(read)),
                batch.now.toEpochMilli(),
                rows);
    }

    /** Where only the newest counts, what a line had and was not begun goes. */
    private void supersedeOlder(List<Row> going, Map<LineKey, ResendRows.Line> lines) throws SQLException {
        if (!batch.post.newest().is(destination)) {
            return;
        }
        Superseding superseding = new Superseding(batch);
        for (Row row : going) {
            LineKey key = new LineKey(row.dossierId, destination);
            if (Objects.requireNonNull(lines.get(key)).before() > 0) {
                superseding.older(key, row.id);
            }
        }
        superseding
                .run()
                .forEach((key, gone) -> lines.computeIfPresent(
                        key, (same, line) -> new ResendRows.Line(line.before() - gone, line.held(), line.unclear())));
    }
}
