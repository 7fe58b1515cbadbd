package vn.lienthong.hub.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.journal.Landing;
import vn.lienthong.hub.vocabulary.TransferState;

/** What is said of attempts that were left out. All that is in it is made up. */
class LiveDeskTest {
    @TempDir
    private Path data;

    @Test
    void atTheEndEachExchangeSaysThatALaterAttemptIsMissing() {
        Path folder = data.resolve("live");
        try (LiveLocks locks = new LiveLocks()) {
            LiveDesk desk = new LiveDesk(
                    new LivePlan("province-rest", LiveShare.parse("x", "all"), folder, 100, 1 << 30), locks);
            IntStream.range(0, 45).forEach(number -> {
                Landing landing = LiveRecordingTest.landing(number, 0, TransferState.WAITING);
                desk.taken(landing);
                desk.keep(Recordings.exchange("{}", Hidden.json("{}")), landing, Clock.systemUTC());
                desk.missed(landing);
            });
            desk.noteMissedAtEnd(System.nanoTime() + TimeUnit.HOURS.toNanos(1));
        }
        assertThat(ExchangeFolder.in(folder)).hasSize(45).allSatisfy(one -> assertThat(
                        ExchangeFolder.read(one).notes())
                .anyMatch(note -> note.startsWith("a later attempt is missing")));
    }
}
