package vn.lienthong.hub.journal;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a journal works.
 *
 * @param node name of this hub node, unlike that of any other node on the same database; default {@code hub-1}
 * @param keyFile file with the key the bodies are encrypted with; made, readable by its owner only, when nothing was ever encrypted in the
 *     journal. Null: not encrypted
 * @param batch most operations in one transaction; default 512
 * @param queue most operations waiting before new ones are turned away; default 20,000
 * @param cacheBytes how much recently accepted content is kept in memory; default 32 MB
 * @param monthsAhead how many months of partitions are made ahead; default 2
 * @param lease silence after which the other nodes take over what a node had in flight; a node that is cut off itself begins nothing new
 *     after half of it; default 6 s
 * @param patience how long new work waits for a database that is away before it is turned away; default 5 s
 */
public record JournalSettings(
        String node,
        @Nullable Path keyFile,
        int batch,
        int queue,
        long cacheBytes,
        int monthsAhead,
        Duration patience,
        Duration lease) {

    public JournalSettings {
        require(!node.isBlank(), "node", "a name", node);
        require(batch > 0, "batch", "positive", batch);
        require(queue >= batch, "queue", "at least hub.journal.batch", queue);
        require(cacheBytes >= 0, "cache-bytes", "zero or more", cacheBytes);
        require(monthsAhead >= 0 && monthsAhead <= 120, "months-ahead", "0 to 120", monthsAhead);
        require(!patience.isNegative(), "patience", "zero or more", patience);
        require(lease.compareTo(Duration.ofSeconds(3)) >= 0, "lease", "at least PT3S", lease);
    }

    /** The defaults, without encryption. */
    public static JournalSettings defaults() {
        return new JournalSettings(
                "hub-1", null, 512, 20_000, 32L << 20, 2, Duration.ofSeconds(5), Duration.ofSeconds(6));
    }

    public JournalSettings withNode(String name) {
        return new JournalSettings(name, keyFile, batch, queue, cacheBytes, monthsAhead, patience, lease);
    }

    /** The same with payloads encrypted under the key in a file. */
    public JournalSettings encryptedWith(Path file) {
        return new JournalSettings(node, file, batch, queue, cacheBytes, monthsAhead, patience, lease);
    }

    public JournalSettings withPatience(Duration wait) {
        return new JournalSettings(node, keyFile, batch, queue, cacheBytes, monthsAhead, wait, lease);
    }

    public JournalSettings withLease(Duration silence) {
        return new JournalSettings(node, keyFile, batch, queue, cacheBytes, monthsAhead, patience, silence);
    }

    public JournalSettings withBatch(int most) {
        return new JournalSettings(
                node, keyFile, most, Math.max(queue, most), cacheBytes, monthsAhead, patience, lease);
    }

    public JournalSettings withCacheBytes(long bytes) {
        return new JournalSettings(node, keyFile, batch, queue, bytes, monthsAhead, patience, lease);
    }

    private static void require(boolean holds, String key, String wanted, Object found) {
        if (!holds) {
            throw new IllegalArgumentException("Setting hub.journal." + key + " must be " + wanted + ". Found: " + found
                    + ". Leave it out for the default.");
        }
    }
}
