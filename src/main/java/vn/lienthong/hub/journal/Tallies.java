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
            INSERT INTO tally AS t (destination, unit, accepted, delivered, cancelled, superseded)
            SELECT * FROM unnest(?::text[], ?::text[], ?::int8[], ?::int8[], ?::int8[], ?::int8[])
            ON CONFLICT (destination, unit) DO UPDATE SET
                accepted = t.accepted + excluded.accepted, delivered = t.delivered + excluded.delivered,
                cancelled = t.cancelled + excluded.cancelled, superseded = t.superseded + excluded.superseded
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
        Rows rows = new Rows("text", "text", "int8", "int8", "int8", "int8");
        changes.forEach((lane, by) ->
                rows.add(lane.destination(), lane.unit(), by[ACCEPTED], by[DELIVERED], by[CANCELLED], by[SUPERSEDED]));
        batch.db.putOff(UPSERT, rows);
    }

    private void count(String destination, String unit, int which) {
        changes.computeIfAbsent(new Journal.Lane(destination, unit), lane -> new long[4])[which]++;
    }
}
