package vn.lienthong.hub.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Accepted records in the order of their ids, whatever became of them. */
final class KeptReads {
    /** Along the primary key: the unit is looked at here, so that a page looks at a bounded number of rows whatever the unit. */
    static final String SCAN =
            """
            SELECT id, source, dossier_code, revision, unit, accepted_at, block, block_at, size FROM submission
            WHERE id > ? AND id < ? ORDER BY id LIMIT ?
            """;

    private final Reads reads;
    private final PayloadSeal seal;

    private record Found(KeptRecord record, Payloads.Place place) {}

    KeptReads(Reads reads, PayloadSeal seal) {
        this.reads = reads;
        this.seal = seal;
    }

    KeptPage page(KeptRange range, long after, int scan) {
        Instant from = range.from();
        return reads.read(db -> {
            List<Found> all = db.ask(
                    SCAN,
                    KeptReads::found,
                    from == null ? after : Math.max(after, KeptRange.after(from)),
                    IdMint.firstAt(range.before()),
                    scan);
            List<Found> own = all.stream()
                    .filter(one -> range.units().contains(one.record().unit()))
                    .toList();
            Set<Long> blocks =
                    own.stream().map(one -> one.place().block()).collect(Collectors.toCollection(TreeSet::new));
            Blocks opened = Blocks.read(db, seal, blocks);
            long last = all.isEmpty() ? after : all.get(all.size() - 1).record().submissionId();
            return new KeptPage(
                    own.stream()
                            .map(one -> whole(one, opened.ifReadable(one.place())))
                            .toList(),
                    last,
                    all.size() < scan);
        });
    }

    private static Found found(ResultSet row) throws SQLException {
        KeptRecord record = new KeptRecord(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getInt(4),
                row.getString(5),
                row.getObject(6, OffsetDateTime.class).toInstant(),
                null);
        return new Found(record, new Payloads.Place(row.getLong(7), row.getInt(8), row.getInt(9)));
    }

    private static KeptRecord whole(Found found, byte @Nullable [] content) {
        KeptRecord record = found.record();
        return new KeptRecord(
                record.submissionId(),
                record.source(),
                record.dossierCode(),
                record.revision(),
                record.unit(),
                record.acceptedAt(),
                content);
    }
}
