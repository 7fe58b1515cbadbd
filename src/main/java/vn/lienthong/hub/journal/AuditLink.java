package vn.lienthong.hub.journal;

import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.vocabulary.Sha256;

/** One link of a node's chain, as it stands in the table audit. */
record AuditLink(int node, long number, Instant at, @Nullable Long eventId, byte[] entries, byte[] link) {
    static final String SELECT = "SELECT node, number, at, event_id, entries, link FROM audit";

    /** What the first link of a chain follows. */
    static final byte[] NOTHING = new byte[32];

    /** The link of what a batch wrote down, after the one before. */
    static byte[] link(SecretKeySpec key, byte[] before, AuditLink batch) {
        Mac mac = Sha256.keyed(key);
        mac.update(before);
        mac.update(ByteBuffer.allocate(3 * Long.BYTES + Integer.BYTES)
                .putInt(batch.node)
                .putLong(batch.number)
                .putLong(batch.at.toEpochMilli())
                .putLong(Objects.requireNonNullElse(batch.eventId, -1L))
                .array());
        return mac.doFinal(batch.entries);
    }

    static AuditLink read(ResultSet row) throws SQLException {
        long event = row.getLong(4);
        Long eventId = row.wasNull() ? null : (Long) event;
        return new AuditLink(
                row.getInt(1),
                row.getLong(2),
                Objects.requireNonNull(Lines.instant(row, 3)),
                eventId,
                row.getBytes(5),
                row.getBytes(6));
    }
}
