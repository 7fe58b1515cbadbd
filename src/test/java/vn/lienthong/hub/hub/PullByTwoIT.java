package vn.lienthong.hub.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.hub.hub.HubOnRealParts.await;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vn.lienthong.hub.journal.Journal;
import vn.lienthong.hub.journal.JournalSettings;
import vn.lienthong.hub.journal.TestJournal;
import vn.lienthong.hub.testkit.TestBroker;

/** Two hubs on one journal: one of them pulls, and the other goes on when it ends. */
class PullByTwoIT {
    /** Whoever stops says so; the lease is for those who fall silent, and a busy machine must not look like one. */
    private static final Duration LEASE = Duration.ofSeconds(30);

    @RegisterExtension
    final TestJournal journals = TestJournal.with(
            Clock.systemUTC(), settings -> settings.withNode("hub-1").withLease(LEASE));

    @Test
    void onlyTheOneThatLeadsPullsAndTheOtherGoesOnWhenItEnds() throws Exception {
        Journal other = Journal.open(
                journals.pool(),
                Clock.systemUTC(),
                JournalSettings.defaults().withNode("hub-2").withLease(LEASE));
        try (other;
                TestBroker broker = new TestBroker();
                PullBed bed = new PullBed(journals.journal());
                HubOnRealParts second = new HubOnRealParts(other, bed.hub.province).withBroker(broker.url())) {
            await("both live", () -> journals.journal().leads() && other.mayBegin());
            bed.hub.withBroker(broker.url());
            bed.start();
            bed.start(second, Map.of());
            for (int round = 0; round < 10; round++) {
                int from = 1 + 20 * round;
                bed.file(PullBed.UNIT, from, 20);
                await("the city has all", () -> bed.city.filings() == from + 19);
            }
            await("all is acknowledged", () -> bed.acknowledged().size() == 200);
            for (int i = 1; i <= 200; i++) {
                assertThat(bed.hub.province.filings().given(i)).isEqualTo(1);
                assertThat(bed.kept("ONLINE-" + i)).hasSize(1);
                assertThat(bed.kept("ONLINE-" + i).get(0).pulled().get(0).node())
                        .isEqualTo("hub-1");
            }
            assertThat(second.running().pulls()).allSatisfy(state -> {
                assertThat(state.leads()).isFalse();
                assertThat(state.counts().accepted()).isZero();
            });

            bed.hub.stop();
            journals.journal().close();
            bed.file(PullBed.UNIT, 201, 20);
            await("the other pulls", () -> bed.acknowledged().size() == 220);
            await("the city has all", () -> bed.city.filings() == 220);
            assertThat(bed.city.repeated()).isEmpty();
        }
    }
}
