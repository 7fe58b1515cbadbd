package vn.lienthong.hub.journal;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A real PostgreSQL that lives and dies with the hub, its data in a folder that is kept.
 *
 * <p>Commits are on disk when they return (fsync, synchronous_commit and full_page_writes are on). It listens on loopback only,
 * on a free port, with a password of its own that is kept in the folder, readable by its owner only. One hub at a time: the folder
 * is locked while it is used. A server that a killed hub left behind is stopped first. Works as root and as an ordinary user.
 */
public final class EmbeddedDatabase implements Database {
    static final String USER = "hub";
    private static final String NAME = "journal";
    private static final long LEAST_ROOM = 256L << 20;

    private final Path folder;
    private final FileChannel lockFile;
    private final PostgresServer server;
    private final String password;
    private final HikariDataSource pool;

    private EmbeddedDatabase(Path folder, FileChannel lockFile, PostgresServer server, String password) {
        this.folder = folder;
        this.lockFile = lockFile;
        this.server = server;
        this.password = password;
        this.pool = Database.pool(url(NAME), USER, password);
    }

    /**
     * Starts the server, the first time with a new database. Takes about half a second, the first time ever three.
     *
     * @param folder where the database is, or will be
     * @throws JournalUnavailable when it cannot be started; the message says why and what to do
     */
    public static EmbeddedDatabase start(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw FullDisk.told(folder, e)
                    .orElseGet(() -> new JournalUnavailable(
                            "The journal's folder cannot be made. Found: " + e
                                    + ". Make it writable, or set hub.data to another folder.",
                            e));
        }
        FileChannel lockFile = lock(folder);
        PostgresServer server = null;
        try {
            String password = password(folder);
            Path programs = PostgresBinaries.in(List.of(cache(), folder.resolve("programs")));
            server = PostgresServer.start(folder, programs, password);
            ensureDatabase(server.port(), password);
            return new EmbeddedDatabase(folder, lockFile, server, password);
        } catch (IOException | SQLException | RuntimeException e) {
            giveUp(lockFile, server);
            throw e instanceof JournalUnavailable known
                    ? known
                    : FullDisk.told(folder, e)
                            .orElseGet(() -> new JournalUnavailable(
                                    "The embedded PostgreSQL does not start. Found: " + e + " in " + folder
                                            + ". See the folder log beside it.",
                                    e));
        }
    }

    @Override
    public DataSource dataSource() {
        return pool;
    }

    /** JDBC address of another database of this server, for tools and tests. */
    public String url(String database) {
        return url(server.port(), database);
    }

    /** The password of user {@code hub}. */
    public String password() {
        return password;
    }

    /** The process id of the server. */
    public long pid() {
        return server.pid();
    }

    @Override
    public Optional<String> trouble() {
        try {
            if (!server.alive()) {
                return Optional.of("database-stopped");
            }
            boolean tight = Files.getFileStore(folder).getUsableSpace() < LEAST_ROOM;
            return tight ? Optional.of("disk-full") : Optional.empty();
        } catch (IOException e) {
            return Optional.of("data-folder-unreadable");
        }
    }

    @Override
    public void close() {
        pool.close();
        server.stop();
        release(lockFile);
    }

    private static String url(int port, String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    private static void ensureDatabase(int port, String password) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(port, "postgres"), USER, password);
                Statement statement = connection.createStatement()) {
            if (!statement
                    .executeQuery("SELECT 1 FROM pg_database WHERE datname = '" + NAME + "'")
                    .next()) {
                statement.execute("CREATE DATABASE " + NAME);
            }
        }
    }

    private static void giveUp(FileChannel lockFile, @Nullable PostgresServer server) {
        if (server != null) {
            server.stop();
        }
        release(lockFile);
    }

    private static Path cache() {
        String caches = System.getenv("XDG_CACHE_HOME");
        Path place = caches == null || !caches.startsWith("/")
                ? Path.of(System.getProperty("user.home", "."), ".cache")
                : Path.of(caches);
        return place.resolve("lienthong-hub");
    }

    private static FileChannel lock(Path folder) {
        Path file = folder.resolve("lock");
        try {
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            FileLock lock = null;
            try {
                lock = channel.tryLock();
            } catch (OverlappingFileLockException e) {
                // Held by this very process: answered below like any other holder.
            }
            if (lock == null) {
                String holder = Files.readString(file, StandardCharsets.UTF_8).strip();
                channel.close();
                throw new JournalUnavailable("Another hub is using this journal. Found: " + folder
                        + " locked by process " + (holder.isEmpty() ? "unknown" : holder)
                        + ". Stop that hub, or set hub.data to another folder.");
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8)));
            return channel;
        } catch (IOException e) {
            throw FullDisk.told(folder, e)
                    .orElseGet(() -> new JournalUnavailable(
                            "The journal's folder cannot be used. Found: " + e
                                    + ". Give its owner's rights to the user that runs the hub, or"
                                    + " set hub.data to another folder.",
                            e));
        }
    }

    private static void release(FileChannel lockFile) {
        try {
            lockFile.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String password(Path folder) throws IOException {
        Path file = folder.resolve("password");
        if (Files.exists(file)) {
            return Files.readString(file, StandardCharsets.UTF_8).strip();
        }
        byte[] chance = new byte[24];
        new SecureRandom().nextBytes(chance);
        String password = HexFormat.of().formatHex(chance);
        SecretFile.write(file, password.getBytes(StandardCharsets.UTF_8));
        return password;
    }
}
