package vn.lienthong.hub.journal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import vn.lienthong.hub.vocabulary.Times;

/** How the sums per destination and unit change by one batch. */
final class Tallies {
    private static final String UPSERT =
            """
            INSERT INTO tally AS t (destination, unit, accepted, delivered, cancelled, superseded, later, moved)
            SELECT * FROM unnest(?::text[], ?::text[], ?::int8[], ?::int8[], ?::int8[], ?::int8[], ?::int8[], ?::int8[])
            ON CONFLICT (destination, unit) DO UPDATE SET
                accepted = t.accepted + excluded.accepted, delivered = t.delivered + excluded.delivered,
                cancelled = t.cancelled + excluded.cancelled, superseded = t.superseded + excluded.superseded,
                later = t.later + excluded.later, moved = t.moved + excluded.moved
            """;

    private static final String SPOKEN =
            """
            INSERT INTO spoken AS s (destination, day, attempts)
            SELECT u.destination, u.day::date, u.attempts FROM unnest(?::text[], ?::text[], ?::int8[]) AS u(destination, day, attempts)
            ON CONFLICT (destination, day) DO UPDATE SET attempts = s.attempts + excluded.attempts
            """;

    private static final int ACCEPTED = 0;
    private static final int DELIVERED = 1;
    private static final int CANCELLED = 2;
    private static final int SUPERSEDED = 3;
    private static final int LATER = 4;
    private static final int MOVED = 5;

    /** In one order for all nodes, so that two of them never wait for each other. */
    private final Map<Journal.Lane, long[]> changes = new TreeMap<>(LineKey.LANES);

    private final Map<LocalDate, Map<String, Long>> spoken = new TreeMap<>();

    void accepted(String destination, String unit) {
        count(destination, unit, ACCEPTED);
    }

    void delivered(String destination, String unit) {
        count(destination, unit, DELIVERED);
    }

    void cancelled(String destination, String unit) {
        count(destination, unit, CANCELLED);
    }

    void superseded(String destination, String unit) {
        count(destination, unit, SUPERSEDED);
    }

    /** So many more, or fewer, are owed later. */
    void later(String destination, String unit, int by) {
        count(destination, unit, LATER, by);
    }

    /** So many of those that were owed later became transfers. */
    void moved(String destination, String unit, int by) {
        count(destination, unit, MOVED, by);
    }

    /** A transfer is owed later again. */
    void takenBack(String destination, String unit, boolean history) {
        count(destination, unit, ACCEPTED, -1);
        count(destination, unit, LATER, 1);
        count(destination, unit, MOVED, history ? -1 : 0);
    }

    /** An attempt in which something was said ended on a day. */
    void spoke(String destination, Instant at) {
        spoken.computeIfAbsent(LocalDate.ofInstant(at, Times.ZONE), day -> new TreeMap<>())
                .merge(destination, 1L, Long::sum);
    }

    void flush(Batch batch) {
        if (!spoken.isEmpty()) {
            Rows rows = new Rows("text", "text", "int8");
            spoken.forEach((day, destinations) ->
                    destinations.forEach((destination, count) -> rows.add(destination, day.toString(), count)));
            batch.db.putOff(SPOKEN, rows);
        }
        if (changes.isEmpty()) {
            return;
        }
        Rows rows = new Rows("text", "text", "int8", "int8", "int8", "int8", "int8", "int8");
        changes.forEach((lane, by) ->
                rows.add(
                        lane.destination(),
                        lane.unit(),
                        by[ACCEPTED],
                        by[DELIVERED],
                        by[CANCELLED],
                        by[SUPERSEDED],
                        by[LATER],
                        by[MOVED]));
        batch.db.putOff(UPSERT, rows);
    }

    private void count(String destination, String unit, int which) {
        count(destination, unit, which, 1);
    }

    private void count(String destination, String unit, int which, int by) {
        changes.computeIfAbsent(new Journal.Lane(destination, unit), lane -> new long[6])[which] += by;
    }
}
