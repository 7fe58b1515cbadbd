package vn.lienthong.hub.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Takes transfers into flight: those that are still ready, each for one asker only. */
final class TakeOffStep {
    static final String TAKE =
            """
            UPDATE open_transfer t SET state = 'IN_FLIGHT', ready = false, node = ?
            FROM unnest(?::int8[], ?::text[]) AS u(id, destination)
            WHERE t.id = u.id AND t.destination = u.destination AND t.ready
            RETURNING t.id, t.submission_id, t.source, t.destination, t.unit, t.dossier_code, t.revision, t.attempts, t.troubles,
                      t.unclear, t.held_exists, t.held_steps, t.held_reference, t.accepted_at, t.first_tried_at,
                      t.block, t.block_at, t.size
            """;

    private final Batch batch;
    private final List<Op.TakingOff> ops;
    private final Map<Long, Op.TakingOff> askers = new TreeMap<>();
    private List<Taken> taken = List.of();

    private record Taken(Flight flight, Payloads.Place place) {}

    TakeOffStep(Batch batch, List<Op.TakingOff> ops) {
        this.batch = batch;
        this.ops = ops;
    }

    /** Takes what is still ready, on the next journey. */
    void take() {
        for (Op.TakingOff op : ops) {
            op.ids.forEach(id -> askers.putIfAbsent(id, op));
        }
        if (!askers.isEmpty()) {
            Rows wanted = new Rows("int8", "text");
            askers.forEach((id, op) -> wanted.add(id, op.destination));
            taken = batch.db.putOff(TAKE, TakeOffStep::taken, batch.post.node(), wanted);
        }
    }

    /** Gives each asker its own, with the records. */
    void give() throws SQLException {
        Map<Op.TakingOff, List<Flight>> flights = new HashMap<>();
        if (!taken.isEmpty()) {
            Map<Payloads.Place, byte[]> contents = batch.post
                    .payloads()
                    .get(batch.db, taken.stream().map(Taken::place).toList());
            for (Taken one : taken) {
                Flight flight = with(one.flight(), Objects.requireNonNull(contents.get(one.place())));
                Op.TakingOff op = Objects.requireNonNull(askers.get(flight.transferId()));
                flights.computeIfAbsent(op, key -> new ArrayList<>()).add(flight);
            }
        }
        for (Op.TakingOff op : ops) {
            op.becomes(List.copyOf(flights.getOrDefault(op, List.of())));
        }
    }

    private static Taken taken(ResultSet row) throws SQLException {
        Flight flight = new Flight(
                row.getLong(1),
                row.getLong(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getInt(7),
                new byte[0],
                row.getInt(8),
                row.getInt(9),
                row.getBoolean(10),
                Lines.held(row, 11),
                Objects.requireNonNull(Lines.instant(row, 14)),
                Lines.instant(row, 15));
        return new Taken(flight, new Payloads.Place(row.getLong(16), row.getInt(17), row.getInt(18)));
    }

    private static Flight with(Flight f, byte[] content) {
        return new Flight(
                f.transferId(),
                f.submissionId(),
                f.source(),
                f.destination(),
                f.unit(),
                f.dossierCode(),
                f.revision(),
                content,
                f.attempts(),
                f.troubles(),
                f.unclear(),
                f.held(),
                f.acceptedAt(),
                f.firstTriedAt());
    }
}
