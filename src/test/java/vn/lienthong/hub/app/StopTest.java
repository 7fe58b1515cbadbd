package vn.lienthong.hub.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import vn.lienthong.hub.replay.Replayed;

/** A replay that somebody stops ends quietly, and never as one that was passed. */
class StopTest {
    private static final class Quiet implements ReplayReport.Begun {
        @Override
        public void begins() {}

        @Override
        public void played(Replayed replayed) {}
    }

    @Test
    void whoAskedBeforeAnythingBeganIsHeardWhenItBegins() {
        AtomicInteger heard = new AtomicInteger();
        try (Stop stop = new Stop()) {
            stop.ask();
            stop.whenAsked(heard::incrementAndGet);
        }
        assertThat(heard).hasValue(1);
    }

    @Test
    void whatLandsAfterTheEndIsNobodys() {
        ExecutorService landings = HubReplay.landings();
        landings.shutdownNow();
        assertThatCode(() -> landings.execute(() -> {})).doesNotThrowAnyException();
    }

    @Test
    void aReplayThatWasStoppedSaysSoAndIsNotSound() {
        ReplayReport report = new ReplayReport(List.of(), new Quiet());
        report.stopped(true);
        assertThat(report.summary()).anyMatch(line -> line.contains("it was stopped by somebody"));
        assertThat(report.sound()).isFalse();
    }
}
