package vn.lienthong.hub.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads what waits under codes; letting go is a person's act as any other. */
final class UnmappedReads implements UnmappedCodes {
    private static final String CODES =
            """
            SELECT unmapped_code, destination, count(*), min(coalesce(first_tried_at, accepted_at)), array_agg(DISTINCT unit ORDER BY unit),
                   (array_agg(dossier_code ORDER BY id))[1:3], (array_agg(problem ORDER BY id))[1]
            FROM open_transfer WHERE unmapped_code IS NOT NULL AND state = 'PARKED'
            GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2
            """;

    static final String WAITING =
            """
            SELECT id, unmapped_code, destination, unit, dossier_code, held_exists, held_steps, held_reference, block, block_at, size
            FROM open_transfer
            WHERE unmapped_code IS NOT NULL AND state = 'PARKED' AND (unmapped_code, id) > (?, ?)
            ORDER BY unmapped_code, id LIMIT ?
            """;

    private final Reads reads;
    private final PayloadSeal seal;
    private final BiFunction<List<Long>, Journal.By, List<Journal.ActResult>> letGo;

    /**
     * @param letGo releases transfers, and waits for it
     */
    UnmappedReads(Reads reads, PayloadSeal seal, BiFunction<List<Long>, Journal.By, List<Journal.ActResult>> letGo) {
        this.reads = reads;
        this.seal = seal;
        this.letGo = letGo;
    }

    @Override
    public List<Code> codes() {
        return reads.read(db -> db.ask(
                CODES,
                row -> new Code(
                        row.getString(1),
                        row.getString(2),
                        row.getLong(3),
                        Objects.requireNonNull(Lines.instant(row, 4)),
                        texts(row, 5),
                        texts(row, 6),
                        row.getString(7))));
    }

    @Override
    public List<Waiting> waiting(@Nullable Waiting after, int limit) {
        return reads.read(db -> {
            List<Found> found = db.ask(
                    WAITING,
                    UnmappedReads::found,
                    after == null ? "" : after.code(),
                    after == null ? 0L : after.transferId(),
                    limit);
            Set<Long> blocks = found.stream().map(one -> one.place.block()).collect(Collectors.toSet());
            Blocks opened = Blocks.read(db, seal, blocks);
            return found.stream().map(one -> one.with(opened)).toList();
        });
    }

    @Override
    public List<Journal.ActResult> release(List<Long> transferIds, Journal.By by) {
        return letGo.apply(transferIds, by);
    }

    private record Found(Waiting bare, Payloads.Place place) {
        Waiting with(Blocks opened) {
            // One that cannot be read cannot be sent either, so it stays where it is; explain says why.
            return new Waiting(
                    bare.transferId(),
                    bare.code(),
                    bare.destination(),
                    bare.unit(),
                    bare.dossierCode(),
                    bare.held(),
                    opened.ifReadable(place));
        }
    }

    private static Found found(ResultSet row) throws SQLException {
        return new Found(
                new Waiting(
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        Lines.held(row, 6),
                        null),
                new Payloads.Place(row.getLong(9), row.getInt(10), row.getInt(11)));
    }

    private static List<String> texts(ResultSet row, int column) throws SQLException {
        return List.copyOf(Arrays.asList((String[]) row.getArray(column).getArray()));
    }
}
