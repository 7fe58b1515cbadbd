package vn.lienthong.hub.kit;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.connector.CasePlay;
import vn.lienthong.hub.journal.Database;
import vn.lienthong.hub.journal.EmbeddedDatabase;
import vn.lienthong.hub.journal.Journal;
import vn.lienthong.hub.journal.JournalSettings;

/** The one database server of all hubs of a JVM, thrown away at its end, with a database for each hub. */
final class KitDatabase {
    private static final String TEMPLATE = "kit_template";
    private static @Nullable HikariDataSource server;
    private static int number;

    private KitDatabase() {}

    /** One without a record. */
    static synchronized Database fresh() {
        HikariDataSource begun = server == null ? begin() : server;
        server = begun;
        String name = "kit_" + number++;
        execute(begun, "CREATE DATABASE " + name + " TEMPLATE " + TEMPLATE);
        return at(begun, name);
    }

    private static HikariDataSource begin() {
        try {
            Path folder = Files.createTempDirectory("lienthong-testkit");
            EmbeddedDatabase started = EmbeddedDatabase.start(folder);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(started, folder)));
            HikariDataSource pool = (HikariDataSource) started.dataSource();
            execute(pool, "CREATE DATABASE " + TEMPLATE);
            // Whoever opens a journal makes its tables: once is enough.
            try (Database template = at(pool, TEMPLATE)) {
                Journal.open(template, CasePlay.CLOCK, JournalSettings.defaults())
                        .close();
            }
            return pool;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void end(EmbeddedDatabase started, Path folder) {
        started.close();
        KitHome.delete(folder);
    }

    private static Database at(HikariDataSource pool, String name) {
        return Database.external(
                pool.getJdbcUrl().replaceFirst("[^/]*$", name),
                String.valueOf(pool.getUsername()),
                String.valueOf(pool.getPassword()));
    }

    /** Past the pool, which gives a hub up after two seconds: a busy machine may need longer for the first connection. */
    private static void execute(HikariDataSource pool, String sql) {
        try (Connection connection =
                        DriverManager.getConnection(pool.getJdbcUrl(), pool.getUsername(), pool.getPassword());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "The test kit cannot make a database for a hub. Found: " + e.getMessage()
                            + ". Is there room in the folder for temporary files?",
                    e);
        }
    }
}
