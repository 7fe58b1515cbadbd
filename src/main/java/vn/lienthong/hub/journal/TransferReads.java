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
                   t.held_reference, NULL::timestamptz AS ended_at, t.problem_code, h.name, h.who, h.why, h.since, h.until
            FROM open_transfer t LEFT JOIN hold h ON h.id = t.hold_id
            """;

    static final String DONE =
            """
            SELECT t.id, t.submission_id, s.source, s.dossier_code, s.revision, s.procedure, t.unit, t.destination, t.state,
                   s.accepted_at, s.deadline, NULL::timestamptz, t.attempts, t.troubles, t.row_name, t.problem, NULL::text,
                   t.reference, t.ended_at, t.problem_code, NULL::text, NULL::text, NULL::text, NULL::timestamptz, NULL::timestamptz
            FROM ended_transfer t JOIN submission s ON s.id = t.submission_id
            """;

    private static final String ENDED_IDS =
            "SELECT t.id FROM ended_transfer t JOIN submission s ON s.id = t.submission_id";

    /** The same resend was not made yet, nor is this the one that it made. */
    private static final String NOT_YET =
            "NOT EXISTS (SELECT FROM resent r WHERE r.submission_id = t.submission_id AND r.destination = t.destination AND r.act = ?)";

    private static final String LAST =
            "SELECT greatest((SELECT max(id) FROM open_transfer), (SELECT max(id) FROM ended_transfer), 0)";

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

    /** Ids between two, both left out, upwards or downwards. */
    record Range(long at, long bound, boolean down) {
        String condition() {
            return down ? "t.id < ?" : "t.id > ? AND t.id < " + bound;
        }

        String order() {
            return down ? "DESC" : "ASC";
        }
    }

    /** The greatest id there is; 0 without any transfer. */
    long last() {
        return reads.read(db -> db.ask(LAST, row -> row.getLong(1)).get(0));
    }

    /** Ids of the next transfers of a range that a person's act is meant for. */
    List<Long> meant(Act act, Range range, int limit) {
        return reads.read(db -> {
            TransferFilter filter = act.filter();
            List<Long> ofDossier = dossierTransfers(db, filter);
            List<String> parts = new ArrayList<>();
            List<Object> all = new ArrayList<>();
            for (boolean ended : new boolean[] {false, true}) {
                if (asksFor(filter, ended)) {
                    Conditions conditions = new Conditions().add(range.condition(), range.at());
                    conditions.addFilter(filter, ofDossier, ended);
                    if (act.kind() == Act.Kind.RESEND && ended) {
                        conditions.add(NOT_YET, act.name());
                    }
                    String from = ended ? ENDED_IDS : "SELECT t.id FROM open_transfer t";
                    parts.add("(" + from + conditions.where() + " ORDER BY t.id " + range.order() + " LIMIT " + limit
                            + ")");
                    all.addAll(conditions.parameters);
                }
            }
            String sql = "SELECT id FROM (" + String.join(" UNION ALL ", parts) + ") x ORDER BY id " + range.order()
                    + " LIMIT " + limit;
            return db.ask(sql, row -> row.getLong(1), all.toArray());
        });
    }

    private static boolean asksFor(TransferFilter filter, boolean ended) {
        return filter.states().isEmpty() || filter.states().stream().anyMatch(state -> ENDED.contains(state) == ended);
    }

    static List<TransferView> page(Session db, TransferFilter filter, long after, int limit) throws SQLException {
        List<Long> ofDossier = dossierTransfers(db, filter);
        List<String> parts = new ArrayList<>();
        List<Object> all = new ArrayList<>();
        for (boolean ended : new boolean[] {false, true}) {
            if (asksFor(filter, ended)) {
                Conditions conditions = new Conditions().add("t.id > ?", after);
                conditions.addFilter(filter, ofDossier, ended);
                parts.add("(" + (ended ? DONE : OPEN) + conditions.where() + " ORDER BY t.id LIMIT " + limit + ")");
                all.addAll(conditions.parameters);
            }
        }
        String sql =
                parts.size() == 1 ? parts.get(0) : String.join(" UNION ALL ", parts) + " ORDER BY 1 LIMIT " + limit;
        return db.ask(sql, TransferReads::view, all.toArray());
    }

    /**
     * The condition for one of the two tables. A dossier is found through its submissions, whose transfers have the ids that follow theirs;
     * a time is found through the ids, which are ordered by time: so neither needs an index of its own.
     */
    private static final class Conditions {
        final List<Object> parameters = new ArrayList<>();
        private final List<String> conditions = new ArrayList<>();

        Conditions add(String condition, @Nullable Object parameter) {
            if (parameter != null) {
                conditions.add(condition);
                parameters.add(parameter);
            }
            return this;
        }

        void addFilter(TransferFilter filter, @Nullable List<Long> ofDossier, boolean ended) {
            Instant since = filter.since();
            Instant until = filter.until();
            add("t.id = ?", filter.id());
            if (ofDossier != null) {
                Rows ids = new Rows("int8");
                ofDossier.forEach(ids::add);
                add("t.id = ANY (?::int8[])", ids);
            }
            add("t.id >= ?", since == null ? null : (Long) IdMint.firstAt(since));
            add("t.id < ?", until == null ? null : (Long) IdMint.firstAt(until));
            add("t.unit = ?", filter.unit());
            add("t.destination = ?", filter.destination());
            add(ended ? "s.procedure = ?" : "t.procedure = ?", filter.procedure());
            add("t.row_name = ?", filter.row());
            add("t.problem_code = ?", filter.problem());
            // What has ended waits under no code.
            add(ended ? "?::text IS NULL" : "t.unmapped_code = ?", filter.unmapped());
            if (!filter.states().isEmpty()) {
                add(
                        "t.state = ANY (?::text[])",
                        filter.states().stream().map(Enum::name).collect(Collectors.toSet()));
            }
        }

        String where() {
            return " WHERE " + String.join(" AND ", conditions);
        }
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
                UNION ALL
                SELECT r.id FROM dossier d JOIN resent r ON r.dossier_id = d.id WHERE d.code = ?
                """,
                row -> row.getLong(1),
                code,
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
                row.getString(20),
                hold(row));
    }

    private static TransferView.@Nullable HeldBy hold(ResultSet row) throws SQLException {
        String name = row.getString(21);
        return name == null
                ? null
                : new TransferView.HeldBy(
                        name,
                        row.getString(22),
                        row.getString(23),
                        Objects.requireNonNull(Lines.instant(row, 24)),
                        Lines.instant(row, 25));
    }
}
