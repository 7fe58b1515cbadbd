package vn.lienthong.hub.journal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.vocabulary.Sha256;

/**
 * One thing that was written down: what it is, its id, and a digest of its facts, which are those columns of its row that never change, in
 * the order of {@link AuditRows}. Packed it is 25 bytes.
 */
record AuditEntry(AuditKind kind, long id, byte[] digest) {
    static final int DIGEST = 16;
    static final int SIZE = 1 + Long.BYTES + DIGEST;

    private static final ThreadLocal<MessageDigest> SHA = ThreadLocal.withInitial(Sha256::begin);

    /** Of facts that were just written. */
    static AuditEntry of(AuditKind kind, long id, @Nullable Object... facts) {
        return new AuditEntry(kind, id, digest(facts));
    }

    /** The first half of a SHA-256 over facts: numbers, truth values, texts, bytes and what is absent, each told from every other. */
    static byte[] digest(@Nullable Object... facts) {
        MessageDigest sha = SHA.get();
        ByteBuffer number = ByteBuffer.allocate(1 + Long.BYTES);
        for (Object fact : facts) {
            if (fact == null) {
                sha.update((byte) 0);
            } else if (fact instanceof Number value) {
                sha.update(
                        number.clear().put((byte) 1).putLong(value.longValue()).array());
            } else if (fact instanceof Boolean value) {
                sha.update((byte) (value ? 3 : 2));
            } else {
                byte[] bytes = fact instanceof byte[] raw ? raw : ((String) fact).getBytes(StandardCharsets.UTF_8);
                sha.update(number.clear().put((byte) 4).putLong(bytes.length).array());
                sha.update(bytes);
            }
        }
        return Arrays.copyOf(sha.digest(), DIGEST);
    }

    /** A time as a fact: microseconds since 1970, as the database keeps it. */
    static long micros(Instant at) {
        return at.toEpochMilli() * 1000;
    }

    static byte[] pack(List<AuditEntry> entries) {
        ByteBuffer packed = ByteBuffer.allocate(entries.size() * SIZE);
        for (AuditEntry entry : entries) {
            packed.put((byte) entry.kind.letter).putLong(entry.id).put(entry.digest);
        }
        return packed.array();
    }

    /** What was packed; null when it cannot have been. */
    static @Nullable List<AuditEntry> unpack(byte[] packed) {
        if (packed.length % SIZE != 0) {
            return null;
        }
        ByteBuffer from = ByteBuffer.wrap(packed);
        List<AuditEntry> entries = new ArrayList<>(packed.length / SIZE);
        while (from.hasRemaining()) {
            AuditKind kind = AuditKind.of(from.get());
            long id = from.getLong();
            byte[] digest = new byte[DIGEST];
            from.get(digest);
            if (kind == null) {
                return null;
            }
            entries.add(new AuditEntry(kind, id, digest));
        }
        return entries;
    }
}
