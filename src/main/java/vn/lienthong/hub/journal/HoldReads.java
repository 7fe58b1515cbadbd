package vn.lienthong.hub.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is asked about holds. */
final class HoldReads {
    private static final String HOLD =
            """
            SELECT h.id, h.name, h.destination, h.unit, h.dossier_code, h.procedure, h.unmapped_code, h.who, h.why, h.since, h.until,
                   h.ended_at, h.ended_by, h.ended_why, h.settled
            FROM hold h
            """;

    /** How many transfers something that is shaped like a hold covers; {@code %s}: which of them it keeps from going. */
    private static final String COUNTS =
            """
            (SELECT count(*) FROM open_transfer o WHERE (%s) AND COVERS),
            (SELECT count(*) FROM open_transfer o WHERE o.state = 'IN_FLIGHT' AND COVERS),
            (SELECT count(*) FROM open_transfer o
             WHERE w.unmapped_code IS NOT NULL AND o.unmapped_code = w.unmapped_code AND o.state = 'PARKED' AND COVERS)
            """
                    .replace("COVERS", HoldStep.covers("w", "o"));

    private static final String ACTIVE_COUNTS = "SELECT w.id, " + COUNTS.formatted("o.hold_id IS NOT NULL")
            + " FROM hold w WHERE w.ended_at IS NULL AND w.id = ANY (?::int8[])";

    private static final String WANTED =
            "(SELECT ?::text AS destination, ?::text AS unit, ?::text AS dossier_code, ?::text AS procedure, ?::text AS unmapped_code) w";

    private static final String WOULD_COUNTS = "SELECT 0::int8, "
            + COUNTS.formatted("o.hold_id IS NOT NULL OR o.ready OR o.due IS NOT NULL") + " FROM " + WANTED;

    private static final String CANDIDATES =
            """
            SELECT o.id FROM %s
            JOIN open_transfer o ON o.id > ? AND o.hold_id IS NULL AND (o.ready OR o.due IS NOT NULL) AND %s
            ORDER BY o.id LIMIT ?
            """
                    .formatted(WANTED, HoldStep.covers("w", "o"));

    static final String MARKED =
            """
            SELECT id, destination, unit, deadline FROM open_transfer
            WHERE hold_id = ? AND (deadline, id) > (coalesce(moment(?), CASE WHEN ? THEN timestamptz '-infinity' ELSE 'infinity' END), ?)
            ORDER BY deadline, id LIMIT ?
            """;

    /** Of those that are marked with a hold: how many no other covers, and how many one does. */
    private static final String WOULD_LIFT =
            """
            SELECT count(*) FILTER (WHERE NOT other), count(*) FILTER (WHERE other)
            FROM (SELECT EXISTS (SELECT 1 FROM hold h WHERE h.ended_at IS NULL AND h.id <> w.id AND %s) AS other
                  FROM hold w JOIN open_transfer o ON o.hold_id IS NOT NULL AND %s
                  WHERE w.id = ?) x
            """
                    .formatted(HoldStep.covers("h", "o"), HoldStep.covers("w", "o"));

    private static final String HELD =
            """
            SELECT x.destination, x.unit, h.name, x.n
            FROM (SELECT destination, unit, hold_id, count(*) AS n FROM open_transfer WHERE hold_id IS NOT NULL GROUP BY 1, 2, 3) x
            JOIN hold h ON h.id = x.hold_id
            ORDER BY 1, 2, 3
            """;

    static final String TO_DO =
            """
            SELECT EXISTS (SELECT 1 FROM hold WHERE ended_at IS NULL AND until <= moment(?)),
                   EXISTS (SELECT 1 FROM hold WHERE NOT settled)
            """;

    private final Reads reads;

    /**
     * What nobody has seen to yet.
     *
     * @param over whether the time of an active hold is over
     * @param unsettled whether a pass over the transfers of a hold is not at its end
     */
    record ToDo(boolean over, boolean unsettled) {}

    HoldReads(Reads reads) {
        this.reads = reads;
    }

    List<Holds.Hold> active() {
        return holds(" WHERE h.ended_at IS NULL ORDER BY h.id");
    }

    List<Holds.Hold> active(String name) {
        return holds(" WHERE h.ended_at IS NULL AND h.name_key = ?", HoldStep.key(name));
    }

    List<Holds.Hold> history(int limit) {
        return holds(" ORDER BY h.id DESC LIMIT ?", limit);
    }

    Holds.Hold hold(long id) {
        return holds(" WHERE h.id = ?", id).get(0);
    }

    List<Holds.Hold> unsettled() {
        return holds(" WHERE NOT h.settled ORDER BY h.id");
    }

    ToDo toDo(Instant now) {
        return reads.read(
                        db -> db.ask(TO_DO, row -> new ToDo(row.getBoolean(1), row.getBoolean(2)), now.toEpochMilli()))
                .get(0);
    }

    Holds.Counts wouldHold(Holds.Scope scope) {
        return reads.read(db -> db.ask(WOULD_COUNTS, HoldReads::counts, parameters(scope)))
                .get(0);
    }

    Holds.Lifted wouldLift(Holds.Hold hold) {
        return reads.read(db -> db.ask(
                        WOULD_LIFT, row -> new Holds.Lifted(hold, row.getLong(1), row.getLong(2), true), hold.id()))
                .get(0);
    }

    List<String> names() {
        return reads.read(
                db -> db.ask("SELECT name FROM hold WHERE ended_at IS NULL ORDER BY id", row -> row.getString(1)));
    }

    List<Holds.HeldCount> held() {
        return reads.read(db -> db.ask(
                HELD,
                row -> new Holds.HeldCount(row.getString(1), row.getString(2), row.getString(3), row.getLong(4))));
    }

    /** Transfers that a scope covers and that are not marked yet. */
    List<Long> candidates(Holds.Scope scope, long after, int limit) {
        return reads.read(db -> db.ask(CANDIDATES, row -> row.getLong(1), parameters(scope, after, limit)));
    }

    /** Transfers that are marked with a hold, nearest deadline first, after one of them. */
    List<Journal.Ready> marked(long hold, Journal.@Nullable Ready after, int limit) {
        Instant deadline = after == null ? null : after.deadline();
        return reads.read(db -> db.ask(
                MARKED,
                Lines::ready,
                hold,
                deadline == null ? null : (Long) deadline.toEpochMilli(),
                after == null,
                after == null ? 0L : after.transferId(),
                limit));
    }

    private List<Holds.Hold> holds(String which, @Nullable Object... parameters) {
        return reads.read(db -> {
            List<Holds.Hold> bare = db.ask(HOLD + which, HoldReads::hold, parameters);
            Rows ids = new Rows("int8");
            bare.stream().filter(hold -> hold.ended() == null).forEach(hold -> ids.add(hold.id()));
            if (ids.isEmpty()) {
                return bare;
            }
            Map<Long, Holds.Counts> counted = new HashMap<>();
            db.ask(ACTIVE_COUNTS, row -> counted.put(row.getLong(1), counts(row)), ids);
            return bare.stream()
                    .map(hold -> with(hold, counted.getOrDefault(hold.id(), Holds.Counts.NONE)))
                    .collect(Collectors.toList());
        });
    }

    private static @Nullable Object[] parameters(Holds.Scope scope, Object... more) {
        List<@Nullable Object> all = new ArrayList<>();
        all.add(scope.destination());
        all.add(scope.unit());
        all.add(scope.dossier());
        all.add(scope.procedure());
        all.add(scope.unmappedCode());
        all.addAll(List.of(more));
        return all.toArray();
    }

    private static Holds.Counts counts(ResultSet row) throws SQLException {
        return new Holds.Counts(row.getLong(2), row.getLong(3), row.getLong(4));
    }

    private static Holds.Hold with(Holds.Hold hold, Holds.Counts counts) {
        return new Holds.Hold(
                hold.id(),
                hold.name(),
                hold.scope(),
                hold.by(),
                hold.since(),
                hold.until(),
                hold.ended(),
                hold.settled(),
                counts);
    }

    private static Holds.Hold hold(ResultSet row) throws SQLException {
        Instant endedAt = Lines.instant(row, 12);
        return new Holds.Hold(
                row.getLong(1),
                row.getString(2),
                new Holds.Scope(
                        row.getString(3), row.getString(4), row.getString(5), row.getString(6), row.getString(7)),
                new Journal.By(row.getString(8), row.getString(9)),
                Objects.requireNonNull(Lines.instant(row, 10)),
                Lines.instant(row, 11),
                endedAt == null ? null : new Holds.Ended(new Journal.By(row.getString(13), row.getString(14)), endedAt),
                row.getBoolean(15),
                Holds.Counts.NONE);
    }
}
