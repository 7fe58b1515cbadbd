package vn.lienthong.hub.journal;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The audit of a journal in PostgreSQL. */
final class PostgresAudit implements Audit {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresAudit.class);

    /** Entries compared in one snapshot: short, so that the database may go on tidying up. */
    private static final int ENTRIES = 4_000;

    private static final String HEADS =
            """
            SELECT n.number, a.number, a.link FROM node n
            CROSS JOIN LATERAL (SELECT number, link FROM audit WHERE node = n.number ORDER BY number DESC LIMIT 1) a ORDER BY 1
            """;

    private static final String UNLINKED = "SELECT entries FROM audit WHERE number = 1";

    private static final String SENT =
            """
            SELECT s.accepted_at, CASE WHEN s.superseded THEN 'superseded' ELSE 'accepted' END, s.source, s.id,
                   'revision ' || s.revision || ', procedure ' || s.procedure || ', unit ' || s.unit || ', ' || s.size || ' bytes, content '
                       || encode(s.fingerprint, 'hex') || ', owed to ' || coalesce(nullif(array_to_string(s.owed, ', '), ''), 'nobody')
            FROM submission s JOIN dossier d ON d.id = s.dossier_id WHERE d.code = ?
            """;

    private static final String REFUSED =
            """
            SELECT received_at, 'refused', source, id, array_to_string(problems, ' ') FROM refused WHERE dossier_code = ?
            """;

    private static final String DONE =
            """
            SELECT e.at, e.kind, coalesce(e.who, 'the hub'), e.transfer_id,
                   'to ' || t.destination || coalesce(', ' || e.row_name, '')
                       || coalesce(': ' || coalesce(e.problem, e.reference), '')
            FROM dossier d JOIN submission s ON s.dossier_id = d.id
            CROSS JOIN LATERAL (
                SELECT s.id + n AS id, s.owed[n] AS destination FROM generate_series(1, cardinality(s.owed)) AS n
                UNION ALL
                SELECT r.id, r.destination FROM resent r WHERE r.submission_id = s.id) AS t
            JOIN event e ON e.transfer_id = t.id
            WHERE d.code = ? ORDER BY e.cursor
            """;

    private final Reads reads;
    private final AuditChain chain;
    private final Clock clock;
    private final boolean keyed;

    PostgresAudit(Reads reads, AuditChain chain, Clock clock, boolean keyed) {
        this.reads = reads;
        this.chain = chain;
        this.clock = clock;
        this.keyed = keyed;
    }

    @Override
    public Report verify(Wanted wanted, Watcher watcher) {
        AuditFindings findings = new AuditFindings();
        AuditAnchors anchors = AuditAnchors.read(wanted.anchors());
        AuditChain.Head own = chain.head();
        anchors.add(new AuditAnchors.Anchor(own.node(), own.number(), own.link(), "by the running hub"));
        long total = reads.read(db -> db.ask(HEADS, row -> row.getLong(2))).stream()
                .mapToLong(Long::longValue)
                .sum();
        AuditChains chains = new AuditChains(chain.key(), findings, anchors);
        AuditWindow window = new AuditWindow(findings, chains);
        long at = reads.read(db -> chains.begin(db, wanted.since()));
        long entries = 0;
        for (boolean more = true; more; ) {
            Round round = reads.read(new Step(chains, window, at)::take);
            at = round.upTo;
            entries += round.entries;
            more = round.more;
            watcher.at(chains.links(), Math.max(total, chains.links()), entries);
        }
        window.end();
        findings.settle();
        chains.end();
        ArchiveChecks archives = new ArchiveChecks(findings);
        reads.read(db -> archives.check(db, wanted.archives()));
        List<Finding> told = reads.read(findings::told);
        return new Report(
                told,
                findings.count(),
                chains.links(),
                entries,
                anchors.size() - 1,
                archives.checked(),
                archives.notes(),
                unlinkedUntil(),
                keyed);
    }

    private record Round(long upTo, long entries, boolean more) {}

    /** What is done in one snapshot. */
    private record Step(AuditChains chains, AuditWindow window, long after) {
        Round take(Session db) throws SQLException {
            List<AuditChains.Proven> links = chains.next(db, ENTRIES);
            long entries =
                    links.stream().mapToLong(link -> link.entries().size()).sum();
            boolean more = entries + links.size() >= ENTRIES;
            long upTo = more ? Math.max(after, links.get(links.size() - 1).last()) : Long.MAX_VALUE;
            window.compare(db, links, after, upTo);
            return new Round(upTo, entries, more);
        }
    }

    @Override
    public List<Line> show(String dossierCode) {
        return reads.read(db -> {
            List<Line> lines = new ArrayList<>();
            for (String sql : new String[] {SENT, REFUSED, DONE}) {
                lines.addAll(db.ask(
                        sql,
                        row -> new Line(
                                Objects.requireNonNull(Lines.instant(row, 1)),
                                row.getString(2),
                                row.getString(3),
                                row.getLong(4),
                                row.getString(5)),
                        dossierCode));
            }
            lines.sort(Comparator.comparing(Line::at));
            return List.copyOf(lines);
        });
    }

    @Override
    public synchronized List<String> anchor(Path file) {
        AuditAnchors anchors = AuditAnchors.read(file);
        List<AuditChain.Head> fresh = new ArrayList<>();
        List<AuditChain.Head> heads = reads.read(
                db -> db.ask(HEADS, row -> new AuditChain.Head(row.getInt(1), row.getLong(2), row.getBytes(3))));
        for (AuditChain.Head head : heads) {
            AuditAnchors.Anchor noted = anchors.newest(head.node());
            if (noted == null || noted.number() < head.number()) {
                fresh.add(head);
            } else if (noted.number() > head.number()) {
                LOG.error(
                        "The journal's audit is older than what was noted of it. Found: link {} of node {}, and link {} {}."
                                + " Run: audit verify",
                        head.number(),
                        head.node(),
                        noted.number(),
                        noted.where());
            }
        }
        if (!fresh.isEmpty()) {
            anchors.append(file, clock.instant(), fresh);
        }
        return fresh.stream().map(AuditAnchors::text).toList();
    }

    private @Nullable Instant unlinkedUntil() {
        long last = 0;
        for (byte[] packed : reads.read(db -> db.ask(UNLINKED, row -> row.getBytes(1)))) {
            List<AuditEntry> entries = AuditEntry.unpack(packed);
            if (entries != null && !entries.isEmpty()) {
                last = Math.max(last, entries.get(0).id());
            }
        }
        return last == 0 ? null : IdMint.at(last);
    }
}
