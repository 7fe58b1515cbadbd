package vn.lienthong.hub.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.hub.vocabulary.Held;
import vn.lienthong.hub.vocabulary.Ids;
import vn.lienthong.hub.vocabulary.Problem;

/** Takes transfers into flight: those that are still ready, each for one asker only. */
final class TakeOffStep {
    private static final Logger LOG = LoggerFactory.getLogger(TakeOffStep.class);

    // What another node holds just now is not waited for: that node says what becomes of it. What a hold covers stays,
    // marked with it.
    static final String TAKE =
            """
            UPDATE open_transfer t SET
                state = CASE WHEN n.hold_id IS NULL THEN 'IN_FLIGHT' WHEN t.state = 'READY' THEN 'WAITING' ELSE t.state END,
                ready = false, node = CASE WHEN n.hold_id IS NULL THEN ?::smallint END, hold_id = n.hold_id
            FROM (SELECT o.id, %s AS hold_id
                  FROM unnest(?::int8[], ?::text[]) AS u(id, destination)
                  JOIN open_transfer o ON o.id = u.id
                  WHERE o.destination = u.destination AND o.ready AND o.state IN ('READY', 'UNCLEAR')
                  FOR UPDATE OF o SKIP LOCKED) AS n
            WHERE t.id = n.id
            RETURNING t.id, t.submission_id, t.source, t.destination, t.unit, t.dossier_code, t.revision, t.attempts, t.troubles,
                      t.unclear, t.held_exists, t.held_steps, t.held_reference, t.accepted_at, t.first_tried_at,
                      t.block, t.block_at, t.size, t.again, t.rewind, t.hold_id IS NOT NULL
            """
                    .formatted(HoldStep.first("o"));

    /** A record that cannot be read can be sent to nobody: a person must know, its neighbours need not. */
    private static final String PARK =
            """
            UPDATE open_transfer t SET state = 'PARKED', node = NULL, due = NULL, row_name = u.row_name, problem = u.problem,
                problem_code = u.row_name
            FROM unnest(?::int8[], ?::text[], ?::text[]) AS u(id, row_name, problem)
            WHERE t.id = u.id AND t.state = 'IN_FLIGHT'
            """;

    private final Batch batch;
    private final List<Op.TakingOff> ops;
    private final Map<Long, Op.TakingOff> askers = new TreeMap<>();
    private List<Taken> taken = new ArrayList<>();

    /** @param held stays: a hold covers it */
    private record Taken(Flight flight, Payloads.Place place, boolean held) {}

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

    /** Gives each asker its own, with the records; parks those whose record cannot be read. */
    void give() throws SQLException {
        Map<Op.TakingOff, List<Flight>> flights = new HashMap<>();
        taken.removeIf(Taken::held);
        if (!taken.isEmpty()) {
            Payloads.Contents contents = batch.post
                    .payloads()
                    .get(batch.db, taken.stream().map(Taken::place).toList());
            Rows parked = new Rows("int8", "text", "text");
            for (Taken one : taken) {
                Problem problem = contents.unreadable().get(one.place());
                if (problem == null) {
                    Flight flight = with(
                            one.flight(), Objects.requireNonNull(contents.read().get(one.place())));
                    Op.TakingOff op = Objects.requireNonNull(askers.get(flight.transferId()));
                    flights.computeIfAbsent(op, key -> new ArrayList<>()).add(flight);
                } else {
                    park(one.flight(), problem, parked);
                }
            }
            if (!parked.isEmpty()) {
                batch.db.putOff(PARK, parked);
            }
        }
        for (Op.TakingOff op : ops) {
            op.becomes(List.copyOf(flights.getOrDefault(op, List.of())));
        }
    }

    private void park(Flight flight, Problem problem, Rows parked) {
        LOG.error("Transfer {} is parked: {}", Ids.text(flight.transferId()), problem.message());
        parked.add(flight.transferId(), problem.code(), problem.message());
        batch.events.add(new Events.Event(
                new Events.Subject(flight.source(), flight.submissionId(), flight.transferId()),
                batch.now,
                "parked",
                problem.code(),
                null,
                null,
                problem.message(),
                null));
    }

    private static Taken taken(ResultSet row) throws SQLException {
        String rewind = row.getString(20);
        Held held = Lines.held(row, 11);
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
                // Sent from the very beginning: the destination says whether it has the dossier.
                row.getBoolean(10) || Rewind.CREATE.text().equals(rewind),
                rewind == null ? held : Rewind.parse(rewind).of(held),
                Objects.requireNonNull(Lines.instant(row, 14)),
                Lines.instant(row, 15),
                row.getInt(19));
        return new Taken(
                flight, new Payloads.Place(row.getLong(16), row.getInt(17), row.getInt(18)), row.getBoolean(21));
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
                f.firstTriedAt(),
                f.again());
    }
}
