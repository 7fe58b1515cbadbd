package vn.lienthong.hub.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs PostgreSQL's programs in the database's folder, in a session of their own so that Ctrl+C at the terminal reaches the hub only.
 *
 * <p>PostgreSQL refuses to run as root. Root is not root inside a new user namespace; where those are forbidden, the programs
 * run as user nobody, to whom the folder is then given.
 */
final class PostgresPrograms {
    private static final String NOBODY = "65534";

    private final Path programs;
    private final Path folder;
    private final List<String> before;

    private PostgresPrograms(Path programs, Path folder, List<String> before) {
        this.programs = programs;
        this.folder = folder;
        this.before = before;
    }

    static PostgresPrograms in(Path programs, Path folder) throws IOException {
        List<String> before = new ArrayList<>();
        if (succeeds("setsid", "true")) {
            before.add("setsid");
        }
        if (isRoot()) {
            if (succeeds("unshare", "-U", "true")) {
                before.addAll(List.of("unshare", "-U"));
            } else if (succeeds("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups", "true")) {
                before.addAll(List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"));
                succeeds("chown", "-R", NOBODY + ":" + NOBODY, folder.toString());
            } else {
                throw new JournalUnavailable(
                        "PostgreSQL does not run as root, and root may not become anybody else here. Found: neither unshare -U"
                                + " nor setpriv works. Run the hub as an ordinary user, or set hub.journal.url.");
            }
        }
        return new PostgresPrograms(programs, folder, before);
    }

    /** What makes a command the head of its own session; empty where the system cannot. */
    List<String> ownSession() {
        return before.contains("setsid") ? List.of("setsid") : List.of();
    }

    Process run(String program, List<String> arguments, String log) throws IOException {
        List<String> command = new ArrayList<>(before);
        command.add(programs.toAbsolutePath().resolve("bin").resolve(program).toString());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(folder.resolve(log).toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("LC_"));
        builder.environment().put("LC_ALL", "C");
        return builder.start();
    }

    private static boolean isRoot() throws IOException {
        return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    }

    private static boolean succeeds(String... command) throws IOException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (IOException notThere) {
            return false;
        }
    }
}
