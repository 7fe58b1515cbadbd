package vn.lienthong.hub.journal;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Blocks of bodies, read and opened. One that cannot be read is told when somebody wants something out of it, and hurts no other. */
final class Blocks {
    private static final String SELECT = "SELECT id, key_id, bytes FROM payload_block WHERE id = ANY (?::int8[])";

    private final Map<Long, byte[]> opened = new HashMap<>();
    private final Map<Long, PayloadUnreadable> closed = new HashMap<>();

    private Blocks() {}

    static Blocks read(Session db, PayloadSeal seal, Set<Long> ids) throws SQLException {
        Blocks blocks = new Blocks();
        if (!ids.isEmpty()) {
            Rows wanted = new Rows("int8");
            ids.forEach(wanted::add);
            db.ask(
                    SELECT,
                    row -> {
                        long id = row.getLong(1);
                        int key = row.getInt(2);
                        blocks.open(seal, id, row.wasNull() ? null : (Integer) key, row.getBytes(3));
                        return id;
                    },
                    wanted);
            blocks.tellRetired(db, ids);
        }
        return blocks;
    }

    /** Why those that are not there are not, where retention took them. */
    private void tellRetired(Session db, Set<Long> ids) throws SQLException {
        List<Long> missing = ids.stream()
                .filter(id -> !opened.containsKey(id) && !closed.containsKey(id))
                .toList();
        if (!missing.isEmpty()) {
            Retired.tell(
                    db,
                    missing,
                    (block, words, archived) -> closed.put(
                            block,
                            new PayloadUnreadable(
                                    words,
                                    archived
                                            ? "Read it with: archive read FILE --dossier CODE"
                                            : "Nobody can read it any more; its source may send the dossier again.")));
        }
    }

    private void open(PayloadSeal seal, long id, @Nullable Integer sealedWith, byte[] stored) {
        try {
            opened.put(id, seal.open(id, sealedWith, stored));
        } catch (PayloadUnreadable e) {
            closed.put(id, e);
        }
    }

    /** Those that could be opened. */
    Map<Long, byte[]> opened() {
        return opened;
    }

    /**
     * The bytes at a place.
     *
     * @throws PayloadUnreadable when its block is gone or could not be opened
     */
    byte[] at(Payloads.Place place) {
        PayloadUnreadable why = closed.get(place.block());
        if (why != null) {
            throw why;
        }
        return slice(opened.get(place.block()), place);
    }

    /** The bytes at a place; null when they cannot be read. */
    byte @Nullable [] ifReadable(Payloads.Place place) {
        try {
            return at(place);
        } catch (PayloadUnreadable e) {
            return null;
        }
    }

    static byte[] slice(byte @Nullable [] block, Payloads.Place place) {
        if (block == null) {
            throw new PayloadUnreadable(
                    "payload block " + place.block() + " is gone",
                    "Bring back the partition of payload_block that was taken away, then release the transfer.");
        }
        if (block.length < place.at() + place.size()) {
            throw new PayloadUnreadable(
                    "payload block " + place.block() + " is shorter than it was",
                    "Restore it from a back-up of the database, then release the transfer.");
        }
        return Arrays.copyOfRange(block, place.at(), place.at() + place.size());
    }
}
