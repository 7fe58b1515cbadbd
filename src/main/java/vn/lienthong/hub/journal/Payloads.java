package vn.lienthong.hub.journal;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The writer's way to payload bytes: packs those of a batch into blocks, and keeps what was accepted a moment ago in memory, because it is
 * usually wanted a moment later. Not thread-safe: the writer's thread only.
 */
final class Payloads {
    /** Raw size at which a block is closed: small enough that reading one payload stays cheap, large enough to compress well. */
    private static final int BLOCK = 64 << 10;

    private static final String INSERT =
            "INSERT INTO payload_block (id, key_id, bytes) SELECT * FROM unnest(?::int8[], ?::int4[], ?::bytea[])";
    private static final String SELECT = "SELECT id, key_id, bytes FROM payload_block WHERE id = ANY (?::int8[])";

    private final PayloadSeal seal;
    private final IdMint ids;
    private final Recent recent;
    private final Recent blocks;
    private Rows closed = rows();
    private byte[] open = new byte[BLOCK];
    private int used;
    private long openId;

    /** Where a payload is. */
    record Place(long block, int at, int size) {}

    Payloads(PayloadSeal seal, IdMint ids, long cacheBytes) {
        this.seal = seal;
        this.ids = ids;
        this.recent = new Recent(cacheBytes);
        this.blocks = new Recent(cacheBytes / 2);
    }

    /** Forgets what a batch that failed had packed. */
    void begin() {
        closed = rows();
        used = 0;
    }

    Place put(byte[] payload) {
        if (used > 0 && used + payload.length > BLOCK) {
            closeBlock();
        }
        if (used == 0) {
            openId = ids.next(1);
        }
        if (payload.length > open.length - used) {
            open = Arrays.copyOf(open, used + payload.length);
        }
        System.arraycopy(payload, 0, open, used, payload.length);
        Place place = new Place(openId, used, payload.length);
        used += payload.length;
        return place;
    }

    /** As {@link #put}, for bytes that are likely to be asked for soon. */
    Place putAndRemember(byte[] payload) {
        Place place = put(payload);
        recent.put(place, payload);
        return place;
    }

    /** Sends the batch's blocks. */
    void flush(Session db) {
        closeBlock();
        if (!closed.isEmpty()) {
            db.putOff(INSERT, closed);
        }
        closed = rows();
    }

    /** The bytes at some places. */
    Map<Place, byte[]> get(Session db, Collection<Place> places) throws SQLException {
        Map<Place, byte[]> found = new HashMap<>();
        Set<Long> missing = new TreeSet<>();
        for (Place place : places) {
            byte[] bytes = recent.get(place);
            if (bytes != null) {
                found.put(place, bytes);
            } else if (blocks.get(whole(place.block())) == null) {
                missing.add(place.block());
            }
        }
        Map<Long, byte[]> read = missing.isEmpty() ? Map.of() : read(db, seal, missing);
        read.forEach((id, bytes) -> blocks.put(whole(id), bytes));
        for (Place place : places) {
            if (!found.containsKey(place)) {
                byte[] block = read.get(place.block());
                found.put(place, slice(block == null ? blocks.get(whole(place.block())) : block, place));
            }
        }
        return found;
    }

    /** Reads blocks from the database and opens them. */
    static Map<Long, byte[]> read(Session db, PayloadSeal seal, Set<Long> ids) throws SQLException {
        Rows wanted = new Rows("int8");
        ids.forEach(wanted::add);
        Map<Long, byte[]> read = new HashMap<>();
        List<byte[]> opened = db.ask(
                SELECT,
                row -> {
                    long id = row.getLong(1);
                    int key = row.getInt(2);
                    Integer sealedWith = row.wasNull() ? null : (Integer) key;
                    byte[] bytes = seal.open(id, sealedWith, row.getBytes(3));
                    read.put(id, bytes);
                    return bytes;
                },
                wanted);
        if (opened.size() != ids.size()) {
            throw new IllegalStateException("Payload blocks are gone. Found: " + read.keySet() + " of " + ids
                    + ". Bring back the partition of payload_block that was taken away.");
        }
        return read;
    }

    static byte[] slice(byte @Nullable [] block, Place place) {
        if (block == null || block.length < place.at() + place.size()) {
            throw new IllegalStateException("Payload " + place + " is not in its block. Restore the database.");
        }
        return Arrays.copyOfRange(block, place.at(), place.at() + place.size());
    }

    private void closeBlock() {
        if (used > 0) {
            closed.add(openId, seal.keyId(), seal.close(openId, open, used));
            used = 0;
            if (open.length > 4 * BLOCK) {
                open = new byte[BLOCK];
            }
        }
    }

    private static Rows rows() {
        return new Rows("int8", "int4", "bytea");
    }

    private static Place whole(long block) {
        return new Place(block, 0, -1);
    }

    /** Bytes by place, the least lately used going first when there are too many. */
    private static final class Recent {
        private final LinkedHashMap<Place, byte[]> map = new LinkedHashMap<>(1024, 0.75f, true);
        private final long most;
        private long bytes;

        Recent(long most) {
            this.most = most;
        }

        byte @Nullable [] get(Place place) {
            return map.get(place);
        }

        void put(Place place, byte[] content) {
            byte[] before = map.put(place, content);
            bytes += content.length - (before == null ? 0 : before.length);
            var eldest = map.entrySet().iterator();
            while (bytes > most && eldest.hasNext()) {
                bytes -= eldest.next().getValue().length;
                eldest.remove();
            }
        }
    }
}
