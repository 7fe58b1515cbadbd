package vn.lienthong.hub.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.hub.hub.HubOnRealParts.await;
import static vn.lienthong.hub.hub.HubOnRealParts.record;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vn.lienthong.hub.journal.Journal;
import vn.lienthong.hub.journal.JournalSettings;
import vn.lienthong.hub.journal.TestJournal;
import vn.lienthong.hub.testkit.TestBroker;

/** Two hubs on one journal and one broker. */
class TwoNodesIT {
    private static final List<String> UNITS = List.of("21556", "21553", "21550", "21559", "21562", "21565", "21568");
    private static final Duration LEASE = Duration.ofSeconds(3);

    @RegisterExtension
    final TestJournal journals = TestJournal.with(Clock.systemUTC(), settings -> settings.withLease(LEASE));

    @Test
    void shareTheWorkAndKeepTheOrderOfEachDossier() throws Exception {
        try (TestBroker broker = new TestBroker();
                Journal other = open("hub-2");
                HubOnRealParts first = new HubOnRealParts(journals.journal()).withBroker(broker.url());
                HubOnRealParts second = new HubOnRealParts(other, first.province).withBroker(broker.url())) {
            await("both live", () -> journals.journal().leads() && other.mayBegin());
            AtomicInteger byFirst = counting(first);
            AtomicInteger bySecond = counting(second);
            int before = warmUp(second, byFirst, bySecond);
            int beforeByFirst = byFirst.get();
            List<CompletableFuture<?>> pushed = new ArrayList<>();
            for (int revision = 1; revision <= 8; revision++) {
                HubOnRealParts node = revision % 2 == 0 ? first : second;
                for (int dossier = 0; dossier < 300; dossier++) {
                    String code = "000.00.01.H08-191216-%04d".formatted(dossier);
                    pushed.add(node.push(code, revision, UNITS.get(dossier % 7), record(code, revision, revision)));
                }
                pushed.forEach(CompletableFuture::join);
            }
            await("all delivered " + first.sums(), () -> first.sums().delivered() == before + 2_400);

            assertThat(first.province.report().clean())
                    .as("%s", first.province.report())
                    .isTrue();
            assertThat(first.sums().closes()).isTrue();
            int share = 100 * (byFirst.get() - beforeByFirst) / 2_400;
            assertThat(share)
                    .as("percent of the first: %s after %s, and %s", byFirst, beforeByFirst, bySecond)
                    .isBetween(10, 90);
        }
    }

    /** A node hears of a lane that another has made within a second; sharing begins then. Returns how many were delivered. */
    private static int warmUp(HubOnRealParts hub, AtomicInteger one, AtomicInteger other) {
        AtomicInteger pushed = new AtomicInteger();
        await("both take part", () -> {
            for (String unit : UNITS) {
                String code = "000.00.02.H08-191216-%04d".formatted(pushed.getAndIncrement());
                hub.push(code, 1, unit, record(code, 1, 1)).join();
            }
            return one.get() > 0 && other.get() > 0;
        });
        await("warm", () -> hub.sums().delivered() == pushed.get());
        return pushed.get();
    }

    @Test
    void oneGoesOnWithTheOthersWorkWhenThatIsCutOff() throws Exception {
        try (TestBroker broker = new TestBroker();
                CutOffNode gone = CutOffNode.on(journals, LEASE);
                HubOnRealParts first = new HubOnRealParts(journals.journal()).withBroker(broker.url());
                HubOnRealParts second = new HubOnRealParts(gone.journal(), first.province).withBroker(broker.url())) {
            await(
                    "both live",
                    () -> journals.journal().leads() && gone.journal().mayBegin());
            first.with("answer-timeout", "PT3S").with("connect-timeout", "PT1S").start();
            second.with("answer-timeout", "PT3S")
                    .with("connect-timeout", "PT1S")
                    .start();
            for (int dossier = 0; dossier < 200; dossier++) {
                String code = "000.00.01.H08-191216-%04d".formatted(dossier);
                first.push(code, 1, record(code, 1, 3)).join();
                if (dossier == 100) {
                    gone.cutOff();
                }
            }
            await("all delivered " + first.sums(), () -> first.sums().delivered() == 200);

            assertThat(first.province.report().clean())
                    .as("%s", first.province.report())
                    .isTrue();
            assertThat(first.sums().closes()).isTrue();
        }
    }

    private static AtomicInteger counting(HubOnRealParts hub) {
        AtomicInteger count = new AtomicInteger();
        hub.start().running().delivery().onLanded(landing -> count.incrementAndGet());
        return count;
    }

    private Journal open(String node) {
        return Journal.open(
                journals.pool(),
                Clock.systemUTC(),
                JournalSettings.defaults().withNode(node).withLease(LEASE));
    }
}
