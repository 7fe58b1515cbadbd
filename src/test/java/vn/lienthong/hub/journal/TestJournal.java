package vn.lienthong.hub.journal;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import vn.lienthong.hub.vocabulary.DossierRecord;
import vn.lienthong.hub.vocabulary.Held;
import vn.lienthong.hub.vocabulary.HeldSteps;
import vn.lienthong.hub.vocabulary.Outcome;
import vn.lienthong.hub.vocabulary.Problem;
import vn.lienthong.hub.vocabulary.Status;
import vn.lienthong.hub.vocabulary.TransferState;

/**
 * A real journal for tests: one embedded PostgreSQL per JVM, an empty database per test.
 *
 * <pre>{@code
 * @RegisterExtension
 * final TestJournal test = TestJournal.fresh();
 * ...
 * test.journal().accept(TestJournal.entry("city", "H1", 1, "province-rest")).join();
 * }</pre>
 *
 * Outside JUnit: {@code try (TestJournal test = TestJournal.started()) …}.
 */
public final class TestJournal implements BeforeEachCallback, AfterEachCallback, AutoCloseable {
    /** The moment at which a journal of {@link #fresh()} begins; its clock moves only by hand. */
    public static final Instant START = Instant.parse("2026-03-02T01:00:00Z");

    private static final String TEMPLATE = "journal_template";
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static volatile @Nullable OwnPostgres elsewhere;

    private final Clock clock;
    private final UnaryOperator<JournalSettings> settings;
    private String name = "";
    private @Nullable HikariDataSource pool;
    private @Nullable Journal journal;

    private TestJournal(Clock clock, UnaryOperator<JournalSettings> settings) {
        this.clock = clock;
        this.settings = settings;
    }

    /** A journal with a clock that stands at {@link #START} until {@link TestClock#forward} is called. */
    public static TestJournal fresh() {
        return with(new TestClock(START), settings -> settings);
    }

    public static TestJournal with(Clock clock, UnaryOperator<JournalSettings> settings) {
        return new TestJournal(clock, settings);
    }

    /** From now on all of them are on another server; null: on the embedded one again. */
    static void on(@Nullable OwnPostgres server) {
        if (server != null) {
            server.execute("CREATE DATABASE " + TEMPLATE + " OWNER " + OwnPostgres.USER);
            Shared.migrate(server.url(TEMPLATE), OwnPostgres.USER, server.password());
        }
        elsewhere = server;
    }

    /** One that is open already, for use outside JUnit; close it. */
    public static TestJournal started() {
        TestJournal test = fresh();
        test.beforeEach(null);
        return test;
    }

    public Journal journal() {
        return java.util.Objects.requireNonNull(journal, "no journal outside a test");
    }

    /** What the audit says of this journal. */
    Audit.Report audited() {
        return journal().audit().verify(new Audit.Wanted(null, null, null), (links, of, entries) -> {});
    }

    /** The hand-moved clock of {@link #fresh()}. */
    public TestClock clock() {
        return (TestClock) clock;
    }

    /** Closes the journal and opens it again on the same database, as a restarted hub does. */
    public Journal reopen() {
        return reopenWith(same -> same);
    }

    /** The same with other settings, for this once. */
    Journal reopenWith(UnaryOperator<JournalSettings> other) {
        journal().close();
        journal = Journal.open(pool(), clock, other.apply(settings.apply(JournalSettings.defaults())));
        return journal;
    }

    public HikariDataSource pool() {
        return java.util.Objects.requireNonNull(pool, "no database outside a test");
    }

    /** Runs statements directly on the database. */
    public void sql(String statements) {
        try (Connection connection = pool().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(statements);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Counts rows of a table, which may have a condition after it. */
    public long count(String from) {
        try (Connection connection = pool().getConnection();
                Statement statement = connection.createStatement();
                java.sql.ResultSet rows = statement.executeQuery("SELECT count(*) FROM " + from)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Makes the database unreachable: no connection stays, none is let in. */
    public void lockOut() {
        Shared.execute("ALTER DATABASE " + name + " ALLOW_CONNECTIONS false");
        cutConnections();
    }

    public void letIn() {
        Shared.execute("ALTER DATABASE " + name + " ALLOW_CONNECTIONS true");
    }

    /** Ends every connection to the database. */
    public void cutConnections() {
        Shared.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name + "'");
    }

    @Override
    public void beforeEach(@Nullable ExtensionContext context) {
        name = "test_" + ProcessHandle.current().pid() + "_" + COUNT.incrementAndGet();
        Shared.execute("CREATE DATABASE " + name + " TEMPLATE " + TEMPLATE + " OWNER " + EmbeddedDatabase.USER);
        OwnPostgres other = elsewhere;
        pool = other == null
                ? Database.pool(Shared.SERVER.url(name), EmbeddedDatabase.USER, Shared.SERVER.password())
                : Database.pool(other.url(name), OwnPostgres.USER, other.password());
        journal = Journal.open(pool, clock, settings.apply(JournalSettings.defaults()));
    }

    @Override
    public void afterEach(@Nullable ExtensionContext context) {
        close();
    }

    @Override
    public void close() {
        journal().close();
        pool().close();
        Shared.execute("DROP DATABASE " + name + " WITH (FORCE)");
    }

    /** An entry whose content is made from its parts; unit 21583, deadline none. */
    public static Entry entry(String source, String code, int revision, String... owedTo) {
        return entry(record(code, revision, "21583", "content"), source, null, owedTo);
    }

    public static Entry entry(DossierRecord record, String source, @Nullable Instant deadline, String... owedTo) {
        return new Entry(source, record, sha256(record.content()), List.of(owedTo), deadline);
    }

    public static DossierRecord record(String code, int revision, String unit, String content) {
        byte[] json = ("{\"dossierCode\":\"" + code + "\",\"note\":\"" + content + "\",\"revision\":" + revision + "}")
                .getBytes(StandardCharsets.UTF_8);
        return new DossierRecord(
                code, revision, "1.001193.000.00.00.H08", unit, Status.PROCESSING, null, START, null, json);
    }

    /** A landing that confirms a flight. */
    public static Landing delivered(Flight flight, Instant at) {
        return new Landing(
                flight,
                at,
                at,
                new Outcome.Delivered("REF-" + flight.dossierCode()),
                TransferState.DELIVERED,
                null,
                true,
                "ok",
                new Held(true, HeldSteps.of(List.of("step-" + flight.revision())), null),
                null,
                List.of());
    }

    public static Problem problem(String code) {
        return new Problem(code, "Something is wrong.", "a test", "Do nothing.");
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The one server of this JVM, thrown away at its end. */
    private static final class Shared {
        static final EmbeddedDatabase SERVER = start();

        static EmbeddedDatabase start() {
            try {
                Path folder = Files.createTempDirectory("lienthong-hub-test");
                EmbeddedDatabase server = EmbeddedDatabase.start(folder);
                Runtime.getRuntime().addShutdownHook(new Thread(() -> throwAway(server, folder)));
                prepare(server);
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        static void prepare(EmbeddedDatabase server) {
            execute(server, "CREATE DATABASE " + TEMPLATE);
            migrate(server.url(TEMPLATE), EmbeddedDatabase.USER, server.password());
        }

        static void migrate(String url, String user, String password) {
            Flyway.configure()
                    .dataSource(url, user, password)
                    .locations("classpath:db/migration")
                    .load()
                    .migrate();
            TransitionCheck.install(url, user, password);
        }

        static void execute(String sql) {
            OwnPostgres other = elsewhere;
            if (other == null) {
                execute(SERVER, sql);
            } else {
                other.execute(sql);
            }
        }

        static void execute(EmbeddedDatabase server, String sql) {
            try (Connection connection = DriverManager.getConnection(
                            server.url("postgres"), EmbeddedDatabase.USER, server.password());
                    Statement statement = connection.createStatement()) {
                statement.execute(sql);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        static void throwAway(EmbeddedDatabase server, Path folder) {
            try {
                server.close();
                PostgresBinaries.delete(folder);
            } catch (IOException | RuntimeException e) {
                // A leftover of a test run in the folder for temporary files.
            }
        }
    }

    /** Waits until something holds, at most a minute; for what other threads do. */
    public static void eventually(java.util.function.BooleanSupplier holds) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("did not come to hold within a minute");
            }
            // Whom it waits for needs the processor too.
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    /** The one receipt of an entry that must be accepted. */
    public static Acceptance.Receipt receipt(Journal journal, Entry entry) {
        return (Acceptance.Receipt) journal.accept(entry).join();
    }

    static List<Long> ids(List<Flight> flights) {
        return new ArrayList<>(flights.stream().map(Flight::transferId).toList());
    }
}
