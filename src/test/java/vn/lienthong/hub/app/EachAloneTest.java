package vn.lienthong.hub.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import vn.lienthong.hub.journal.JournalUnavailable;

class EachAloneTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger(EachAlone.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final List<String> counted = new ArrayList<>();
    private final EachAlone each = new EachAlone(counted::add);
    private Level before;

    @BeforeEach
    void listen() {
        before = logger.getLevel();
        logger.setLevel(Level.INFO);
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void deaf() {
        logger.detachAppender(log);
        logger.setLevel(before);
    }

    @Test
    void whatFailsStopsNoOtherIsSaidOnceAndCountedEachTime() {
        List<String> did = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
            each.run("ages", EachAloneTest::breaks);
            each.run("holds", () -> did.add("holds"));
        }
        each.run("ages", () -> did.add("ages"));

        assertThat(did).containsExactly("holds", "holds", "holds", "ages");
        assertThat(counted).containsExactly("ages", "ages", "ages");
        assertThat(log.list)
                .extracting(event -> event.getLevel() + " " + event.getFormattedMessage())
                .satisfiesExactly(
                        first -> assertThat(first)
                                .startsWith("WARN One figure cannot be counted")
                                .contains("Found: ages"),
                        second -> assertThat(second).isEqualTo("INFO Counting works again: ages"));
    }

    @Test
    void aJournalThatIsAwayIsCountedAndLeftToHealthToTell() {
        each.run("balance", () -> {
            throw new JournalUnavailable("away", new IllegalStateException());
        });

        assertThat(counted).containsExactly("balance");
        assertThat(log.list).isEmpty();
    }

    private static void breaks() {
        throw new IllegalStateException("on purpose");
    }
}
