package vn.lienthong.hub.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One pass over old blocks. A block goes when everything in it is over and accounts for every byte of it: first its bodies are in an
 * archive, on the disk; then the journal has written down that they go; then they go. Whatever is cut off in between is done again.
 */
final class RetentionPass {
    private static final int STEP = 32;
    /** Blocks that are written down together as gone. */
    private static final int RETIRED = 256;

    private static final int PENDING = 512;
    private static final long ARCHIVE_BYTES = 64L << 20;

    private static final String CANDIDATES = "SELECT id FROM payload_block WHERE id > ? AND id < ? ORDER BY id LIMIT ?";

    private final Writer writer;
    private final PayloadSeal seal;
    private final RetentionSettings settings;
    private final Instant now;
    private final RetentionPace pace;
    private final List<Long> pending = new ArrayList<>();
    private @Nullable ArchiveWriter archive;
    private long blocks;
    private long bytes;
    private int archives;
    private long kept;
    private long unreadable;
    private int partitions;
    private long messages;

    RetentionPass(Writer writer, PayloadSeal seal, RetentionSettings settings, Instant now) {
        this.writer = writer;
        this.seal = seal;
        this.settings = settings;
        this.now = now;
        this.pace = new RetentionPace(writer);
    }

    Retention.Pass told(@Nullable String failure, boolean elsewhere) {
        return new Retention.Pass(
                now, blocks, bytes, archives, kept, unreadable, partitions, messages, failure, elsewhere);
    }

    void run(Session db, BooleanSupplier goOn) throws SQLException, IOException {
        RetentionReads reads = new RetentionReads(db, settings, now);
        try {
            long after = 0;
            while (goOn.getAsBoolean()) {
                long began = pace.begin();
                List<Long> step = db.ask(CANDIDATES, row -> row.getLong(1), after, reads.upTo(), STEP);
                if (step.isEmpty()) {
                    break;
                }
                after = step.get(step.size() - 1);
                look(db, reads, step);
                if (pending.size() >= PENDING || (archive != null && archive.size() >= ARCHIVE_BYTES)) {
                    finish(db);
                }
                pace.end(began);
            }
            finish(db);
        } finally {
            if (archive != null) {
                archive.close();
            }
        }
        messages += new RetentionBook(settings, now).run(db, pace, goOn);
        partitions += RetentionPartitions.drop(db, now);
    }

    private void look(Session db, RetentionReads reads, List<Long> step) throws SQLException, IOException {
        Set<Long> retired = new HashSet<>();
        Retired.tell(db, step, (block, words, archived) -> retired.add(block));
        if (!retired.isEmpty()) {
            // Written down before a crash, and still here.
            delete(db, List.copyOf(retired));
        }
        List<Long> left = step.stream().filter(id -> !retired.contains(id)).toList();
        if (left.isEmpty()) {
            return;
        }
        Map<Long, List<RetentionReads.Body>> bodies = reads.bodies(left, RetentionReads.NEAR);
        List<Long> over = new ArrayList<>();
        for (long block : left) {
            List<RetentionReads.Body> in = bodies.getOrDefault(block, List.of());
            if (in.stream().allMatch(RetentionReads.Body::over)) {
                over.add(block);
            } else {
                kept++;
            }
        }
        Blocks opened = Blocks.read(db, seal, Set.copyOf(over));
        for (long block : over) {
            byte[] raw = opened.opened().get(block);
            if (raw == null) {
                unreadable++;
            } else {
                take(block, raw, reads, bodies.getOrDefault(block, List.of()));
            }
        }
    }

    private void take(long block, byte[] raw, RetentionReads reads, List<RetentionReads.Body> near)
            throws SQLException, IOException {
        List<RetentionReads.Body> bodies = near;
        if (!RetentionReads.fill(bodies, raw.length)) {
            bodies = reads.bodies(List.of(block), RetentionReads.FAR).getOrDefault(block, List.of());
        }
        if (!RetentionReads.fill(bodies, raw.length)) {
            unreadable++;
        } else if (!bodies.stream().allMatch(RetentionReads.Body::over)) {
            kept++;
        } else {
            if (settings.action() == RetentionSettings.Action.ARCHIVE) {
                ArchiveWriter file = archive(block);
                for (RetentionReads.Body body : bodies) {
                    file.add(body.line(), body.number(), Blocks.slice(raw, body.place()));
                }
            }
            pending.add(block);
        }
    }

    private ArchiveWriter archive(long block) throws IOException {
        ArchiveWriter open = archive;
        if (open == null) {
            room(settings.folder());
            open = ArchiveWriter.begin(settings.folder(), block, seal);
            archive = open;
        }
        return open;
    }

    /** An archive beside the database must not be what fills its disk. */
    private void room(Path folder) throws IOException {
        @Nullable Path there = folder.toAbsolutePath();
        while (there != null && !Files.exists(there)) {
            there = there.getParent();
        }
        long left = there == null ? 0 : Files.getFileStore(there).getUsableSpace();
        if (left < settings.leastRoom()) {
            throw new IOException(
                    "only " + (left >> 20) + " MB left, " + (settings.leastRoom() >> 20) + " MB are needed");
        }
    }

    /** Archive on the disk, then written down, then gone. */
    private void finish(Session db) throws SQLException, IOException {
        if (pending.isEmpty()) {
            return;
        }
        ArchiveWriter.Archived file = null;
        if (archive != null) {
            file = archive.finish();
            archive = null;
            archives++;
        }
        List<Long> going = List.copyOf(pending);
        pending.clear();
        Long archiveId = null;
        for (int from = 0; from < going.size(); from += RETIRED) {
            List<Long> part = going.subList(from, Math.min(going.size(), from + RETIRED));
            Op.Retiring op = new Op.Retiring(now, part, from == 0 ? file : null, archiveId);
            Op.Retiring.Gone gone = writer.submit(op).join();
            archiveId = gone.archive();
            List<Long> left = gone.blocks();
            for (int at = 0; at < left.size(); at += STEP) {
                long began = pace.begin();
                delete(db, left.subList(at, Math.min(left.size(), at + STEP)));
                pace.end(began);
            }
        }
    }

    private void delete(Session db, List<Long> gone) throws SQLException {
        Rows ids = new Rows("int8");
        gone.forEach(ids::add);
        for (long size : db.ask(
                "DELETE FROM payload_block WHERE id = ANY (?::int8[]) RETURNING octet_length(bytes)::int8",
                row -> row.getLong(1),
                ids)) {
            blocks++;
            bytes += size;
        }
    }

    /** Steps take a small part of the time, and wait while the journal has much to write. */
    static final class RetentionPace {
        private static final int REST = 4;
        private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);
        private static final int BUSY = 64;

        private final Writer writer;

        RetentionPace(Writer writer) {
            this.writer = writer;
        }

        /** Waits while the journal is busy; not for ever, or a busy journal would fill its disk. */
        long begin() {
            long since = System.nanoTime();
            while (writer.waiting() > BUSY && System.nanoTime() - since < LONGEST_WAIT.toNanos()) {
                PostgresServer.pause(10);
            }
            return System.nanoTime();
        }

        void end(long began) {
            long took = (System.nanoTime() - began) / 1_000_000;
            PostgresServer.pause(Math.min(2_000, took * REST));
        }
    }
}
