package vn.lienthong.hub.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rows that the audit is about, read with the facts that their entries are digests of. */
final class AuditRows {
    /** Types of columns: l whole number, t text, b truth value, y bytes. */
    private record Columns(String select, String types) {}

    private static final Map<AuditKind, Columns> FACTS = Map.of(
            AuditKind.SUBMISSION,
            new Columns(
                    "id, dossier_id, source, dossier_code, revision, procedure, unit, superseded, "
                            + micros("accepted_at")
                            + ", CASE WHEN isfinite(deadline) THEN " + micros("deadline")
                            + " END, fingerprint, array_to_string(owed, ','), block, block_at, size",
                    "llttlttbllytlll"),
            AuditKind.REFUSED,
            new Columns(
                    "id, source, dossier_code, " + micros("received_at")
                            + ", array_to_string(problems, E'\\x1f'), block, block_at, size",
                    "lttltlll"),
            AuditKind.EVENT,
            new Columns(
                    "id, " + micros("at")
                            + ", source, submission_id, transfer_id, kind, row_name, who, reference, problem, block, block_at, size",
                    "lltlltttttlll"),
            AuditKind.END,
            new Columns(
                    "id, submission_id, destination, unit, state, attempts, troubles, row_name, problem, reference, "
                            + micros("ended_at"),
                    "lltttlltttl"),
            AuditKind.ARCHIVE,
            new Columns("id, file, sha256, bytes, lines, " + micros("at"), "lttlll"),
            AuditKind.RETIRED,
            new Columns("id, block, " + micros("at") + ", archive", "llll"));

    /** Kinds whose rows have ids made by the batch that wrote them. */
    static final List<AuditKind> OWN =
            List.of(AuditKind.SUBMISSION, AuditKind.REFUSED, AuditKind.EVENT, AuditKind.ARCHIVE, AuditKind.RETIRED);

    private AuditRows() {}

    /** A row. {@code cursor} and {@code transfer} are those of an event; {@code block}: where its body is or was, if it has one. */
    record Row(AuditKind kind, long id, byte[] digest, long cursor, long transfer, @Nullable Long block) {}

    /** How a transfer ended. */
    record End(
            String state,
            int attempts,
            int troubles,
            @Nullable String row,
            @Nullable String problem,
            @Nullable String reference,
            Instant at) {}

    /** The entry of a transfer's end. */
    static AuditEntry end(long transfer, long submission, String destination, String unit, End end) {
        return AuditEntry.of(
                AuditKind.END,
                transfer,
                transfer,
                submission,
                destination,
                unit,
                end.state,
                end.attempts,
                end.troubles,
                end.row,
                end.problem,
                end.reference,
                AuditEntry.micros(end.at));
    }

    /** Rows whose ids lie after one and up to another, in order, not more than {@code limit}. */
    static List<Row> between(Session db, AuditKind kind, long after, long upTo, int limit) throws SQLException {
        String order = kind == AuditKind.EVENT ? "id, cursor" : "id";
        return db.ask(
                select(kind) + " WHERE id > ? AND id <= ? ORDER BY " + order + " LIMIT ?",
                row -> row(kind, row),
                after,
                upTo,
                limit);
    }

    /** Ends of transfers. */
    static List<Row> ends(Session db, Collection<Long> transfers) throws SQLException {
        Rows ids = new Rows("int8");
        transfers.forEach(ids::add);
        return db.ask(select(AuditKind.END) + " WHERE id = ANY (?::int8[])", row -> row(AuditKind.END, row), ids);
    }

    private static String select(AuditKind kind) {
        Columns columns = columns(kind);
        return "SELECT " + columns.select + (kind == AuditKind.EVENT ? ", cursor" : "") + " FROM " + kind.table;
    }

    private static Columns columns(AuditKind kind) {
        Columns columns = FACTS.get(kind);
        if (columns == null) {
            throw new IllegalArgumentException(kind.name());
        }
        return columns;
    }

    private static Row row(AuditKind kind, ResultSet row) throws SQLException {
        String types = columns(kind).types;
        List<@Nullable Object> facts = new ArrayList<>(types.length());
        for (int i = 1; i <= types.length(); i++) {
            facts.add(fact(types.charAt(i - 1), row, i));
        }
        boolean event = kind == AuditKind.EVENT;
        int block = block(kind, types);
        return new Row(
                kind,
                row.getLong(1),
                AuditEntry.digest(facts.toArray()),
                event ? row.getLong(types.length() + 1) : 0,
                event ? row.getLong(5) : 0,
                block < 0 ? null : (Long) facts.get(block));
    }

    /** Which of the columns names the block of the body; negative: none. */
    private static int block(AuditKind kind, String types) {
        return switch (kind) {
            case SUBMISSION, REFUSED, EVENT -> types.length() - 3;
            default -> -1;
        };
    }

    private static @Nullable Object fact(char type, ResultSet row, int column) throws SQLException {
        switch (type) {
            case 'l':
                long number = row.getLong(column);
                return row.wasNull() ? null : (Object) number;
            case 'b':
                return row.getBoolean(column);
            case 'y':
                return row.getBytes(column);
            default:
                return row.getString(column);
        }
    }

    private static String micros(String column) {
        return "(extract(epoch FROM " + column + ") * 1000000)::int8";
    }
}
