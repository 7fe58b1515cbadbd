package vn.lienthong.hub.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.vocabulary.Ids;
import vn.lienthong.hub.vocabulary.Times;

/** What stands in a block of bodies, and whether its time is over. */
final class RetentionReads {
    /** A batch makes its ids within a second; when that does not account for a whole block, within ten minutes. */
    static final long NEAR = 1_000L << 22;

    static final long FAR = 600_000L << 22;

    /** The book of pulled messages forgets too; what it knew of a body goes with it. */
    private static final String PULLED =
            """
            json_agg(json_build_object('message', p.message, 'place', p.place, 'times', p.times, 'told', p.acknowledged,
                'firstAt', (extract(epoch FROM p.first_at) * 1000)::int8, 'lastAt', (extract(epoch FROM p.last_at) * 1000)::int8,
                'toldAt', (extract(epoch FROM p.acknowledged_at) * 1000)::int8) ORDER BY p.first_at)::text""";

    private static final String SUBMISSIONS =
            """
            SELECT s.block, s.block_at, s.size, s.id,
                   s.accepted_at < moment(?) AND (
                       SELECT count(*) FROM ended_transfer e
                       WHERE e.id > s.id AND e.id <= s.id + cardinality(s.owed) AND e.ended_at < moment(?)) = cardinality(s.owed)
                   AND NOT EXISTS (
                       SELECT 1 FROM resent r LEFT JOIN ended_transfer e ON e.id = r.id
                       WHERE r.submission_id = s.id AND coalesce(e.ended_at, 'infinity') >= moment(?)),
                   s.dossier_code, s.source, s.revision, s.procedure, s.unit, s.accepted_at, encode(s.fingerprint, 'hex'),
                   (SELECT %s FROM (
                       SELECT * FROM pulled WHERE submission = s.id
                       UNION SELECT * FROM pulled WHERE told <> '{}' AND told @> ARRAY[s.id]) AS p)
            FROM submission s WHERE s.id > ? AND s.id < ? AND s.block = ANY (?::int8[])
            """
                    .formatted(PULLED);

    private static final String EVENTS =
            """
            SELECT e.block, e.block_at, e.size, e.cursor,
                   e.at < moment(?) AND EXISTS (
                       SELECT 1 FROM ended_transfer t WHERE t.id = e.transfer_id AND t.ended_at < moment(?)),
                   s.dossier_code, s.source, s.revision, CASE WHEN e.transfer_id - e.submission_id <= cardinality(s.owed) THEN s.owed[(e.transfer_id - e.submission_id)::int]
                        ELSE (SELECT r.destination FROM resent r WHERE r.id = e.transfer_id) END, e.kind, e.at, e.transfer_id,
                   e.submission_id
            FROM event e LEFT JOIN submission s ON s.id = e.submission_id
            WHERE e.id > ? AND e.id < ? AND e.block = ANY (?::int8[])
            """;

    private static final String REFUSED =
            """
            SELECT r.block, r.block_at, r.size, r.id, r.received_at < moment(?), r.dossier_code, r.source, r.received_at,
                   (SELECT %s FROM pulled p WHERE p.refused = r.id)
            FROM refused r WHERE r.id > ? AND r.id < ? AND r.block = ANY (?::int8[])
            """
                    .formatted(PULLED);

    private static final List<String> TIMES = List.of("firstAt", "lastAt", "toldAt");

    private final Session db;
    private final long payloadsBefore;
    private final long refusedBefore;

    /** A body. {@code number} is its own among all of its kind; {@code over}: its time is. */
    record Body(Payloads.Place place, long number, boolean over, ObjectNode line) {}

    RetentionReads(Session db, RetentionSettings settings, Instant now) {
        this.db = db;
        this.payloadsBefore = now.minus(settings.payloads()).toEpochMilli();
        this.refusedBefore = now.minus(settings.refused()).toEpochMilli();
    }

    /** No block made later can be over. */
    long upTo() {
        return IdMint.firstAt(Instant.ofEpochMilli(Math.max(payloadsBefore, refusedBefore)));
    }

    /** The bodies in some blocks, by block, in the order in which they stand there. */
    Map<Long, List<Body>> bodies(List<Long> blocks, long margin) throws SQLException {
        Rows ids = new Rows("int8");
        blocks.forEach(ids::add);
        long from = blocks.get(0) - margin;
        long to = blocks.get(blocks.size() - 1) + margin;
        List<Body> all = new ArrayList<>();
        all.addAll(db.ask(
                SUBMISSIONS,
                RetentionReads::submission,
                payloadsBefore,
                payloadsBefore,
                payloadsBefore,
                from,
                to,
                ids));
        all.addAll(db.ask(EVENTS, RetentionReads::attempt, payloadsBefore, payloadsBefore, from, to, ids));
        all.addAll(db.ask(REFUSED, RetentionReads::refused, refusedBefore, from, to, ids));
        Map<Long, List<Body>> bodies = new TreeMap<>();
        for (Body body : all) {
            bodies.computeIfAbsent(body.place.block(), key -> new ArrayList<>()).add(body);
        }
        bodies.values().forEach(list -> list.sort((a, b) -> Integer.compare(a.place.at(), b.place.at())));
        return bodies;
    }

    /** Whether bodies account for every byte of a block: then nobody else can have something in it. */
    static boolean fill(List<Body> bodies, int size) {
        int at = 0;
        for (Body body : bodies) {
            if (body.place.at() > at) {
                return false;
            }
            at = Math.max(at, body.place.at() + body.place.size());
        }
        return at == size;
    }

    private static Body submission(ResultSet row) throws SQLException {
        ObjectNode line = line("submission", row.getLong(4), row.getString(6), row.getString(7));
        line.put("revision", row.getInt(8));
        line.put("procedureCode", row.getString(9));
        line.put("unit", row.getString(10));
        line.put("at", time(row, 11));
        line.put("fingerprint", row.getString(12));
        pulled(line, row.getString(13));
        return body(row, line);
    }

    private static Body attempt(ResultSet row) throws SQLException {
        ObjectNode line = line("attempt", row.getLong(12), row.getString(6), row.getString(7));
        line.put("submission", Ids.text(row.getLong(13)));
        line.put("revision", row.getInt(8));
        line.put("destination", row.getString(9));
        line.put("outcome", row.getString(10));
        line.put("at", time(row, 11));
        return body(row, line);
    }

    private static Body refused(ResultSet row) throws SQLException {
        ObjectNode line = line("refused", row.getLong(4), row.getString(6), row.getString(7));
        line.put("at", time(row, 8));
        pulled(line, row.getString(9));
        return body(row, line);
    }

    /** By which messages of its source it came, where it was pulled. */
    private static void pulled(ObjectNode line, @Nullable String json) throws SQLException {
        if (json == null) {
            return;
        }
        try {
            JsonNode messages = ArchiveFile.JSON.readTree(json);
            for (JsonNode message : messages) {
                for (String time : TIMES) {
                    if (message.path(time).isNumber()) {
                        ((ObjectNode) message)
                                .put(
                                        time,
                                        Times.text(Instant.ofEpochMilli(
                                                message.path(time).asLong())));
                    }
                }
            }
            line.set("pulled", messages);
        } catch (JsonProcessingException e) {
            throw new SQLException("The database gives JSON that is none", e);
        }
    }

    private static ObjectNode line(String kind, long id, @Nullable String dossier, @Nullable String source) {
        ObjectNode line = ArchiveFile.JSON.createObjectNode();
        line.put("kind", kind);
        line.put("id", Ids.text(id));
        if (dossier != null) {
            line.put("dossierCode", dossier);
        }
        line.put("source", source);
        return line;
    }

    private static Body body(ResultSet row, ObjectNode line) throws SQLException {
        line.put("size", row.getInt(3));
        return new Body(
                new Payloads.Place(row.getLong(1), row.getInt(2), row.getInt(3)),
                row.getLong(4),
                row.getBoolean(5),
                line);
    }

    private static String time(ResultSet row, int column) throws SQLException {
        return Times.text(Objects.requireNonNull(Lines.instant(row, column)));
    }
}
