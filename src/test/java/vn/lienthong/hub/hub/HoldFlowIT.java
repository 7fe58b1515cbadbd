package vn.lienthong.hub.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.hub.hub.HubOnRealParts.await;
import static vn.lienthong.hub.hub.HubOnRealParts.record;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vn.lienthong.hub.journal.Holds;
import vn.lienthong.hub.journal.Journal;
import vn.lienthong.hub.journal.Landing;
import vn.lienthong.hub.journal.TestJournal;
import vn.lienthong.hub.journal.TransferFilter;
import vn.lienthong.hub.journal.TransferView;
import vn.lienthong.hub.replay.FakeProvince;
import vn.lienthong.hub.vocabulary.TransferState;

/** A hold while thousands are on the lanes of a hub at work. */
class HoldFlowIT {
    private static final String HELD = "21556";
    private static final String FREE = "21553";
    private static final int EACH = 2_500;
    private static final Journal.By HOA = new Journal.By("Hoa (made up)", "a test");

    @RegisterExtension
    final TestJournal journals = TestJournal.with(Clock.systemUTC(), settings -> settings);

    @Test
    void nothingOfTheHeldUnitArrivesAnyMoreAndTheOthersFlow() {
        try (HubOnRealParts hub = hub().with("rate", "700")) {
            List<Landing> delivered = new CopyOnWriteArrayList<>();
            hub.start().running().delivery().onLanded(landing -> {
                if (landing.becomes() == TransferState.DELIVERED) {
                    delivered.add(landing);
                }
            });
            push(hub);
            await("it flows", () -> ofUnit(delivered, HELD).size() > 100);

            Holds.Hold hold = hub.journal
                    .holds()
                    .place(new Holds.Wanted("tables of 21556", unit(HELD), null), HOA)
                    .hold();
            Set<Long> mayArrive = inFlight(hub.journal);
            mayArrive.addAll(ofUnit(delivered, HELD));
            int before = delivered.size();
            assertThat(hold.counts().held() + hold.counts().inFlight()).isGreaterThan(EACH / 4);

            await("the others are through", () -> ofUnit(delivered, FREE).size() == EACH);
            await("nothing is in flight", () -> inFlight(hub.journal).isEmpty());
            assertThat(mayArrive).containsAll(ofUnit(delivered, HELD));
            assertThat(ofUnit(delivered, FREE))
                    .hasSizeGreaterThan(before - ofUnit(delivered, HELD).size());
            assertThat(hub.sums().closes()).isTrue();
            assertThat(hub.sums().waiting())
                    .isEqualTo(EACH - ofUnit(delivered, HELD).size());

            hub.journal.holds().lift("tables of 21556", HOA);
            await("all are through " + hub.sums(), () -> hub.sums().delivered() == 2 * EACH);
            assertThat(hub.province.report().clean())
                    .as("%s", hub.province.report())
                    .isTrue();
            assertThat(hub.sums().closes()).isTrue();
        }
    }

    @Test
    void aHoldEndsByItselfInARunningHub() {
        try (HubOnRealParts hub = hub().start()) {
            Clock clock = Clock.systemUTC();
            hub.journal
                    .holds()
                    .place(
                            new Holds.Wanted(
                                    "a while", unit(HELD), clock.instant().plus(Duration.ofSeconds(2))),
                            HOA);
            hub.push("000.00.01.H08-191216-0001", 1, HELD, record("000.00.01.H08-191216-0001", 1, 1))
                    .join();
            assertThat(hub.sums().delivered()).isZero();
            await("its time is over", () -> hub.sums().delivered() == 1);
            assertThat(hub.journal.holds().history(1)).singleElement().satisfies(ended -> assertThat(
                            String.valueOf(ended.ended()))
                    .contains("Its time was over."));
        }
    }

    /** Two revisions of each dossier, in turns of both units. */
    private static void push(HubOnRealParts hub) {
        List<CompletableFuture<?>> pushed = new ArrayList<>();
        for (int i = 0; i < EACH; i++) {
            int revision = 1 + i % 2;
            for (String unit : List.of(HELD, FREE)) {
                String code = "000.00.%s.H08-191216-%05d".formatted(unit.substring(3), i / 2);
                pushed.add(hub.push(code, revision, unit, record(code, revision, revision)));
            }
        }
        pushed.forEach(CompletableFuture::join);
    }

    private HubOnRealParts hub() {
        return new HubOnRealParts(
                journals.journal(),
                FakeProvince.start(FakeProvince.Settings.defaults().withLogin("hub", "throw-away"), Clock.systemUTC()));
    }

    private static Holds.Scope unit(String code) {
        return new Holds.Scope(null, code, null, null, null);
    }

    private static Set<Long> inFlight(Journal journal) {
        return journal
                .transfers(
                        new TransferFilter(null, null, HELD, null, Set.of(TransferState.IN_FLIGHT), null), null, 1000)
                .stream()
                .map(TransferView::id)
                .collect(Collectors.toSet());
    }

    private static Set<Long> ofUnit(List<Landing> delivered, String unit) {
        return delivered.stream()
                .map(Landing::flight)
                .filter(flight -> flight.unit().equals(unit))
                .map(flight -> flight.transferId())
                .collect(Collectors.toSet());
    }
}
