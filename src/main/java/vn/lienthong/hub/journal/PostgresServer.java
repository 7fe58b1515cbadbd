package vn.lienthong.hub.journal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server process over one data folder: made, started, watched, stopped.
 *
 * <p>Beside it runs a guardian: a shell that waits for the hub's end of a pipe to close, and then asks the server to stop. So a killed
 * hub leaves no server behind. All paths given to the programs are relative to the folder, so that its name may hold any letters.
 */
final class PostgresServer {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresServer.class);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String DATA = "pg";
    private static final String START_LOG = "start.log";

    private final Path folder;
    private final PostgresPrograms programs;
    private final int port;
    private volatile Process postmaster;
    private volatile Process guardian;
    private volatile boolean stopping;

    private PostgresServer(Path folder, PostgresPrograms programs, int port) throws IOException {
        this.folder = folder;
        this.programs = programs;
        this.port = port;
        this.postmaster = launch();
        this.guardian = guard(postmaster);
    }

    static PostgresServer start(Path folder, Path programsFolder, String password) throws IOException {
        PostgresPrograms programs = PostgresPrograms.in(programsFolder, folder);
        if (!Files.exists(folder.resolve(DATA).resolve("PG_VERSION"))) {
            create(folder, programs, password);
        }
        PostgresLeftover.clear(folder.resolve(DATA));
        for (int attempt = 1; ; attempt++) {
            PostgresServer server = new PostgresServer(folder, programs, freePort());
            if (server.waitUntilReady()) {
                server.watch();
                return server;
            }
            server.stop();
            String said = Files.readString(folder.resolve(START_LOG), StandardCharsets.UTF_8);
            // The port can be taken between our look and the server's; the memory of a killed server is let go after a
            // moment.
            boolean passing = said.contains("Address already in use") || said.contains("shared memory block");
            if (!passing || attempt == 20) {
                throw new IOException("the server ended at once: " + said.strip());
            }
            pause(100);
        }
    }

    int port() {
        return port;
    }

    long pid() {
        return postmaster.pid();
    }

    boolean alive() {
        return postmaster.isAlive();
    }

    /** Stops it in an orderly way: what is committed is on disk in any case, this spares the next start the recovery. */
    void stop() {
        stopping = true;
        try {
            guardian.getOutputStream().close();
            if (!postmaster.waitFor(30, TimeUnit.SECONDS)) {
                LOG.warn("PostgreSQL {} did not stop within 30 s and is ended.", postmaster.pid());
                postmaster.destroyForcibly();
            }
            guardian.waitFor(1, TimeUnit.SECONDS);
        } catch (IOException e) {
            postmaster.destroy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            guardian.destroyForcibly();
        }
    }

    /** A server that ends by itself (out of memory, disk full) is started again. */
    private void watch() {
        postmaster.onExit().thenRunAsync(this::startAgain);
    }

    private void startAgain() {
        for (long wait = 200; !stopping; wait = Math.min(2 * wait, 10_000)) {
            LOG.error("PostgreSQL ended by itself and is started again. Found: {}.", folder.resolve("log"));
            pause(wait);
            try {
                guardian.destroyForcibly();
                PostgresLeftover.clear(folder.resolve(DATA));
                postmaster = launch();
                guardian = guard(postmaster);
                if (waitUntilReady()) {
                    if (stopping) {
                        stop();
                    }
                    watch();
                    return;
                }
            } catch (IOException e) {
                LOG.error("PostgreSQL cannot be started again.", e);
            }
        }
    }

    private static void create(Path folder, PostgresPrograms programs, String password) throws IOException {
        PostgresBinaries.delete(folder.resolve("pg.new"));
        Path passwordFile = folder.resolve("password.first");
        SecretFile.write(passwordFile, password.getBytes(StandardCharsets.UTF_8));
        try {
            Process initdb = programs.run(
                    "initdb",
                    List.of(
                            "-D",
                            "pg.new",
                            "-U",
                            EmbeddedDatabase.USER,
                            "--pwfile=" + passwordFile.getFileName(),
                            "--auth=scram-sha-256",
                            "-E",
                            "UTF8",
                            "--no-locale",
                            "--no-instructions"),
                    START_LOG);
            if (initdb.waitFor() != 0) {
                throw new IOException("initdb: "
                        + Files.readString(folder.resolve(START_LOG), StandardCharsets.UTF_8)
                                .strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            Files.deleteIfExists(passwordFile);
        }
        // Only a whole database gets the name: a kill in the middle leaves pg.new, which the next start throws away.
        Files.move(folder.resolve("pg.new"), folder.resolve(DATA), StandardCopyOption.ATOMIC_MOVE);
    }

    private Process launch() throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-D", DATA, "-p", Integer.toString(port)));
        for (String setting : PostgresSettings.ALL) {
            arguments.add("-c");
            arguments.add(setting);
        }
        return programs.run("postgres", arguments, START_LOG);
    }

    /** In a session of its own, so that whoever kills the hub's whole process group does not kill the guardian with it. */
    private Process guard(Process server) throws IOException {
        List<String> command = new ArrayList<>(programs.ownSession());
        command.addAll(List.of("sh", "-c", "trap '' INT TERM HUP; read _; kill -INT $0", Long.toString(server.pid())));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private boolean waitUntilReady() throws IOException {
        Path pidFile = folder.resolve(DATA).resolve("postmaster.pid");
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            if (!postmaster.isAlive()) {
                return false;
            }
            List<String> lines = PostgresLeftover.lines(pidFile);
            // The eighth line is the state; the first tells that the file is this server's and not an older one's.
            if (lines.size() > 7
                    && lines.get(0).strip().equals(Long.toString(postmaster.pid()))
                    && lines.get(7).strip().equals("ready")) {
                return true;
            }
            pause(10);
        }
        throw new IOException("not ready after " + PATIENCE);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    static void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
