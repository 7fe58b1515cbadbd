package vn.lienthong.hub.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an earlier server left in its data folder when it, or its hub, was killed. Called by the one hub that holds the folder's lock. */
final class PostgresLeftover {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresLeftover.class);
    private static final int TENTHS = 300;

    private PostgresLeftover() {}

    /** Stops a server that still runs over the folder, and takes away the note of one that does not. */
    static void clear(Path data) throws IOException {
        Path pidFile = data.resolve("postmaster.pid");
        List<String> lines = lines(pidFile);
        if (lines.isEmpty()) {
            Files.deleteIfExists(pidFile);
            return;
        }
        long pid = number(lines.get(0));
        if (!runsOver(pid, data)) {
            LOG.info("The last server was killed; its database is recovered now.");
            Files.deleteIfExists(pidFile);
            return;
        }
        LOG.info("A server of a killed hub is still there (process {}); it is stopped.", pid);
        signal("INT", pid);
        for (int tenth = 0; tenth < TENTHS && runsOver(pid, data); tenth++) {
            if (tenth == TENTHS / 2) {
                signal("QUIT", pid);
            }
            PostgresServer.pause(100);
        }
        if (runsOver(pid, data)) {
            throw new JournalUnavailable("A PostgreSQL of a killed hub still uses this journal. Found: process " + pid
                    + " in " + data + ". End that process, or start the hub as the user it belongs to.");
        }
    }

    static List<String> lines(Path pidFile) throws IOException {
        try {
            return Files.readAllLines(pidFile, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    /** A server's working directory is its data folder: that tells it from a stranger who got the same process id. */
    static boolean runsOver(long pid, Path data) {
        try {
            return pid > 0
                    && ProcessHandle.of(pid).isPresent()
                    && Files.isSameFile(Path.of("/proc/" + pid + "/cwd"), data);
        } catch (AccessDeniedException e) {
            return commandOf(pid).contains("postgres");
        } catch (IOException e) {
            return false;
        }
    }

    private static String commandOf(long pid) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/cmdline"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }

    private static long number(String line) {
        try {
            return Long.parseLong(line.strip());
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static void signal(String name, long pid) throws IOException {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
        } catch (IOException noProgram) {
            new ProcessBuilder("sh", "-c", "kill -" + name + " " + pid).start();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
