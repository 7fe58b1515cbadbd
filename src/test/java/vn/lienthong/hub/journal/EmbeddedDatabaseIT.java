package vn.lienthong.hub.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseIT {
    @TempDir
    Path temporary = Path.of(".");

    private Path folder = Path.of(".");

    @BeforeEach
    void aFolderWithASpaceAndVietnameseLetters() {
        folder = temporary.resolve("Hồ sơ liên thông").resolve("pg của hub");
    }

    @Test
    void asksTheRunningServerWhetherCommitsAreOnDisk() throws SQLException {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder)) {
            assertThat(show(database, "fsync")).isEqualTo("on");
            assertThat(show(database, "synchronous_commit")).isEqualTo("on");
            assertThat(show(database, "full_page_writes")).isEqualTo("on");
        }
    }

    @Test
    void letsNobodyInButTheHubOfThisMachine() throws SQLException, IOException {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder)) {
            assertThat(show(database, "listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(show(database, "unix_socket_directories")).isEmpty();
            assertThatThrownBy(() -> DriverManager.getConnection(database.url("journal"), "hub", "guessed"))
                    .hasMessageContaining("password authentication failed");
            assertThatThrownBy(() -> DriverManager.getConnection(database.url("journal") + "?user=hub"))
                    .isInstanceOf(SQLException.class);
            for (String secret : new String[] {"password"}) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(secret))))
                        .isEqualTo("rw-------");
            }
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("pg"))))
                    .isEqualTo("rwx------");
            assertThat(folder.resolve("password.first")).doesNotExist();
        }
    }

    @Test
    void keepsItsDataAndPasswordFromRunToRun() throws SQLException {
        String password;
        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder)) {
            run(database, "CREATE TABLE kept AS SELECT 42 AS answer");
            password = database.password();
        }
        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder)) {
            assertThat(database.password()).isEqualTo(password);
            assertThat(ask(database, "SELECT answer FROM kept")).isEqualTo("42");
            assertThat(database.trouble()).isEmpty();
        }
    }

    @Test
    void tellsASecondHubWhoHasTheFolder() {
        try (EmbeddedDatabase first = EmbeddedDatabase.start(folder)) {
            assertThat(first.trouble()).isEmpty();
            assertThatThrownBy(() -> EmbeddedDatabase.start(folder))
                    .isInstanceOf(JournalUnavailable.class)
                    .hasMessage("Another hub is using this journal. Found: " + folder + " locked by process "
                            + ProcessHandle.current().pid() + ". Stop that hub, or set hub.data to another folder.");
            assertThat(first.trouble()).isEmpty();
        }
        EmbeddedDatabase.start(folder).close();
    }

    @Test
    void startsOverTheNoteOfAServerThatWasKilledAlsoWhenAStrangerHasItsProcessIdNow() throws SQLException, IOException {
        EmbeddedDatabase.start(folder).close();
        Files.writeString(
                folder.resolve("pg/postmaster.pid"),
                ProcessHandle.current().pid() + "\n" + folder.resolve("pg")
                        + "\n1\n5432\n\n127.0.0.1\n   123   456\nready\n",
                StandardCharsets.UTF_8);
        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder)) {
            assertThat(ask(database, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void throwsAwayADatabaseThatWasOnlyHalfMade() throws SQLException, IOException {
        Files.createDirectories(folder.resolve("pg.new/base"));
        Files.writeString(folder.resolve("pg.new/PG_VERSION"), "17");
        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder)) {
            assertThat(ask(database, "SELECT 1")).isEqualTo("1");
        }
        assertThat(folder.resolve("pg.new")).doesNotExist();
    }

    @Test
    void startsAServerAgainThatWasKilledAndLosesNothing() throws IOException, InterruptedException {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder);
                Journal journal = Journal.open(database, Clock.systemUTC(), JournalSettings.defaults())) {
            long first = TestJournal.receipt(journal, TestJournal.entry("city", "H1", 1, "echo"))
                    .submissionId();
            long before = database.pid();
            new ProcessBuilder("kill", "-9", Long.toString(before)).start().waitFor();
            TestJournal.eventually(
                    () -> database.pid() != before && database.trouble().isEmpty());
            TestJournal.eventually(() -> accepts(journal));
            assertThat(journal.submission(first)).isPresent();
            assertThat(journal.trouble()).isEmpty();
        }
    }

    @Test
    void leavesNoServerBehind() {
        EmbeddedDatabase database = EmbeddedDatabase.start(folder);
        long pid = database.pid();
        database.close();
        assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
    }

    @Test
    void saysWhatIsWrongWhenTheFolderCannotBeMade() throws IOException {
        Path file = Files.createFile(temporary.resolve("a file"));
        assertThatThrownBy(() -> EmbeddedDatabase.start(file.resolve("pg")))
                .isInstanceOf(JournalUnavailable.class)
                .hasMessageContaining("The journal's folder cannot be made. Found: ")
                .hasMessageContaining("set hub.data to another folder");
    }

    private static boolean accepts(Journal journal) {
        return journal.accept(TestJournal.entry("city", "H2", 1, "echo"))
                .handle((acceptance, failure) -> failure == null)
                .join();
    }

    private static String show(EmbeddedDatabase database, String setting) throws SQLException {
        return ask(database, "SHOW " + setting);
    }

    private static String ask(EmbeddedDatabase database, String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private static void run(EmbeddedDatabase database, String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
