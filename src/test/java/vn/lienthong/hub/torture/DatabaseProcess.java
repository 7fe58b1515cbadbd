package vn.lienthong.hub.torture;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.journal.PostgresPlace;

/** A PostgreSQL outside the hub, on a disk that can be filled: can be stopped in three ways, frozen, and started again at its port. */
final class DatabaseProcess implements AutoCloseable {
    static final String USER = "hub";
    static final String PASSWORD = "throw-away-torture";

    private final Disk disk;
    private final Path log;
    private final Path programs;
    private final int port;
    private @Nullable Process postmaster;

    DatabaseProcess(Disk disk, Path log) throws IOException {
        this.disk = disk;
        this.log = log;
        this.port = Machine.freePort();
        String caches = System.getenv("XDG_CACHE_HOME");
        Path cache = caches == null ? Path.of(System.getProperty("user.home", "."), ".cache") : Path.of(caches);
        this.programs =
                PostgresPlace.ownPrograms(List.of(cache.resolve("lienthong-hub"), log.resolveSibling("programs")));
    }

    int port() {
        return port;
    }

    /** Makes the database and starts the server. */
    void create() throws IOException, InterruptedException {
        Path password = disk.seen().resolve("password");
        Files.writeString(password, PASSWORD);
        if (!disk.canBeFilled() && Machine.root() && !Machine.succeeds(List.of("unshare", "-U", "true"))) {
            Machine.succeeds(List.of("chown", "-R", "65534:65534", disk.folder().toString()));
        }
        Process initdb = run(
                "initdb",
                List.of(
                        "-D",
                        data().toString(),
                        "-U",
                        USER,
                        "--pwfile=" + disk.folder().resolve("password"),
                        "--auth=scram-sha-256",
                        "-E",
                        "UTF8",
                        "--no-locale",
                        "--no-instructions"));
        if (initdb.waitFor() != 0) {
            throw new IOException("The database could not be made. See " + log + ".");
        }
        start();
    }

    /** Starts it, as often as it takes: a server that was killed lets go of its memory only after a moment. */
    void start() throws IOException {
        for (int attempt = 1; attempt <= 20; attempt++) {
            Process started = run(
                    "postgres",
                    List.of(
                            "-D", data().toString(),
                            "-p", Integer.toString(port),
                            "-c", "listen_addresses=127.0.0.1",
                            "-c", "unix_socket_directories=",
                            "-c", "fsync=on",
                            "-c", "max_connections=60",
                            "-c", "shared_buffers=64MB",
                            "-c", "max_wal_size=128MB",
                            "-c", "min_wal_size=32MB",
                            "-c", "log_error_verbosity=terse",
                            "-c", "log_min_error_statement=panic"));
            postmaster = started;
            if (Machine.within(30_000, () -> !started.isAlive() || ready(started)) && started.isAlive()) {
                return;
            }
            Machine.pause(300);
        }
        throw new IOException("PostgreSQL does not start. See " + log + ".");
    }

    /** Ends the server by a signal: INT lets nobody finish, QUIT leaves the recovery to the next start, KILL gives no time at all. */
    void stop(String signal) throws InterruptedException {
        Process running = postmaster;
        if (running == null) {
            return;
        }
        Machine.signal(signal, signal.equals("KILL") ? -running.pid() : running.pid());
        if (!running.waitFor(20, TimeUnit.SECONDS)) {
            Machine.signal("KILL", -running.pid());
            running.waitFor();
        }
    }

    /** Stops or continues all of its processes. */
    void freeze(boolean still) {
        if (postmaster != null) {
            Machine.signal(still ? "STOP" : "CONT", -postmaster.pid());
        }
    }

    /** Whether it ended by itself, as it does on a full disk. */
    boolean gone() {
        return postmaster != null && !postmaster.isAlive();
    }

    @Override
    public void close() throws InterruptedException {
        freeze(false);
        stop("INT");
    }

    private Path data() {
        return disk.folder().resolve("pg");
    }

    private boolean ready(Process started) {
        try {
            List<String> lines = Files.readAllLines(
                    disk.seen().resolve("pg").resolve("postmaster.pid"), StandardCharsets.ISO_8859_1);
            return lines.size() > 7
                    && lines.get(0).strip().equals(Long.toString(started.pid()))
                    && lines.get(7).strip().equals("ready");
        } catch (IOException notYet) {
            return false;
        }
    }

    private Process run(String program, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("setsid"));
        // PostgreSQL refuses to run as root, and root is what anybody is who owns a namespace.
        if (disk.canBeFilled() || Machine.root() && Machine.succeeds(List.of("unshare", "-U", "true"))) {
            command.addAll(List.of("unshare", "-U"));
        } else if (Machine.root()) {
            command.addAll(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
        }
        command.add(programs.resolve("bin").resolve(program).toString());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(disk.on(command))
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("LC_ALL", "C");
        return builder.start();
    }
}
