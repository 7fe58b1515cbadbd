package vn.lienthong.hub.torture;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A small disk that can be filled: memory, mounted in a mount and user namespace of its own, which needs no right that an ordinary user
 * does not have. Where the machine forbids that, it is a plain folder, and cannot be filled. What lives on it must be started through it.
 */
final class Disk implements AutoCloseable {
    private static final String BALLAST = "ballast";

    private final Path folder;
    private final @Nullable Process keeper;
    private final String why;

    private Disk(Path folder, @Nullable Process keeper, String why) {
        this.folder = folder;
        this.keeper = keeper;
        this.why = why;
    }

    static Disk of(Path folder, int megabytes) throws IOException {
        Files.createDirectories(folder);
        Process keeper = new ProcessBuilder(
                        "unshare",
                        "-Urm",
                        "sh",
                        "-c",
                        "mount -t tmpfs -o mode=755,size=" + megabytes + "m tmpfs \"$1\" && echo ready && read _",
                        "sh",
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        String said = keeper.inputReader().readLine();
        if ("ready".equals(said)) {
            return new Disk(folder, keeper, "");
        }
        keeper.destroyForcibly();
        return new Disk(folder, null, "no small disk can be mounted here: " + said);
    }

    /** The machine's own disk, which nobody fills. */
    static Disk none(Path folder) {
        return new Disk(folder, null, "it is the machine's own");
    }

    boolean canBeFilled() {
        return keeper != null;
    }

    /** Why it cannot be filled. */
    String why() {
        return why;
    }

    Path folder() {
        return folder;
    }

    /** The folder as this process sees it. */
    Path seen() {
        return keeper == null ? folder : Path.of("/proc/" + keeper.pid() + "/root" + folder);
    }

    /** A command that runs where the disk is mounted; its process id is that of the process itself. */
    List<String> on(List<String> command) {
        if (keeper == null) {
            return command;
        }
        List<String> inside = new ArrayList<>(
                List.of("nsenter", "-t", Long.toString(keeper.pid()), "-U", "-m", "--preserve-credentials"));
        inside.addAll(command);
        return inside;
    }

    /** Takes every byte that is left. */
    void fill() {
        byte[] block = new byte[1 << 20];
        for (int size = block.length; size >= 4096; size /= 16) {
            try (OutputStream out = Files.newOutputStream(
                    seen().resolve(BALLAST), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                while (true) {
                    out.write(block, 0, size);
                }
            } catch (IOException full) {
                // As wanted; once more in smaller pieces.
            }
        }
    }

    void makeRoom() {
        try {
            Files.deleteIfExists(seen().resolve(BALLAST));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (keeper != null) {
            keeper.destroy();
            try {
                keeper.waitFor(5, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
