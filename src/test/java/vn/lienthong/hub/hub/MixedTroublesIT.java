package vn.lienthong.hub.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.hub.hub.HubOnRealParts.await;
import static vn.lienthong.hub.hub.HubOnRealParts.record;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vn.lienthong.hub.journal.TestJournal;
import vn.lienthong.hub.replay.Misbehaviour;

/** A province that is in trouble of many kinds at once, and takes most of what it is sent. On real parts. */
class MixedTroublesIT {
    private static final int DOSSIERS = 400;

    /** One message in six. Answers of the last kind are read as "come again in a minute", which the record does. */
    private static final List<Misbehaviour> TROUBLES = Stream.of(
                    "down",
                    "broken",
                    "bad-gateway",
                    "html-with-200",
                    "half-a-body",
                    "empty-200",
                    "reset",
                    "error-inside-200")
            .map(kind -> Misbehaviour.parse(kind + ":0.02"))
            .toList();

    @RegisterExtension
    final TestJournal journals = TestJournal.with(Clock.systemUTC(), settings -> settings);

    @Test
    void whatOneRecordIsToldToWaitDoesNotKeepTheOthers() {
        try (HubOnRealParts hub = new HubOnRealParts(journals.journal()).start()) {
            hub.province.misbehave(TROUBLES);
            List<CompletableFuture<?>> pushed = new ArrayList<>();
            for (int dossier = 0; dossier < DOSSIERS; dossier++) {
                String code = "000.00.01.H08-191216-%04d".formatted(dossier);
                pushed.add(hub.push(code, 1, record(code, 1, 2)));
            }
            pushed.forEach(CompletableFuture::join);

            // Some twenty of them wait for their minute.
            await("nine tenths are delivered " + hub.sums(), () -> hub.sums().delivered() >= DOSSIERS * 9 / 10);
            assertThat(hub.province.report().misbehaved().keySet()).hasSize(TROUBLES.size());
            assertThat(hub.sums().parked()).isZero();

            hub.province.misbehave(List.of());
            await(
                    "the others after their minute",
                    Duration.ofMinutes(3),
                    () -> hub.sums().delivered() == DOSSIERS);
            assertThat(hub.province.report().clean())
                    .as("%s", hub.province.report())
                    .isTrue();
        }
    }
}
