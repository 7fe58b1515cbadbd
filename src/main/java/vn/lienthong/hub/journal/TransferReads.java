package vn.lienthong.hub.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.vocabulary.TransferState;

/** Transfers as lists show them. */
final class TransferReads {
    static final Set<TransferState> ENDED =
            EnumSet.of(TransferState.DELIVERED, TransferState.CANCELLED, TransferState.SUPERSEDED);

    private static final String OPEN =
            """
            SELECT t.id, t.submission_id, t.source, t.dossier_code, t.revision, t.procedure, t.unit, t.destination, t.state,
                   t.accepted_at, t.deadline, CASE WHEN t.due IS NOT NULL THEN greatest(t.due, t.quiet_until) END, t.attempts, t.troubles, t.row_name, t.problem, t.unmapped_code,
                   t.held_reference, NULL::timestamptz AS ended_at, h.name, h.who, h.why, h.since, h.until
            FROM open_transfer t LEFT JOIN hold h ON h.id = t.hold_id
            """;

    static final String DONE =
            """
            SELECT t.id, t.submission_id, s.source, s.dossier_code, s.revision, s.procedure, t.unit, t.destination, t.state,
                   s.accepted_at, s.deadline, NULL::timestamptz, t.attempts, t.troubles, t.row_name, t.problem, NULL::text,
                   t.reference, t.ended_at, NULL::text, NULL::text, NULL::text, NULL::timestamptz, NULL::timestamptz
            FROM ended_transfer t JOIN submission s ON s.id = t.submission_id
            """;

    private final Reads reads;

    TransferReads(Reads reads) {
        this.reads = reads;
    }

    List<TransferView> page(TransferFilter filter, @Nullable Long afterId, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException(
                    "A page must have room for one transfer at least. Found: " + limit + ". Ask for 100.");
        }
        return reads.read(db -> page(db, filter, afterId == null ? 0 : afterId, limit));
    }

    /** Ids of open transfers that a person's act is meant for, oldest first. */
    List<Long> openIds(TransferFilter filter) {
        return reads.read(db -> {
            List<Object> parameters = new ArrayList<>();
            String where = where(filter, dossierTransfers(db, filter), 0, parameters);
            return db.ask(
                    "SELECT t.id FROM open_transfer t" + where + " ORDER BY t.id",
                    row -> row.getLong(1),
                    parameters.toArray());
        });
    }

    private static List<TransferView> page(Session db, TransferFilter filter, long after, int limit)
            throws SQLException {
        String where;
        List<Object> parameters = new ArrayList<>();
        where = where(filter, dossierTransfers(db, filter), after, parameters);
        List<String> parts = new ArrayList<>();
        List<Object> all = new ArrayList<>();
        if (filter.states().isEmpty() || !ENDED.containsAll(filter.states())) {
            parts.add("(" + OPEN + where + " ORDER BY t.id LIMIT " + limit + ")");
            all.addAll(parameters);
        }
        if (filter.states().isEmpty() || filter.states().stream().anyMatch(ENDED::contains)) {
            parts.add("(" + DONE + where + " ORDER BY t.id LIMIT " + limit + ")");
            all.addAll(parameters);
        }
        String sql =
                parts.size() == 1 ? parts.get(0) : String.join(" UNION ALL ", parts) + " ORDER BY 1 LIMIT " + limit;
        return db.ask(sql, TransferReads::view, all.toArray());
    }

    /**
     * The condition for one of the two tables. A dossier is found through its submissions, whose transfers have the ids that follow theirs;
     * a time is found through the ids, which are ordered by time: so neither needs an index of its own.
     */
    private static String where(
            TransferFilter filter, @Nullable List<Long> dossierTransfers, long after, List<Object> parameters) {
        List<String> conditions = new ArrayList<>(List.of("t.id > ?"));
        Instant since = filter.since();
        parameters.add(since == null ? (Long) after : (Long) Math.max(after, IdMint.firstAt(since) - 1));
        Long id = filter.id();
        if (id != null) {
            conditions.add("t.id = ?");
            parameters.add(id);
        }
        if (dossierTransfers != null) {
            Rows ids = new Rows("int8");
            dossierTransfers.forEach(ids::add);
            conditions.add("t.id = ANY (?::int8[])");
            parameters.add(ids);
        }
        if (filter.unit() != null) {
            conditions.add("t.unit = ?");
            parameters.add(filter.unit());
        }
        if (filter.destination() != null) {
            conditions.add("t.destination = ?");
            parameters.add(filter.destination());
        }
        if (!filter.states().isEmpty()) {
            conditions.add("t.state = ANY (?::text[])");
            parameters.add(filter.states().stream().map(Enum::name).collect(Collectors.toSet()));
        }
        return " WHERE " + String.join(" AND ", conditions);
    }

    private static @Nullable List<Long> dossierTransfers(Session db, TransferFilter filter) throws SQLException {
        String code = filter.dossierCode();
        if (code == null) {
            return null;
        }
        return db.ask(
                """
                SELECT s.id + n FROM dossier d JOIN submission s ON s.dossier_id = d.id
                CROSS JOIN LATERAL generate_series(1, cardinality(s.owed)) AS n
                WHERE d.code = ?
                """,
                row -> row.getLong(1),
                code);
    }

    static TransferView view(ResultSet row) throws SQLException {
        return new TransferView(
                row.getLong(1),
                row.getLong(2),
                row.getString(3),
                row.getString(4),
                row.getInt(5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                TransferState.valueOf(row.getString(9)),
                Objects.requireNonNull(Lines.instant(row, 10)),
                Lines.instant(row, 11),
                Lines.instant(row, 12),
                row.getInt(13),
                row.getInt(14),
                row.getString(15),
                row.getString(16),
                row.getString(17),
                row.getString(18),
                Lines.instant(row, 19),
                hold(row));
    }

    private static TransferView.@Nullable HeldBy hold(ResultSet row) throws SQLException {
        String name = row.getString(20);
        return name == null
                ? null
                : new TransferView.HeldBy(
                        name,
                        row.getString(21),
                        row.getString(22),
                        Objects.requireNonNull(Lines.instant(row, 23)),
                        Lines.instant(row, 24));
    }
}
