package vn.lienthong.hub.journal;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Compares rows with entries, range of ids by range. A row may be seen before its entry, because another node's batch was committed
 * later: such rows are kept aside, and what is left of them at the end was put there by somebody else.
 */
final class AuditWindow {
    /** Rows of one table that are looked at together. */
    private static final int ROWS = 20_000;

    private static final int ASIDE = 50_000;

    private static final Comparator<Key> BY_ID =
            Comparator.comparingLong(Key::id).thenComparing(Key::kind);

    private final AuditFindings findings;
    private final AuditChains chains;
    private final TreeMap<Key, List<AuditRows.Row>> aside = new TreeMap<>(BY_ID);
    private final Map<Integer, Long> cursors = new HashMap<>();
    private int rowsAside;

    private record Key(AuditKind kind, long id) {}

    AuditWindow(AuditFindings findings, AuditChains chains) {
        this.findings = findings;
        this.chains = chains;
    }

    /** Compares the rows after one id and up to another, and what the links say, whose ids are not beyond. */
    void compare(Session db, List<AuditChains.Proven> links, long after, long upTo) throws SQLException {
        Iterator<AuditChains.Proven> next = links.iterator();
        AuditChains.@Nullable Proven link = next.hasNext() ? next.next() : null;
        for (long from = after; from < upTo; ) {
            long to = look(db, from, upTo);
            while (link != null && link.last() <= to) {
                compare(link);
                link = next.hasNext() ? next.next() : null;
            }
            AuditPresence.check(db, findings, from, to);
            from = to;
        }
        ends(db, links);
        trim();
    }

    /** What is left belongs to no link. */
    void end() {
        aside.forEach((key, rows) -> rows.forEach(this::extra));
        aside.clear();
        rowsAside = 0;
    }

    /** Reads rows and puts them aside; gives the id up to which all of them are there. */
    private long look(Session db, long after, long upTo) throws SQLException {
        long to = upTo;
        Map<AuditKind, List<AuditRows.Row>> found = new TreeMap<>();
        for (AuditKind kind : AuditRows.OWN) {
            List<AuditRows.Row> rows = AuditRows.between(db, kind, after, to, ROWS + 1);
            if (rows.size() > ROWS) {
                // All rows of one id are compared together; more than that of one id never come from the hub.
                long whole = rows.get(ROWS).id() - 1;
                to = Math.min(to, whole > after ? whole : rows.get(ROWS).id());
            }
            found.put(kind, rows);
        }
        Map<Long, Long> blocks = new HashMap<>();
        for (List<AuditRows.Row> rows : found.values()) {
            for (AuditRows.Row row : rows) {
                if (row.id() <= to && !chains.isBefore(row.id())) {
                    aside.computeIfAbsent(new Key(row.kind(), row.id()), key -> new ArrayList<>(1))
                            .add(row);
                    rowsAside++;
                    if (row.block() != null) {
                        blocks.put(row.block(), row.transfer() == 0 ? row.id() : row.transfer());
                    }
                }
            }
        }
        AuditPresence.blocks(db, findings, blocks);
        return to;
    }

    private void compare(AuditChains.Proven link) {
        List<AuditEntry> events = new ArrayList<>();
        for (AuditEntry entry : link.entries()) {
            if (entry.kind() == AuditKind.EVENT) {
                events.add(entry);
            } else if (AuditRows.OWN.contains(entry.kind())) {
                List<AuditRows.Row> rows = take(entry.kind(), entry.id());
                if (rows.isEmpty()) {
                    findings.row(Audit.Fault.MISSING, entry.kind(), entry.id(), entry.id(), 0);
                } else if (!Arrays.equals(rows.get(0).digest(), entry.digest())) {
                    findings.row(Audit.Fault.ALTERED, entry.kind(), entry.id(), entry.id(), 0);
                }
            }
        }
        Long id = link.link().eventId();
        if (id != null) {
            events(link.link().node(), id, events, take(AuditKind.EVENT, id));
        }
    }

    private List<AuditRows.Row> take(AuditKind kind, long id) {
        List<AuditRows.Row> rows = Objects.requireNonNullElse(aside.remove(new Key(kind, id)), List.of());
        rowsAside -= rows.size();
        return rows;
    }

    /**
     * The events of a batch share its id. Each row is paired with an entry that is equal, then with one of the same transfer that has none;
     * what has no partner is missing, or extra.
     */
    private void events(int node, long id, List<AuditEntry> entries, List<AuditRows.Row> rows) {
        boolean inOrder = entries.size() == rows.size();
        for (int i = 0; inOrder && i < rows.size(); i++) {
            inOrder = Arrays.equals(entries.get(i).digest(), rows.get(i).digest());
        }
        if (!inOrder) {
            List<AuditEntry> without = new ArrayList<>(entries);
            List<AuditRows.Row> left = new ArrayList<>(rows);
            boolean equalRows = left.removeIf(row -> without.remove(equal(without, row)));
            for (AuditRows.Row row : left) {
                AuditEntry partner = partner(without, row);
                findings.row(
                        partner == null ? Audit.Fault.EXTRA : Audit.Fault.ALTERED,
                        AuditKind.EVENT,
                        id,
                        id,
                        partner == null ? row.transfer() : partner.id());
                without.remove(partner);
            }
            without.forEach(entry -> findings.row(Audit.Fault.MISSING, AuditKind.EVENT, id, id, entry.id()));
            if (equalRows && left.isEmpty() && without.isEmpty() && entries.size() == rows.size()) {
                swapped(id, entries, rows);
            }
        }
        order(node, id, rows);
    }

    private static @Nullable AuditEntry equal(List<AuditEntry> entries, AuditRows.Row row) {
        return entries.stream()
                .filter(entry -> Arrays.equals(entry.digest(), row.digest()))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable AuditEntry partner(List<AuditEntry> entries, AuditRows.Row row) {
        return entries.stream()
                .filter(entry -> entry.id() == row.transfer())
                .findFirst()
                .orElse(entries.isEmpty() ? null : entries.get(0));
    }

    /** All there and unaltered, but in another order. */
    private void swapped(long id, List<AuditEntry> entries, List<AuditRows.Row> rows) {
        for (int i = 0; i < rows.size(); i++) {
            if (!Arrays.equals(entries.get(i).digest(), rows.get(i).digest())) {
                findings.row(
                        Audit.Fault.ALTERED,
                        AuditKind.EVENT,
                        id,
                        id,
                        rows.get(i).transfer());
                return;
            }
        }
    }

    /** Cursors of a batch have no gap, and those of a node only grow. */
    private void order(int node, long id, List<AuditRows.Row> rows) {
        long before = cursors.getOrDefault(node, 0L);
        for (int i = 0; i < rows.size(); i++) {
            long cursor = rows.get(i).cursor();
            boolean wrong =
                    i == 0 ? cursor <= before : cursor != rows.get(i - 1).cursor() + 1;
            if (wrong) {
                findings.other(
                        Audit.Fault.ALTERED,
                        AuditKind.EVENT.table,
                        id,
                        id,
                        "the cursor of event " + vn.lienthong.hub.vocabulary.Ids.text(id) + " of transfer "
                                + vn.lienthong.hub.vocabulary.Ids.text(
                                        Math.max(0, rows.get(i).transfer()))
                                + " was altered, or an event before it was taken away");
                break;
            }
        }
        if (!rows.isEmpty()) {
            cursors.put(node, rows.get(rows.size() - 1).cursor());
        }
    }

    /** Ends of transfers have the ids of older batches: they are looked up one by one. */
    private void ends(Session db, List<AuditChains.Proven> links) throws SQLException {
        Map<Long, AuditEntry> ends = new HashMap<>();
        Map<Long, Long> positions = new HashMap<>();
        for (AuditChains.Proven link : links) {
            for (AuditEntry entry : link.entries()) {
                if (entry.kind() == AuditKind.END) {
                    ends.put(entry.id(), entry);
                    positions.put(entry.id(), link.last());
                }
            }
        }
        if (ends.isEmpty()) {
            return;
        }
        for (AuditRows.Row row : AuditRows.ends(db, ends.keySet())) {
            AuditEntry entry = Objects.requireNonNull(ends.remove(row.id()));
            if (!Arrays.equals(entry.digest(), row.digest())) {
                findings.row(
                        Audit.Fault.ALTERED, AuditKind.END, row.id(), positions.getOrDefault(row.id(), 0L), row.id());
            }
        }
        ends.keySet()
                .forEach(
                        id -> findings.row(Audit.Fault.MISSING, AuditKind.END, id, positions.getOrDefault(id, 0L), id));
    }

    /** So many rows do not wait for a batch under way: the oldest ones were put there. */
    private void trim() {
        while (rowsAside > ASIDE) {
            List<AuditRows.Row> rows =
                    Objects.requireNonNull(aside.pollFirstEntry()).getValue();
            rows.forEach(this::extra);
            rowsAside -= rows.size();
        }
    }

    private void extra(AuditRows.Row row) {
        findings.row(Audit.Fault.EXTRA, row.kind(), row.id(), row.id(), row.transfer());
    }
}
