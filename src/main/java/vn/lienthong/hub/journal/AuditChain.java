package vn.lienthong.hub.journal;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The chain of one node: each batch that wrote something down adds a link, in its own transaction. The key comes from that of the bodies:
 * whoever can write to the database and does not have the key cannot make a link. Written by the writer's thread alone; the head may be
 * read by any.
 */
final class AuditChain {
    private static final String INSERT =
            "INSERT INTO audit (node, number, at, event_id, entries, link) VALUES (?, ?, moment(?), ?, ?, ?)";

    private final int node;
    private final SecretKeySpec key;
    private List<AuditEntry> entries = new ArrayList<>();
    private @Nullable Long eventId;
    private @Nullable Head next;
    private volatile Head head;

    /** The newest link. */
    record Head(int node, long number, byte[] link) {}

    private AuditChain(int node, SecretKeySpec key, Head head) {
        this.node = node;
        this.key = key;
        this.head = head;
    }

    /**
     * Goes on with a node's chain, or begins it.
     *
     * @param db the writer's connection; what is put off here goes with its next commit
     * @param before the greatest id of what is there already and is not linked when the chain begins
     */
    static AuditChain open(Session db, int node, PayloadSeal seal, long before, Instant now) throws SQLException {
        List<Head> last = db.ask(
                "SELECT number, link FROM audit WHERE node = ? ORDER BY number DESC LIMIT 1",
                row -> new Head(node, row.getLong(1), row.getBytes(2)),
                node);
        if (!last.isEmpty()) {
            return new AuditChain(node, seal.auditKey(), last.get(0));
        }
        AuditChain chain = new AuditChain(node, seal.auditKey(), new Head(node, 0, AuditLink.NOTHING));
        chain.begin();
        chain.add(new AuditEntry(AuditKind.BEGINNING, before, new byte[AuditEntry.DIGEST]));
        chain.flush(db, now);
        db.commit();
        chain.committed();
        return chain;
    }

    /** Forgets what a batch that failed had noted. */
    void begin() {
        entries = new ArrayList<>();
        eventId = null;
        next = null;
    }

    void add(AuditEntry entry) {
        entries.add(entry);
    }

    /** An attempt or act of this batch, in the order of the cursors. */
    void addEvent(long id, AuditEntry event) {
        eventId = id;
        entries.add(event);
    }

    /** Sends the batch's link, if the batch wrote anything down. */
    void flush(Session db, Instant now) {
        if (entries.isEmpty()) {
            return;
        }
        byte[] packed = AuditEntry.pack(entries);
        AuditLink link = new AuditLink(node, head.number() + 1, now, eventId, packed, AuditLink.NOTHING);
        byte[] hash = AuditLink.link(key, head.link(), link);
        db.putOff(INSERT, node, link.number(), now.toEpochMilli(), eventId, packed, hash);
        next = new Head(node, link.number(), hash);
    }

    /** The batch is on the disk. */
    void committed() {
        Head written = next;
        if (written != null) {
            head = written;
            next = null;
        }
    }

    Head head() {
        return head;
    }

    SecretKeySpec key() {
        return key;
    }
}
