package vn.lienthong.hub.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What goes on whatever happens, and what it says of that. */
class SwitchoverSweepTest {
    private static final Logger LOG = (Logger) LoggerFactory.getLogger(SwitchoverSweep.class);

    private final ListAppender<ILoggingEvent> said = new ListAppender<>();
    private final Level before = LOG.getEffectiveLevel();

    @BeforeEach
    void listen() {
        said.start();
        LOG.setLevel(Level.WARN);
        LOG.addAppender(said);
    }

    @AfterEach
    void leave() {
        LOG.detachAppender(said);
        LOG.setLevel(before);
    }

    @Test
    void anErrorEndsNothingAndEachThingThatIsWrongIsSaidOnceWithItsStack() {
        Queue<Throwable> failures = new ArrayDeque<>(List.of(
                new NoClassDefFoundError("probe"),
                new NoClassDefFoundError("probe"),
                new IllegalStateException("21583 cannot be stepped"),
                new StackOverflowError()));
        Runnable always = SwitchoverSweep.always("Gates cannot be asked", () -> {
            Throwable next = failures.poll();
            if (next instanceof Error error) {
                throw error;
            }
            if (next instanceof RuntimeException failed) {
                throw failed;
            }
        });
        for (int i = 0; i < 5; i++) {
            always.run();
        }

        assertThat(failures).isEmpty();
        assertThat(said.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        "Gates cannot be asked, trying again: java.lang.NoClassDefFoundError: probe",
                        "Gates cannot be asked, trying again: java.lang.IllegalStateException: 21583 cannot be stepped",
                        "Gates cannot be asked, trying again: java.lang.StackOverflowError");
        assertThat(said.list).allMatch(event -> event.getThrowableProxy() != null);
    }
}
