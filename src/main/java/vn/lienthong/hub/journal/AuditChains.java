package vn.lienthong.hub.journal;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** The chains of all nodes, read and proven link by link, and given in the order in which ids were made. */
final class AuditChains {
    /** Links read at once of a node: some hundred kilobytes. */
    private static final int PAGE = 20;

    private final SecretKeySpec key;
    private final AuditFindings findings;
    private final AuditAnchors anchors;
    private final Map<Integer, Chain> chains = new TreeMap<>();
    private long links;

    /** A link with what it says. {@code last}: the greatest id that its batch made. */
    record Proven(AuditLink link, List<AuditEntry> entries, long last) {}

    /** Where reading stands in one chain. {@code bound}: rows of this node up to here are not looked at. */
    private static final class Chain {
        final Deque<Proven> ahead = new ArrayDeque<>();
        long read;
        long last;
        long bound;
        /** What the next link may follow; empty when that is not known. */
        List<byte[]> before = List.of(AuditLink.NOTHING);
    }

    AuditChains(SecretKeySpec key, AuditFindings findings, AuditAnchors anchors) {
        this.key = key;
        this.findings = findings;
        this.anchors = anchors;
    }

    /** Finds where each chain begins. Gives the id after which rows are compared. */
    long begin(Session db, @Nullable Instant since) throws SQLException {
        for (int node : nodes(db)) {
            chain(node);
            List<AuditLink> before = since == null
                    ? List.of()
                    : db.ask(
                            AuditLink.SELECT
                                    + " WHERE node = ? AND number < coalesce((SELECT min(number) FROM audit WHERE node = ?"
                                    + " AND at >= moment(?)), 9223372036854775807) ORDER BY number DESC LIMIT 1",
                            AuditLink::read,
                            node,
                            node,
                            since.toEpochMilli());
            if (!before.isEmpty()) {
                goOnAfter(chain(node), before.get(0));
            } else {
                chain(node).bound = beginning(db, node);
            }
        }
        long least = chains.values().stream()
                .mapToLong(chain -> chain.bound)
                .filter(bound -> bound > 0)
                .min()
                .orElse(0);
        return least;
    }

    private static void goOnAfter(Chain chain, AuditLink link) {
        List<AuditEntry> entries = Objects.requireNonNullElse(AuditEntry.unpack(link.entries()), List.of());
        chain.read = link.number();
        chain.bound = last(link, entries, 0);
        chain.last = chain.bound;
        chain.before = List.of(link.link());
    }

    /** The greatest id that a node's chain says was there before it. */
    private static long beginning(Session db, int node) throws SQLException {
        List<AuditLink> first = db.ask(AuditLink.SELECT + " WHERE node = ? AND number = 1", AuditLink::read, node);
        List<AuditEntry> entries =
                first.isEmpty() ? null : AuditEntry.unpack(first.get(0).entries());
        return entries == null
                ? 0
                : entries.stream()
                        .filter(entry -> entry.kind() == AuditKind.BEGINNING)
                        .mapToLong(AuditEntry::id)
                        .findFirst()
                        .orElse(0);
    }

    /** The next links in order, until they have so many entries; fewer when there are no more now. */
    List<Proven> next(Session db, int entries) throws SQLException {
        for (int node : nodes(db)) {
            chain(node);
        }
        List<Proven> next = new ArrayList<>();
        int have = 0;
        while (have < entries) {
            Chain least = null;
            for (Map.Entry<Integer, Chain> one : chains.entrySet()) {
                Chain chain = one.getValue();
                if (chain.ahead.isEmpty()) {
                    read(db, one.getKey(), chain);
                }
                Proven first = chain.ahead.peek();
                if (first != null
                        && (least == null || first.last() < head(least).last())) {
                    least = chain;
                }
            }
            if (least == null) {
                break;
            }
            Proven link = least.ahead.remove();
            next.add(link);
            have += link.entries().size() + 1;
        }
        return next;
    }

    /** Whether a row of that id is of a time that no chain speaks of. */
    boolean isBefore(long id) {
        Chain chain = chains.get((int) (id >> 16 & 63));
        return chain != null && id <= chain.bound;
    }

    /** Chains that have no end that was noted elsewhere. */
    void end() {
        chains.forEach((node, chain) -> {
            AuditAnchors.Anchor noted = anchors.newest(node);
            if (noted != null && noted.number() > chain.read) {
                findings.other(
                        Audit.Fault.TAIL_CUT_OFF,
                        "audit",
                        chain.read + 1,
                        chain.last + 1,
                        "the chain of node " + node + " ends with link " + chain.read + "; link " + noted.number()
                                + " was noted " + noted.where());
            }
        });
        anchors.nodes().stream().filter(node -> !chains.containsKey(node)).forEach(node -> {
            AuditAnchors.Anchor noted = Objects.requireNonNull(anchors.newest(node));
            findings.other(
                    Audit.Fault.TAIL_CUT_OFF,
                    "audit",
                    1,
                    0,
                    "node " + node + " has no chain; link " + noted.number() + " was noted " + noted.where());
        });
    }

    long links() {
        return links;
    }

    private static Proven head(Chain chain) {
        return chain.ahead.element();
    }

    private Chain chain(int node) {
        return chains.computeIfAbsent(node, key -> new Chain());
    }

    /** Jumps from node to node instead of reading all links. */
    private static List<Integer> nodes(Session db) throws SQLException {
        return db.ask(
                """
                WITH RECURSIVE nodes(node) AS (
                    (SELECT node FROM audit ORDER BY node LIMIT 1)
                    UNION ALL
                    SELECT (SELECT a.node FROM audit a WHERE a.node > n.node ORDER BY a.node LIMIT 1) FROM nodes n WHERE n.node IS NOT NULL)
                SELECT node FROM nodes WHERE node IS NOT NULL
                """,
                row -> row.getInt(1));
    }

    private void read(Session db, int node, Chain chain) throws SQLException {
        List<AuditLink> page = db.ask(
                AuditLink.SELECT + " WHERE node = ? AND number > ? ORDER BY number LIMIT ?",
                AuditLink::read,
                node,
                chain.read,
                PAGE);
        for (AuditLink link : page) {
            prove(chain, link);
        }
    }

    private void prove(Chain chain, AuditLink link) {
        if (link.number() != chain.read + 1) {
            findings.other(
                    Audit.Fault.LINK_MISSING,
                    "audit",
                    chain.read + 1,
                    chain.last + 1,
                    "link " + (chain.read + 1)
                            + (link.number() == chain.read + 2 ? "" : " to " + (link.number() - 1)) + " of node "
                            + link.node() + " was taken away");
            chain.before = List.of();
        }
        List<AuditEntry> entries = AuditEntry.unpack(link.entries());
        long last = last(link, Objects.requireNonNullElse(entries, List.of()), chain.last);
        byte[] made = chain.before.isEmpty() ? link.link() : AuditLink.link(key, chain.before.get(0), link);
        boolean holds = entries != null && Arrays.equals(made, link.link());
        for (int i = 1; !holds && entries != null && i < chain.before.size(); i++) {
            holds = Arrays.equals(AuditLink.link(key, chain.before.get(i), link), link.link());
        }
        if (!holds) {
            findings.other(
                    Audit.Fault.CHAIN_BROKEN,
                    "audit",
                    link.number(),
                    last,
                    "link " + link.number() + " of node " + link.node() + ", written "
                            + vn.lienthong.hub.vocabulary.Times.text(link.at())
                            + ", is not what the hub wrote, or does not follow the link before it");
        } else {
            compare(link, last);
        }
        // After a link that was altered the next one tells which part of it is still right.
        chain.before = holds ? List.of(link.link()) : List.of(link.link(), made);
        chain.read = link.number();
        chain.last = last;
        chain.ahead.add(new Proven(link, Objects.requireNonNullElse(entries, List.of()), last));
        links++;
    }

    private void compare(AuditLink link, long last) {
        AuditAnchors.Anchor noted = anchors.at(link.node(), link.number());
        if (noted != null && !Arrays.equals(noted.link(), link.link())) {
            findings.other(
                    Audit.Fault.TAIL_CUT_OFF,
                    "audit",
                    link.number(),
                    last,
                    "link " + link.number() + " of node " + link.node() + " is another one than was noted "
                            + noted.where() + ": the journal was put back to an earlier state, and went on from there");
        }
    }

    private static long last(AuditLink link, List<AuditEntry> entries, long atLeast) {
        long last = Math.max(atLeast, Objects.requireNonNullElse(link.eventId(), 0L));
        for (AuditEntry entry : entries) {
            if (entry.kind() != AuditKind.END && entry.kind() != AuditKind.EVENT) {
                last = Math.max(last, entry.id());
            }
        }
        return last;
    }
}
