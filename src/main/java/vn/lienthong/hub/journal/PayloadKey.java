package vn.lienthong.hub.journal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Which key belongs to a journal. A key is made once, for a journal in which nothing was ever sealed; from then on the journal knows it,
 * and a hub that comes with another one, or without, does not start: nobody could open both what it would take in and what is there.
 */
final class PayloadKey {
    private static final String BRING_BACK =
            "Bring that file back from where your secrets are kept, or name it in hub.journal.key-file.";

    private final Session db;
    private final @Nullable Path file;

    private PayloadKey(Session db, @Nullable Path file) {
        this.db = db;
        this.file = file;
    }

    /**
     * The seal of a journal.
     *
     * @param file where the key is, or will be; null: bodies are not encrypted
     * @throws JournalUnavailable when the key there is not the journal's
     */
    static PayloadSeal seal(DataSource database, @Nullable Path file) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return new PayloadKey(new Session(connection), file).seal();
        }
    }

    private PayloadSeal seal() throws SQLException {
        Integer known = known();
        if (file == null) {
            if (known != null) {
                throw other("no key file is configured", known);
            }
            return PayloadSeal.none();
        }
        if (!Files.exists(file)) {
            if (known != null) {
                throw new JournalUnavailable("The key of the bodies is missing. Found: no file " + file
                        + ", and bodies of this journal sealed with key " + Integer.toHexString(known) + ". "
                        + BRING_BACK);
            }
            // The file first: a key that the journal knows and nobody has would lock everybody out.
            PayloadSeal.makeKey(file);
        }
        PayloadSeal seal = PayloadSeal.of(file);
        Integer here = seal.keyId();
        Integer first = known == null && here != null ? remember(here) : known;
        if (here != null && first != null && !here.equals(first)) {
            throw other("key " + Integer.toHexString(here) + " in " + file, first);
        }
        return seal;
    }

    private static JournalUnavailable other(String found, int known) {
        return new JournalUnavailable("The key of the bodies is not the one of this journal. Found: " + found
                + ", and bodies sealed with key " + Integer.toHexString(known) + ". " + BRING_BACK);
    }

    private @Nullable Integer known() throws SQLException {
        List<Integer> known = db.ask("SELECT key_id FROM payload_key", row -> row.getInt(1));
        if (!known.isEmpty()) {
            return known.get(0);
        }
        // A journal from before keys were remembered: its latest block tells.
        List<Integer> latest = db.ask(
                "SELECT key_id FROM payload_block WHERE id = (SELECT max(id) FROM payload_block) AND key_id IS NOT NULL",
                row -> row.getInt(1));
        return latest.isEmpty() ? null : (Integer) remember(latest.get(0));
    }

    /** Remembers a key, unless another node was quicker; the key that is remembered then. */
    private int remember(int id) throws SQLException {
        db.putOff("INSERT INTO payload_key (key_id) VALUES (?) ON CONFLICT DO NOTHING", id);
        return db.ask("SELECT key_id FROM payload_key", row -> row.getInt(1)).get(0);
    }
}
