package vn.lienthong.hub.journal;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

/** A person's act on days of sources that are asked by days: they are asked for no more, and it is noted who decided so, and why. */
final class PullDayStep {
    private static final String CLOSED = "pull-day-closed";

    /** A later day of the place must be left, and be no day of a clock that was wrong. */
    private static final String CLOSE =
            """
            DELETE FROM pull_day p WHERE source = ? AND day = ?::date AND place = coalesce(?::text, place)
                AND EXISTS (SELECT 1 FROM pull_day l
                            WHERE l.source = p.source AND l.place = p.place AND l.day > p.day AND l.day <= ?::date)
            RETURNING place
            """;

    /** By the index of a source's feed: nobody's is short. */
    private static final String ALL_CLOSED =
            "SELECT reference, at, coalesce(who, ''), coalesce(problem, '') FROM event WHERE source = '"
                    + Events.NO_SOURCE + "' AND kind = '" + CLOSED + "' ORDER BY cursor DESC LIMIT ?";

    private final Batch batch;

    PullDayStep(Batch batch) {
        this.batch = batch;
    }

    void run(List<Op.ClosingDay> ops) throws SQLException {
        for (Op.ClosingDay op : ops) {
            PullBook.Closing wanted = op.day;
            List<PullBook.OpenDay> gone = batch.db.ask(
                    CLOSE,
                    row -> new PullBook.OpenDay(wanted.source(), row.getString(1), wanted.day(), false),
                    wanted.source(),
                    wanted.day().toString(),
                    wanted.place(),
                    wanted.today().toString());
            gone.forEach(day -> note(day, op.by));
            op.becomes(gone);
        }
    }

    /** A source is named like a folder, so the first two blanks part the three. */
    private void note(PullBook.OpenDay day, Journal.By by) {
        String about = day.source() + " " + day.day() + " " + day.place();
        batch.events.add(Events.ofNoTransfer(batch.now, batch.post.ids().next(1), CLOSED, about, by));
    }

    /** What was given up, the latest act first. */
    static List<PullBook.Closed> closedDays(Session db, int limit) throws SQLException {
        return db.ask(
                ALL_CLOSED,
                row -> {
                    String[] about = row.getString(1).split(" ", 3);
                    Journal.By by = new Journal.By(row.getString(3), row.getString(4));
                    return new PullBook.Closed(
                            about[0],
                            about[2],
                            LocalDate.parse(about[1]),
                            Objects.requireNonNull(Lines.instant(row, 2)),
                            by);
                },
                limit);
    }
}
