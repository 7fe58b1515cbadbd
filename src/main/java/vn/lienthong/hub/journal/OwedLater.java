package vn.lienthong.hub.journal;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import vn.lienthong.hub.vocabulary.Status;
import vn.lienthong.hub.vocabulary.SwitchoverState;

/** What the records of one batch are owed only once their units go over. */
final class OwedLater {
    /** Somebody waits for it: a live record of the same dossier. */
    static final int URGENT = 0;

    static final int OPEN = 1;
    static final int CLOSED = 2;

    private static final Set<Status> ENDED =
            Set.of(Status.REFUSED, Status.WITHDRAWN, Status.STOPPED, Status.FINISHED, Status.RETURNED);

    static final String KNOWN =
            """
            SELECT l.dossier_id, l.destination
            FROM unnest(?::text[]) AS u(code) JOIN dossier d ON d.code = u.code JOIN owed_line l ON l.dossier_id = d.id
            """;

    static final String ROWS =
            """
            INSERT INTO owed_later (id, submission_id, dossier_id, destination, again, rewind)
            SELECT * FROM unnest(?::int8[], ?::int8[], ?::int8[], ?::text[], ?::int4[], ?::text[])
            """;

    /** What is urgent stays so; else the latest record tells whether the dossier is open. */
    static final String LINES =
            """
            INSERT INTO owed_line AS l (dossier_id, destination, unit, begins, rank, first_id, records)
            SELECT * FROM unnest(?::int8[], ?::text[], ?::text[], ?::text[], ?::int4[], ?::int8[], ?::int4[])
            ON CONFLICT (dossier_id, destination) DO UPDATE SET
                rank = CASE WHEN l.rank = 0 THEN l.rank ELSE excluded.rank END,
                first_id = least(l.first_id, excluded.first_id), records = l.records + excluded.records
            """;

    private static final String SETTLED =
            "INSERT INTO settled_record (submission_id, unit, begins) SELECT * FROM unnest(?::int8[], ?::text[], ?::text[])";

    private final Batch batch;
    /** Lines of which something is owed later already. */
    private final Set<LineKey> begun = new HashSet<>();

    private final Rows rows = new Rows("int8", "int8", "int8", "text", "int4", "text");
    private final Map<LineKey, Line> lines = new TreeMap<>(LineKey.ORDER);
    private final Rows settled = new Rows("int8", "text", "text");

    /** What is added to a line. */
    private static final class Line {
        final UnitLives.Life unit;
        final long first;
        int rank;
        int records;

        Line(UnitLives.Life unit, long first) {
            this.unit = unit;
            this.first = first;
        }
    }

    OwedLater(Batch batch) {
        this.batch = batch;
    }

    /** Whether any of them is for a destination that is governed. */
    boolean concerns(List<Op.Accepting> ops) {
        return ops.stream().anyMatch(op -> op.entry.owedTo().stream().anyMatch(batch.switchovers::governs));
    }

    /** Finds the lines that have begun, on the next journey. */
    void lookUp(Rows codes) {
        batch.db.putOff(KNOWN, row -> begun.add(new LineKey(row.getLong(1), row.getString(2))), codes);
    }

    /** To which destinations a new record is owed later. What is older of its dossier goes before it, so it waits behind that. */
    Set<String> of(AcceptStep.Known dossier, Entry entry) {
        Set<String> later = new TreeSet<>();
        for (String destination : entry.owedTo()) {
            if (batch.switchovers.governs(destination)) {
                LineKey line = new LineKey(dossier.id, destination);
                boolean owes = batch.switchovers.state(dossier.life).owes();
                if (!owes || entry.history() || begun.contains(line)) {
                    begun.add(line);
                    later.add(destination);
                }
            }
        }
        return later;
    }

    /** Keeps one that is owed later. */
    void add(AcceptStep.Known dossier, Entry entry, long submissionId, Acceptance.OwedTransfer owed) {
        UnitLives.Life unit = dossier.life;
        boolean live = !entry.history() && batch.switchovers.state(unit).owes();
        int rank = ENDED.contains(entry.record().status()) ? CLOSED : OPEN;
        rows.add(owed.id(), submissionId, dossier.id, owed.destination(), 0, null);
        LineKey at = new LineKey(dossier.id, owed.destination());
        Line line = lines.computeIfAbsent(at, key -> new Line(unit, owed.id()));
        line.rank = live || (line.records > 0 && line.rank == URGENT) ? URGENT : rank;
        line.records++;
        batch.tallies.later(owed.destination(), unit.code(), 1);
    }

    /** Flags a record that should not come any more. */
    void flag(UnitLives.Life unit, Entry entry, long submissionId) {
        if (!entry.history()
                && batch.switchovers.state(unit) == SwitchoverState.SETTLED
                && entry.owedTo().stream().anyMatch(batch.switchovers::governs)) {
            settled.add(submissionId, unit.code(), unit.begins());
        }
    }

    void flush() {
        if (!rows.isEmpty()) {
            Rows sums = new Rows("int8", "text", "text", "text", "int4", "int8", "int4");
            lines.forEach((key, line) -> sums.add(
                    key.dossierId(),
                    key.destination(),
                    line.unit.code(),
                    line.unit.begins(),
                    line.rank,
                    line.first,
                    line.records));
            batch.db.putOff(ROWS, rows);
            batch.db.putOff(LINES, sums);
        }
        if (!settled.isEmpty()) {
            batch.db.putOff(SETTLED, settled);
        }
    }
}
