package vn.lienthong.hub.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LastWordsTest {
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final List<Integer> halted = new ArrayList<>();
    private final LastWords words = new LastWords(new PrintStream(said, true, StandardCharsets.UTF_8), halted::add);

    @Test
    void endsTheProcessWithOneClearLineWhenAThreadEndsByAnError() throws InterruptedException {
        Thread thread = new Thread(
                () -> {
                    throw new OutOfMemoryError("Java heap space");
                },
                "journal-writer");
        thread.setUncaughtExceptionHandler(words);
        thread.start();
        thread.join();

        assertThat(halted).containsExactly(3);
        assertThat(said.toString(StandardCharsets.UTF_8))
                .isEqualTo("The hub ends, because nothing can be relied on after this."
                        + " Found: java.lang.OutOfMemoryError: Java heap space in thread journal-writer."
                        + " Start it again: nothing accepted is lost. If it comes again, give it more memory (-Xmx)."
                        + System.lineSeparator());
    }

    @Test
    void endsTheProcessEvenWhenNothingCanBeSaid() {
        PrintStream broken = new PrintStream(said) {
            @Override
            public void println(String line) {
                throw new OutOfMemoryError("again");
            }
        };
        LastWords mute = new LastWords(broken, halted::add);

        try {
            mute.uncaughtException(Thread.currentThread(), new InternalError());
        } catch (OutOfMemoryError expected) {
            assertThat(expected).hasMessage("again");
        }
        assertThat(halted).containsExactly(3);
    }

    @Test
    void livesOnAfterAnException() {
        words.uncaughtException(Thread.currentThread(), new IllegalStateException("of a test"));

        assertThat(halted).isEmpty();
    }

    @Test
    void findsTheErrorBehindWhatWrappedIt() {
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler(words);
        try {
            LastWords.about(new IllegalStateException(new StackOverflowError()));
            assertThat(halted).isEmpty();
            LastWords.about(new IllegalStateException(new OutOfMemoryError()));
            assertThat(halted).containsExactly(3);
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
    }
}
