package vn.lienthong.hub.journal;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Months of bodies that are over and empty: their partition goes, and with it at once the room it took. */
final class RetentionPartitions {
    private static final Logger LOG = LoggerFactory.getLogger(RetentionPartitions.class);
    private static final Pattern NAME = Pattern.compile("payload_block_(\\d{4})_(\\d{2})");

    private static final String CHILDREN =
            "SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'payload_block'::regclass ORDER BY 1";

    private RetentionPartitions() {}

    /** Drops those that are over. Gives how many; one that is in use now goes another time. */
    static int drop(Session db, Instant now) throws SQLException {
        int dropped = 0;
        for (String name : db.ask(CHILDREN, row -> row.getString(1))) {
            Matcher month = NAME.matcher(name);
            if (month.matches() && isOver(month, now) && isEmpty(db, name)) {
                dropped += drop(db, name) ? 1 : 0;
            }
        }
        return dropped;
    }

    /** With two days for clocks that are behind. */
    private static boolean isOver(Matcher month, Instant now) {
        Instant end = YearMonth.of(Integer.parseInt(month.group(1)), Integer.parseInt(month.group(2)))
                .plusMonths(1)
                .atDay(1)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
        return end.plus(Duration.ofDays(2)).isBefore(now);
    }

    private static boolean isEmpty(Session db, String name) throws SQLException {
        List<Boolean> rows = db.ask("SELECT true FROM " + name + " LIMIT 1", row -> row.getBoolean(1));
        return rows.isEmpty();
    }

    /** Waits for its lock so shortly that nobody who queues up behind it notices. */
    private static boolean drop(Session db, String name) throws SQLException {
        try {
            db.putOff("BEGIN");
            db.putOff("SET LOCAL lock_timeout = '100ms'");
            db.putOff("DROP TABLE " + name);
            db.commit();
            LOG.info("The month {} of bodies is empty and was dropped.", name);
            return true;
        } catch (SQLException e) {
            db.putOff("ROLLBACK");
            db.travel();
            if (Faults.of(e) == Faults.AWAY) {
                throw e;
            }
            LOG.debug("{} is in use and stays for now: {}", name, e.toString());
            return false;
        }
    }
}
