package vn.lienthong.hub.journal;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.vocabulary.Ids;
import vn.lienthong.hub.vocabulary.Outcome;
import vn.lienthong.hub.vocabulary.Problem;
import vn.lienthong.hub.vocabulary.TransferState;

/** Writes down how attempts ended. A transfer that is not in flight at this node is refused, its neighbours are not. */
final class LandStep {
    static final String DELIVERED =
            """
            WITH gone AS (
                DELETE FROM open_transfer t
                USING unnest(?::int8[], ?::int4[], ?::int4[], ?::text[], ?::text[], ?::int8[])
                      AS u(id, attempts, troubles, row_name, reference, ended_at)
                WHERE t.id = u.id AND t.state = 'IN_FLIGHT' AND t.node = ?
                RETURNING t.id, t.submission_id, t.dossier_id, t.destination, t.unit, u.attempts, u.troubles, u.row_name, u.reference,
                          u.ended_at),
            kept AS (
                INSERT INTO ended_transfer (id, submission_id, destination, unit, state, attempts, troubles, row_name, reference, ended_at)
                SELECT g.id, g.submission_id, g.destination, g.unit, 'DELIVERED', g.attempts, g.troubles, g.row_name, g.reference,
                       moment(g.ended_at)
                FROM gone g)
            SELECT id, dossier_id FROM gone
            """;

    static final String GOES_ON =
            """
            UPDATE open_transfer t SET
                state = u.state, due = moment(u.due), attempts = u.attempts, troubles = u.troubles, unclear = u.unclear,
                row_name = u.row_name, problem = u.problem, problem_code = u.problem_code, rewind = NULL, unmapped_code = u.unmapped_code, held_exists = u.held_exists,
                held_steps = u.held_steps, held_reference = u.held_reference,
                first_tried_at = coalesce(t.first_tried_at, moment(u.started_at)), node = NULL,
                hold_id = CASE WHEN u.state <> 'PARKED' THEN %s END
            FROM unnest(?::int8[], ?::text[], ?::int8[], ?::int4[], ?::int4[], ?::bool[], ?::text[], ?::text[], ?::text[],
                        ?::text[], ?::bool[], ?::text[], ?::text[], ?::int8[])
                 AS u(id, state, due, attempts, troubles, unclear, row_name, problem, problem_code, unmapped_code, held_exists, held_steps,
                      held_reference, started_at)
            WHERE t.id = u.id AND t.state = 'IN_FLIGHT' AND t.node = ?
            RETURNING t.id, t.dossier_id
            """
                    .formatted(HoldStep.first("t"));

    private final Batch batch;
    private final Map<Long, Op.Landed> byTransfer = new TreeMap<>();
    /** The dossier of each transfer that could be moved. */
    private final Map<Long, Long> dossiers = new HashMap<>();

    LandStep(Batch batch) {
        this.batch = batch;
    }

    /** Moves those that may be moved, on the next journey. */
    void move(List<Op.Landed> ops) {
        for (Op.Landed op : ops) {
            Landing landing = op.landing;
            long id = landing.flight().transferId();
            if (landing.becomes() == TransferState.READY || !TransferState.IN_FLIGHT.mayBecome(landing.becomes())) {
                op.refuse(refused(id, "may not become " + landing.becomes() + " by landing"));
            } else if (byTransfer.putIfAbsent(id, op) != null) {
                op.refuse(refused(id, "is landed twice"));
            }
        }
        if (!byTransfer.isEmpty()) {
            move();
        }
    }

    /** Notes what was moved; the others are refused. */
    void note() {
        byTransfer.forEach((id, op) -> {
            Long dossier = dossiers.get(id);
            if (dossier == null) {
                op.refuse(refused(id, "is not in flight at this node"));
            } else {
                note(op.landing, dossier);
            }
        });
    }

    private void move() {
        Rows delivered = new Rows("int8", "int4", "int4", "text", "text", "int8");
        Rows goingOn = new Rows(
                "int8", "text", "int8", "int4", "int4", "bool", "text", "text", "text", "text", "bool", "text", "text",
                "int8");
        byTransfer.forEach((id, op) -> {
            Landing landing = op.landing;
            if (landing.becomes() == TransferState.DELIVERED) {
                delivered.add(
                        id,
                        attempts(landing),
                        troubles(landing),
                        Texts.kept(landing.row()),
                        Texts.kept(reference(landing)),
                        landing.endedAt().toEpochMilli());
            } else {
                addGoingOn(goingOn, landing);
            }
        });
        Session.Reader<Object> reader =
                row -> Objects.requireNonNullElse(dossiers.put(row.getLong(1), row.getLong(2)), row.getLong(2));
        if (!delivered.isEmpty()) {
            batch.db.putOff(DELIVERED, reader, delivered, batch.post.node());
        }
        if (!goingOn.isEmpty()) {
            batch.db.putOff(GOES_ON, reader, goingOn, batch.post.node());
        }
    }

    private static void addGoingOn(Rows rows, Landing landing) {
        boolean parked = landing.becomes() == TransferState.PARKED;
        // Waiting without a time would mean "behind another" and nobody would wake it.
        Instant due = parked ? null : Objects.requireNonNullElse(landing.due(), landing.endedAt());
        Problem problem = landing.outcome().problem();
        rows.add(
                landing.flight().transferId(),
                landing.becomes().name(),
                due == null ? null : due.toEpochMilli(),
                attempts(landing),
                troubles(landing),
                unclear(landing),
                Texts.kept(landing.row()),
                problem == null ? null : Texts.kept(problem.message()),
                problem == null ? null : Texts.kept(problem.code()),
                Texts.kept(landing.unmappedCode()),
                landing.held().exists(),
                landing.held().steps().text(),
                Texts.kept(landing.held().reference()),
                landing.startedAt().toEpochMilli());
    }

    private void note(Landing landing, long dossier) {
        Flight flight = landing.flight();
        LineKey line = new LineKey(dossier, flight.destination());
        if (landing.becomes() == TransferState.DELIVERED) {
            batch.lines.delivered(line, landing.held());
            batch.tallies.delivered(flight.destination(), flight.unit());
            batch.post
                    .audit()
                    .add(AuditRows.end(
                            flight.transferId(),
                            flight.submissionId(),
                            flight.destination(),
                            flight.unit(),
                            new AuditRows.End(
                                    "DELIVERED",
                                    attempts(landing),
                                    troubles(landing),
                                    Texts.kept(landing.row()),
                                    null,
                                    Texts.kept(reference(landing)),
                                    landing.endedAt())));
        } else {
            batch.lines.learnt(line, landing.held(), unclear(landing));
        }
        Problem problem = landing.outcome().problem();
        if (landing.spoke()) {
            batch.tallies.spoke(flight.destination(), landing.endedAt());
        }
        Payloads.Place place = landing.exchanges().isEmpty()
                ? null
                : batch.post.payloads().put(KeptExchanges.pack(landing.exchanges()));
        batch.events.add(new Events.Event(
                new Events.Subject(flight.source(), flight.submissionId(), flight.transferId()),
                landing.endedAt(),
                kind(landing),
                Texts.kept(landing.row()),
                null,
                reference(landing),
                problem == null ? null : problem.message(),
                place));
    }

    private static int attempts(Landing landing) {
        return landing.flight().attempts() + (landing.counts() ? 1 : 0);
    }

    private static int troubles(Landing landing) {
        if (landing.row().equals(Landing.FETCHING)) {
            return landing.flight().troubles();
        }
        // Neither an attempt nor a trouble: all was taken so far, and it goes on.
        boolean goesOn = landing.outcome() instanceof Outcome.Deferred deferred && !deferred.trouble();
        return landing.counts() || goesOn ? 0 : landing.flight().troubles() + 1;
    }

    /**
     * What was unclear stays so until an answer tells: a deferral may mean that even the enquiry was not heard, and a rejection without
     * anything said, by the mapping, tells nothing.
     */
    private static boolean unclear(Landing landing) {
        return landing.becomes() == TransferState.UNCLEAR
                || landing.outcome() instanceof Outcome.Unclear
                || (landing.flight().unclear() && (landing.outcome() instanceof Outcome.Deferred || !landing.spoke()));
    }

    private static @Nullable String reference(Landing landing) {
        return landing.outcome() instanceof Outcome.Delivered delivered ? delivered.reference() : null;
    }

    /** What became of the transfer; whether it was refused or given up stands in the row and in the problem. */
    private static String kind(Landing landing) {
        if (landing.becomes() == TransferState.PARKED) {
            return "parked";
        }
        if (landing.outcome() instanceof Outcome.Delivered) {
            return "delivered";
        }
        return landing.outcome() instanceof Outcome.Deferred ? "deferred" : "unclear";
    }

    private static IllegalStateException refused(long id, String why) {
        return new IllegalStateException("Transfer " + Ids.text(id) + " " + why
                + ". Nothing was written for it. Look at it with" + " transfers --id " + Ids.text(id) + ".");
    }
}
