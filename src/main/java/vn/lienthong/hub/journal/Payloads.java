package vn.lienthong.hub.journal;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.vocabulary.Problem;

/**
 * The writer's way to payload bytes: packs those of a batch into blocks, and keeps what was accepted a moment ago in memory, because it is
 * usually wanted a moment later. Not thread-safe: the writer's thread only.
 */
final class Payloads {
    /** Raw size at which a block is closed: small enough that reading one payload stays cheap, large enough to compress well. */
    private static final int BLOCK = 64 << 10;

    private static final String INSERT =
            "INSERT INTO payload_block (id, key_id, bytes) SELECT * FROM unnest(?::int8[], ?::int4[], ?::bytea[])";

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

    /** What stands at some places. */
    record Contents(Map<Place, byte[]> read, Map<Place, Problem> unreadable) {}

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

    /** The bytes at some places, and of those that cannot be read, why. */
    Contents get(Session db, Collection<Place> places) throws SQLException {
        Contents contents = new Contents(new HashMap<>(), new HashMap<>());
        Set<Long> missing = new TreeSet<>();
        for (Place place : places) {
            byte[] bytes = recent.get(place);
            if (bytes != null) {
                contents.read.put(place, bytes);
            } else if (blocks.get(whole(place.block())) == null) {
                missing.add(place.block());
            }
        }
        Blocks fresh = Blocks.read(db, seal, missing);
        fresh.opened().forEach((id, bytes) -> blocks.put(whole(id), bytes));
        for (Place place : places) {
            if (!contents.read.containsKey(place)) {
                try {
                    contents.read.put(place, at(place, missing.contains(place.block()) ? fresh : null));
                } catch (PayloadUnreadable e) {
                    contents.unreadable.put(place, e.problem());
                }
            }
        }
        return contents;
    }

    /** Out of the blocks read just now, or out of those still in memory. */
    private byte[] at(Place place, @Nullable Blocks fresh) {
        return fresh == null ? Blocks.slice(blocks.get(whole(place.block())), place) : fresh.at(place);
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
