package vn.lienthong.hub.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.testkit.Certificates;

/** What an operator reads when the settings of his own PostgreSQL are wrong. */
class NotOpenedIT {
    private static final String SECRET = "throw-away";

    @Test
    void theStartSaysWhatIsWrongAndWhatToDo(@TempDir Path folder) throws Exception {
        Certificates certificates = Certificates.in(folder.resolve("right"));
        Certificates others = Certificates.in(folder.resolve("others"));
        try (OwnPostgres server = OwnPostgres.start(PostgresPlace.usual(), certificates, SECRET)) {
            server.execute("CREATE DATABASE hub OWNER hub");
            server.execute("CREATE DATABASE foreign_one");
            String url = server.url("hub");
            says(url, "wrong", "password authentication failed", "hub.journal.password");
            says(server.url("nowhere"), SECRET, "database \"nowhere\" does not exist", "Make the database");
            says(server.url("foreign_one"), SECRET, "permission denied", "owner of the database");
            says(url.replaceAll("\\?.*", "?sslmode=disable"), SECRET, "no encryption", "sslmode=verify-full");
            String strange = url.replace(
                    certificates.authority().toString(), others.authority().toString());
            says(strange, SECRET, "SSL error", "sslrootcert");
            says(url.replace("ca.pem", "not-there.pem"), SECRET, "SSL root certificate", "sslrootcert");
            says(url.replace("localhost", "127.0.0.2"), SECRET, "", "sslrootcert|listens there");
        }
    }

    @Test
    void aServerThatForgetsItsCommitsIsFoundOut(@TempDir Path folder) throws Exception {
        Certificates certificates = Certificates.in(folder.resolve("right"));
        try (OwnPostgres server = OwnPostgres.start(PostgresPlace.usual(), certificates, SECRET);
                Database database = Database.external(server.url("postgres"), OwnPostgres.USER, SECRET)) {
            assertThat(UnsafeSettings.found(database.dataSource())).isEmpty();

            server.execute("ALTER SYSTEM SET full_page_writes = off");
            server.execute("SELECT pg_reload_conf()");

            TestJournal.eventually(() -> found(database).equals(List.of("full_page_writes")));
        }
    }

    private static List<String> found(Database database) {
        try {
            return UnsafeSettings.found(database.dataSource());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void says(String url, String password, String found, String cure) {
        try (Database database = Database.external(url, OwnPostgres.USER, password)) {
            assertThatThrownBy(() -> Journal.open(database, Clock.systemUTC(), JournalSettings.defaults()))
                    .as(url)
                    .isInstanceOf(JournalUnavailable.class)
                    .hasMessageStartingWith("The journal cannot be opened. Found: ")
                    .hasMessageContaining(found)
                    .hasMessageMatching("(?s).*(" + cure + ").*");
        }
    }
}
