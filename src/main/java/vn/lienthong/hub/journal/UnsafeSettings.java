package vn.lienthong.hub.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Settings of a database that break our word: a receipt says that the record is on the disk. Whether commits wait for it, we set ourselves. */
final class UnsafeSettings {
    private static final Logger LOG = LoggerFactory.getLogger(UnsafeSettings.class);
    private static final String OFF =
            "SELECT name FROM pg_settings WHERE name IN ('fsync', 'full_page_writes') AND setting = 'off' ORDER BY name";

    private UnsafeSettings() {}

    /** Says so in the log; to refuse them would be to forbid a test system. */
    static void tell(DataSource database) throws SQLException {
        List<String> off = found(database);
        if (!off.isEmpty()) {
            LOG.warn(
                    "The database may lose what it has committed when the power fails. Found: {} off. Switch on what is off.",
                    String.join(", ", off));
        }
    }

    static List<String> found(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return new Session(connection).ask(OFF, row -> row.getString(1));
        }
    }
}
