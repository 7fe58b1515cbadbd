package vn.lienthong.hub.journal;

import java.util.List;
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

    private final Batch batch;

    RetireStep(Batch batch) {
        this.batch = batch;
    }

    void run(List<Op.Retiring> ops) {
        for (Op.Retiring op : ops) {
            ArchiveWriter.Archived file = op.file;
            @Nullable Long archive = file == null ? op.archive : (Long) archive(file);
            retire(op.blocks, archive);
            op.becomes(archive == null ? 0L : archive);
        }
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
