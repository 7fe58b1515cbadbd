package vn.lienthong.hub.journal;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import vn.lienthong.hub.journal.RetentionPass.RetentionPace;

/**
 * Takes rows out of the book of pulled messages. One goes when its source was told, has not given it for so long, and the bodies of all that it
 * became are gone; and, where the source is asked by days, no day is left that could list it. Should the source give it after that all the same, it is recognised by the sum of its record, which stays
 * ({@link PostgresPullBook#revisions}); so one that the source was never told of stays too: it may come again as it was.
 */
final class RetentionBook {
    private static final int STEP = 500;

    /**
     * How far a step goes: rows that were written together are looked at together. Those whose time is not over are not walked through, in the thousands, step by
     * step: the one kind may be kept for ever, and the other not.
     */
    private static final String UP_TO =
            """
            SELECT coalesce(ceil(extract(epoch FROM max(last_at)) * 1000)::int8, -1) FROM (
                SELECT last_at FROM pulled WHERE acknowledged IS NOT NULL AND last_at > moment(?) AND last_at < moment(?)
                  AND last_at < CASE WHEN submission IS NULL THEN moment(?) ELSE moment(?) END
                ORDER BY last_at LIMIT ?) AS step
            """;

    private static final String FORGET =
            """
            DELETE FROM pulled p
            WHERE p.acknowledged IS NOT NULL AND p.last_at > moment(?) AND p.last_at <= moment(?)
              AND p.last_at < CASE WHEN p.submission IS NULL THEN moment(?) ELSE moment(?) END
              AND (p.submission IS NULL OR EXISTS (
                  SELECT 1 FROM submission s JOIN retired_block r ON r.block = s.block WHERE s.id = p.submission))
              AND (p.refused IS NULL OR EXISTS (
                  SELECT 1 FROM refused f JOIN retired_block r ON r.block = f.block WHERE f.id = p.refused))
              AND NOT EXISTS (
                  SELECT 1 FROM pull_day d
                  WHERE d.source = p.source AND d.place = p.place AND d.day <= (p.last_at AT TIME ZONE 'UTC')::date + 1)
              AND NOT EXISTS (
                  SELECT 1 FROM unnest(p.told) AS t(id) LEFT JOIN submission s ON s.id = t.id
                  LEFT JOIN retired_block r ON r.block = s.block WHERE r.block IS NULL)
            RETURNING 1::int8
            """;

    private final long refusedBefore;
    private final long payloadsBefore;

    RetentionBook(RetentionSettings settings, Instant now) {
        this.refusedBefore = now.minus(settings.refused()).toEpochMilli();
        this.payloadsBefore = now.minus(settings.payloads()).toEpochMilli();
    }

    /** Forgets messages; says how many. */
    long run(Session db, RetentionPace pace, BooleanSupplier goOn) throws SQLException {
        long before = Math.max(refusedBefore, payloadsBefore);
        long gone = 0;
        long after = 0;
        while (goOn.getAsBoolean()) {
            long began = pace.begin();
            long upTo = db.ask(UP_TO, row -> row.getLong(1), after, before, refusedBefore, payloadsBefore, STEP)
                    .get(0);
            if (upTo < 0) {
                break;
            }
            List<Long> forgotten = db.ask(FORGET, row -> row.getLong(1), after, upTo, refusedBefore, payloadsBefore);
            gone += forgotten.size();
            after = upTo;
            pace.end(began);
        }
        return gone;
    }
}
