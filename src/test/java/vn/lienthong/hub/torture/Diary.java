package vn.lienthong.hub.torture;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What happens, as it happens: on the terminal and in a file, each line with the time since the start. Thread-safe. */
final class Diary {
    private final long start = System.nanoTime();
    private final PrintStream terminal;
    private final PrintStream file;

    Diary(PrintStream terminal, Path file) {
        this.terminal = terminal;
        try {
            this.file = new PrintStream(Files.newOutputStream(file), true, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    double seconds() {
        return (System.nanoTime() - start) / 1e9;
    }

    /** A line with its time. */
    void note(String text) {
        plain(String.format(Locale.ROOT, "%8.1f  %s", seconds(), text));
    }

    /** Lines as they are. */
    synchronized void plain(String text) {
        terminal.println(text);
        file.println(text);
    }
}
