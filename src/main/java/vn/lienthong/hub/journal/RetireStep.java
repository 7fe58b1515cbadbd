package vn.lienthong.hub.journal;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes down that bodies leave the journal, and where they are, before they do. */
final class RetireStep {
    private static final String ARCHIVE =
            "INSERT INTO archive (id, file, sha256, bytes, lines, at) VALUES (?, ?, ?, ?, ?, moment(?))";

    private static final String RETIRED =
            """
            INSERT INTO retired_block (block, id, at, archive)
            SELECT u.block, u.id, moment(?), u.archive FROM unnest(?::int8[], ?::int8[], ?::int8[]) AS u(block, id, archive)
            """;

    private static final String WANTED = "SELECT DISTINCT block FROM open_transfer WHERE block = ANY (?::int8[])";

    private final Batch batch;

    RetireStep(Batch batch) {
        this.batch = batch;
    }

    void run(List<Op.Retiring> ops) throws SQLException {
        if (ops.isEmpty()) {
            return;
        }
        // Whoever sends one of them again meanwhile waits for this, and is then told that it is gone.
        batch.db.putOff("SELECT pg_advisory_xact_lock(?, ?)", WriterSession.LOCKS, WriterSession.BODIES);
        for (Op.Retiring op : ops) {
            Set<Long> wanted = wanted(op.blocks);
            ArchiveWriter.Archived file = op.file;
            @Nullable Long archive = file == null ? op.archive : (Long) archive(file);
            List<Long> going =
                    op.blocks.stream().filter(block -> !wanted.contains(block)).toList();
            retire(going, archive);
            op.becomes(new Op.Retiring.Gone(archive, going));
        }
    }

    /** Blocks of transfers that are not at their end: something in them is to be sent again. */
    private Set<Long> wanted(List<Long> blocks) throws SQLException {
        Rows ids = new Rows("int8");
        blocks.forEach(ids::add);
        return Set.copyOf(batch.db.ask(WANTED, row -> row.getLong(1), ids));
    }

    /** Until this transaction ends, no body goes: what is seen to be there stays there. */
    static void keep(Session db) throws SQLException {
        db.putOff("SELECT pg_advisory_xact_lock_shared(?, ?)", WriterSession.LOCKS, WriterSession.BODIES);
    }

    private long archive(ArchiveWriter.Archived file) {
        long id = batch.post.ids().next(1);
        batch.post
                .audit()
                .add(AuditEntry.of(
                        AuditKind.ARCHIVE,
                        id,
                        id,
                        file.file(),
                        file.sha256(),
                        file.bytes(),
                        file.lines(),
                        AuditEntry.micros(batch.now)));
        batch.db.putOff(ARCHIVE, id, file.file(), file.sha256(), file.bytes(), file.lines(), batch.now.toEpochMilli());
        return id;
    }

    private void retire(List<Long> blocks, @Nullable Long archive) {
        Rows rows = new Rows("int8", "int8", "int8");
        for (long block : blocks) {
            long id = batch.post.ids().next(1);
            batch.post
                    .audit()
                    .add(AuditEntry.of(AuditKind.RETIRED, id, id, block, AuditEntry.micros(batch.now), archive));
            rows.add(block, id, archive);
        }
        batch.db.putOff(RETIRED, batch.now.toEpochMilli(), rows);
    }
}
