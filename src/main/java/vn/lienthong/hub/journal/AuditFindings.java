package vn.lienthong.hub.journal;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.vocabulary.Ids;

/** What a verification found so far; keeps the oldest ones and counts the others. */
final class AuditFindings {
    private static final int KEPT = 100;
    private static final int SUBJECTS = 10_000;
    private static final Comparator<Audit.Finding> OLDEST_FIRST =
            Comparator.comparingLong(Audit.Finding::position).thenComparing(Audit.Finding::table);

    private final List<Audit.Finding> kept = new ArrayList<>();
    /** What the findings are about, and what would follow from them alone. */
    private final Set<Long> subjects = new HashSet<>();

    private final List<Audit.Finding> following = new ArrayList<>();
    private final Map<Audit.Finding, Long> followsFrom = new HashMap<>();
    private long count;

    long count() {
        return count;
    }

    /** A row that is not as it was written down. */
    void row(Audit.Fault fault, AuditKind kind, long id, long position, long transfer) {
        add(of(fault, kind, id, position, transfer));
        if (subjects.size() < SUBJECTS) {
            subjects.add(id);
            subjects.add(transfer);
        }
    }

    static Audit.Finding of(Audit.Fault fault, AuditKind kind, long id, long position, long transfer) {
        String what =
                switch (fault) {
                    case ALTERED -> "was altered after it was written";
                    case MISSING -> "was taken away";
                    default -> "was put there by nobody who writes the journal";
                };
        String named = transfer == 0 || transfer == id
                ? kind.table + " " + Ids.text(Math.max(0, id))
                : kind.table + " " + Ids.text(Math.max(0, id)) + " of transfer " + Ids.text(Math.max(0, transfer));
        return new Audit.Finding(fault, kind.table, id, position, transfer, null, named + " " + what);
    }

    /** Something that is not as it must be beside other rows; it counts only if nothing is found about these. */
    void unless(long subject, Audit.Finding finding) {
        if (following.size() < SUBJECTS) {
            following.add(finding);
            followsFrom.put(finding, subject);
        }
    }

    /** All rows are compared. */
    void settle() {
        for (Audit.Finding finding : following) {
            if (!subjects.contains(followsFrom.getOrDefault(finding, 0L))) {
                add(finding);
            }
        }
        following.clear();
        followsFrom.clear();
    }

    void other(Audit.Fault fault, String table, long id, long position, String text) {
        add(new Audit.Finding(fault, table, id, position, 0, null, text));
    }

    private void add(Audit.Finding finding) {
        count++;
        kept.add(finding);
        if (kept.size() > 2 * KEPT) {
            kept.sort(OLDEST_FIRST);
            kept.subList(KEPT, kept.size()).clear();
        }
    }

    /** The oldest ones, each with its dossier as far as that can still be told. */
    List<Audit.Finding> told(Session db) throws SQLException {
        kept.sort(OLDEST_FIRST);
        List<Audit.Finding> told = new ArrayList<>();
        for (Audit.Finding finding : kept.subList(0, Math.min(KEPT, kept.size()))) {
            told.add(finding.of(dossier(db, finding)));
        }
        return List.copyOf(told);
    }

    private static @Nullable String dossier(Session db, Audit.Finding finding) throws SQLException {
        if (finding.table().equals(AuditKind.REFUSED.table)) {
            return first(
                    db.ask("SELECT dossier_code FROM refused WHERE id = ?", row -> row.getString(1), finding.id()));
        }
        boolean submission = finding.table().equals(AuditKind.SUBMISSION.table);
        long id = submission ? finding.id() : finding.transfer();
        if (id <= 0) {
            return null;
        }
        // The submission, or the one whose transfer it is; when that is gone, whoever else still knows.
        List<@Nullable String> codes = db.ask(
                """
                SELECT code FROM (
                    (SELECT 1 AS n, s.dossier_code AS code, s.id + cardinality(s.owed) AS upto FROM submission s WHERE s.id <= ?
                     ORDER BY s.id DESC LIMIT 1)
                    UNION ALL
                    SELECT 2, o.dossier_code, o.id FROM open_transfer o WHERE o.id IN (?, ? + 1)
                    UNION ALL
                    SELECT 3, d.code, s.latest_id FROM dossier_source s JOIN dossier d ON d.id = s.dossier_id
                    WHERE s.latest_id BETWEEN ? AND ? + 64) AS known
                WHERE upto >= ? ORDER BY n LIMIT 1
                """,
                row -> row.getString(1),
                id,
                id,
                id,
                id,
                id,
                id);
        return first(codes);
    }

    private static @Nullable String first(List<@Nullable String> found) {
        return found.isEmpty() ? null : found.get(0);
    }
}
