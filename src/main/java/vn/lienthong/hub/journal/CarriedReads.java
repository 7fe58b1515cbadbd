package vn.lienthong.hub.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Transfers with their records and all that was sent, page by page. */
final class CarriedReads {
    private static final String RECORDS = "SELECT id, block, block_at, size FROM submission WHERE id = ANY (?::int8[])";

    /** Through the submissions of the dossier: what the destination had confirmed before. */
    private static final String BEFORE =
            """
            SELECT u.id, p.block, p.block_at, p.size
            FROM unnest(?::int8[], ?::int8[], ?::text[]) AS u(id, submission_id, destination)
            JOIN submission s ON s.id = u.submission_id
            CROSS JOIN LATERAL (
                SELECT e.block, e.block_at, e.size
                FROM submission e CROSS JOIN LATERAL unnest(e.owed) WITH ORDINALITY AS o(destination, n)
                JOIN ended_transfer d ON d.id = e.id + o.n AND d.state = 'DELIVERED'
                WHERE e.dossier_id = s.dossier_id AND e.id < s.id AND o.destination = u.destination
                ORDER BY e.id DESC LIMIT 1) p
            """;

    private static final String REMEMBERED =
            """
            SELECT u.id, l.held_reference
            FROM unnest(?::int8[], ?::int8[], ?::text[]) AS u(id, submission_id, destination)
            JOIN submission s ON s.id = u.submission_id
            JOIN line l ON l.dossier_id = s.dossier_id AND l.destination = u.destination
            WHERE l.held_reference IS NOT NULL
            """;

    private static final String SAID =
            """
            SELECT transfer_id, kind, block, block_at, size FROM event WHERE transfer_id = ANY (?::int8[]) ORDER BY cursor
            """;

    private final Reads reads;
    private final PayloadSeal seal;

    private record Said(long transferId, Payloads.Place place) {}

    CarriedReads(Reads reads, PayloadSeal seal) {
        this.reads = reads;
        this.seal = seal;
    }

    List<Carried> page(TransferFilter filter, @Nullable Long afterId, int limit) {
        return reads.read(db -> page(db, TransferReads.page(db, filter, afterId == null ? 0 : afterId, limit)));
    }

    private List<Carried> page(Session db, List<TransferView> transfers) throws SQLException {
        Map<Long, Payloads.Place> records = new HashMap<>();
        Map<Long, Payloads.Place> before = new HashMap<>();
        Map<Long, String> remembered = new HashMap<>();
        Set<Long> resent = new HashSet<>();
        List<Said> said = new ArrayList<>();
        lookUp(db, transfers, records, before);
        db.ask(
                REMEMBERED,
                row -> {
                    remembered.put(row.getLong(1), row.getString(2));
                    return row.getLong(1);
                },
                lines(transfers));
        Rows ids = new Rows("int8");
        transfers.forEach(transfer -> ids.add(transfer.id()));
        db.ask(SAID, row -> note(row, resent, said), ids);
        Set<Long> blocks = new TreeSet<>();
        records.values().forEach(place -> blocks.add(place.block()));
        before.values().forEach(place -> blocks.add(place.block()));
        said.forEach(one -> blocks.add(one.place().block()));
        Blocks opened = Blocks.read(db, seal, blocks);
        List<Carried> carried = new ArrayList<>();
        for (TransferView transfer : transfers) {
            carried.add(whole(
                    transfer,
                    records.get(transfer.submissionId()),
                    before.get(transfer.id()),
                    said.stream()
                            .filter(one -> one.transferId() == transfer.id())
                            .toList(),
                    new Found(opened, resent.contains(transfer.id()), remembered.get(transfer.id()))));
        }
        return carried;
    }

    private record Found(Blocks opened, boolean resent, @Nullable String remembered) {}

    private static void lookUp(
            Session db,
            List<TransferView> transfers,
            Map<Long, Payloads.Place> records,
            Map<Long, Payloads.Place> before)
            throws SQLException {
        Rows submissions = new Rows("int8");
        transfers.forEach(transfer -> submissions.add(transfer.submissionId()));
        db.ask(RECORDS, row -> put(records, row), submissions);
        db.ask(BEFORE, row -> put(before, row), lines(transfers));
    }

    private static Rows lines(List<TransferView> transfers) {
        Rows lines = new Rows("int8", "int8", "text");
        transfers.forEach(transfer -> lines.add(transfer.id(), transfer.submissionId(), transfer.destination()));
        return lines;
    }

    private static Payloads.Place put(Map<Long, Payloads.Place> into, ResultSet row) throws SQLException {
        Payloads.Place place = new Payloads.Place(row.getLong(2), row.getInt(3), row.getInt(4));
        into.put(row.getLong(1), place);
        return place;
    }

    private static long note(ResultSet row, Set<Long> resent, List<Said> said) throws SQLException {
        long id = row.getLong(1);
        if (row.getString(2).equals("resent")) {
            resent.add(id);
        }
        long block = row.getLong(3);
        if (!row.wasNull()) {
            said.add(new Said(id, new Payloads.Place(block, row.getInt(4), row.getInt(5))));
        }
        return id;
    }

    private static Carried whole(
            TransferView transfer,
            Payloads.@Nullable Place record,
            Payloads.@Nullable Place before,
            List<Said> said,
            Found found) {
        boolean readable = true;
        List<Landing.KeptExchange> exchanges = new ArrayList<>();
        for (Said one : said) {
            byte[] packed = found.opened().ifReadable(one.place());
            readable &= packed != null;
            if (packed != null) {
                exchanges.addAll(KeptExchanges.unpack(packed));
            }
        }
        byte[] content = record == null ? null : found.opened().ifReadable(record);
        byte[] earlier = before == null ? null : found.opened().ifReadable(before);
        readable &= content != null && (before == null || earlier != null);
        return new Carried(transfer, content, earlier, found.remembered(), exchanges, found.resent(), readable);
    }
}
