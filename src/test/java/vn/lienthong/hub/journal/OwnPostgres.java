package vn.lienthong.hub.journal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import vn.lienthong.hub.testkit.Certificates;

/**
 * A PostgreSQL as an operator runs it: a process of its own that asks for a password and speaks TLS only. The hub's user owns the databases
 * that are made for it and is nothing else. Its folder is thrown away with it.
 */
public final class OwnPostgres implements AutoCloseable {
    /** Whom the hub is, there. */
    public static final String USER = "hub";

    private static final String KEEPER = "keeper";
    private static final String LOG = "server.log";

    private final Path folder;
    private final PostgresPrograms programs;
    private final Path authority;
    private final String password;
    private int port;
    private Process process;

    private OwnPostgres(Path folder, PostgresPrograms programs, Path authority, String password) throws IOException {
        this.folder = folder;
        this.programs = programs;
        this.authority = authority;
        this.password = password;
        this.port = freePort();
        this.process = launch();
    }

    /**
     * Starts one with a new, empty cluster and a user {@link #USER}.
     *
     * @param password of both users, the keeper's and the hub's
     */
    public static OwnPostgres start(PostgresPlace place, Certificates certificates, String password)
            throws IOException {
        Path folder = Files.createTempDirectory("lienthong-hub-postgres");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path programsFolder = place.programs(folder.resolve("programs"));
        for (String name : List.of("server.crt", "server.key")) {
            Files.copy(certificates.file(name), folder.resolve(name), java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
        }
        Path secret = folder.resolve("password");
        Files.writeString(secret, password);
        PostgresPrograms programs = PostgresPrograms.in(programsFolder, folder);
        Process initdb = programs.run(
                "initdb",
                List.of("-D", "pg", "-U", KEEPER, "--pwfile=password", "--auth=scram-sha-256", "-E", "UTF8", "-N"),
                "initdb.log");
        if (waitFor(initdb) != 0) {
            throw new IOException("initdb: " + Files.readString(folder.resolve("initdb.log")));
        }
        OwnPostgres server = new OwnPostgres(folder, programs, certificates.authority(), password);
        server.awaitReady(true);
        server.execute("CREATE ROLE " + USER + " LOGIN PASSWORD '" + password + "'");
        return server;
    }

    /** JDBC address of a database of it, as the manual writes it. */
    public String url(String database) {
        return "jdbc:postgresql://localhost:" + port + "/" + database + "?sslmode=verify-full&sslrootcert=" + authority;
    }

    public int port() {
        return port;
    }

    public String password() {
        return password;
    }

    /** Runs statements as its keeper. */
    public void execute(String sql) {
        try (Connection connection = DriverManager.getConnection(url("postgres"), KEEPER, password);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ends it at once, as the kernel does when memory runs out. */
    public void kill() {
        process.destroyForcibly();
        waitFor(process);
    }

    /** Starts it again at the same port after {@link #kill()}. */
    public void startAgain() throws IOException {
        process = launch();
        awaitReady(false);
    }

    @Override
    public void close() throws IOException {
        // SIGINT: fast shutdown.
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
        PostgresBinaries.delete(folder);
    }

    private Process launch() throws IOException {
        Files.writeString(
                folder.resolve("hba.conf"),
                "hostssl all all 127.0.0.1/32 scram-sha-256\nhostssl all all ::1/128 scram-sha-256\n");
        return programs.run(
                "postgres",
                List.of(
                        "-D",
                        "pg",
                        "-p",
                        Integer.toString(port),
                        "-k",
                        "",
                        "-h",
                        "127.0.0.1",
                        "-c",
                        "ssl=on",
                        "-c",
                        "ssl_cert_file=../server.crt",
                        "-c",
                        "ssl_key_file=../server.key",
                        "-c",
                        "hba_file=hba.conf",
                        "-c",
                        "max_connections=60"),
                LOG);
    }

    /** Whoever takes the port between our look and the server's is not waited for if another port will do. */
    private void awaitReady(boolean anyPort) throws IOException {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (!answers()) {
            if (System.nanoTime() > end) {
                throw new IOException("PostgreSQL does not answer: " + Files.readString(folder.resolve(LOG)));
            }
            if (!process.isAlive()) {
                String said = Files.readString(folder.resolve(LOG));
                boolean passing = said.contains("Address already in use") || said.contains("shared memory block");
                if (!passing) {
                    throw new IOException("PostgreSQL ended by itself: " + said);
                }
                port = anyPort ? freePort() : port;
                process = launch();
            }
            PostgresServer.pause(100);
        }
    }

    private boolean answers() {
        try (Connection connection = DriverManager.getConnection(url("postgres"), KEEPER, password)) {
            return connection.isValid(5);
        } catch (SQLException e) {
            return false;
        }
    }

    private static int waitFor(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
