package vn.lienthong.hub.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What becomes of a journal whose writer meets an error of the machine. */
class WriterErrorIT {
    private final FailingClock clock = new FailingClock();

    @RegisterExtension
    final TestJournal test = TestJournal.with(clock, settings -> settings);

    private final AtomicReference<Throwable> uncaught = new AtomicReference<>();
    private Thread.UncaughtExceptionHandler before;

    @BeforeEach
    void listen() {
        before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, error) -> uncaught.set(error));
    }

    @AfterEach
    void leave() {
        Thread.setDefaultUncaughtExceptionHandler(before);
    }

    @Test
    void answersEverybodySaysSoAndLetsTheErrorOut() {
        clock.fails = true;
        CompletableFuture<Acceptance> first = test.journal().accept(TestJournal.entry("city", "H1", 1, "echo"));

        assertThatThrownBy(() -> first.get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(JournalUnavailable.class);
        assertThatThrownBy(() -> test.journal()
                        .accept(TestJournal.entry("city", "H2", 1, "echo"))
                        .get(10, TimeUnit.SECONDS))
                .hasCauseInstanceOf(JournalUnavailable.class);
        assertThat(test.journal().trouble()).contains("writer-stopped");
        TestJournal.eventually(() -> uncaught.get() instanceof OutOfMemoryError);
    }

    /** Memory ends for the writer, and for nobody else. */
    private static final class FailingClock extends Clock {
        private volatile boolean fails;

        @Override
        public Instant instant() {
            if (fails && Thread.currentThread().getName().equals("journal-writer")) {
                throw new OutOfMemoryError("made up by a test");
            }
            return TestJournal.START;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
