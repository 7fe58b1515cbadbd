package vn.lienthong.hub.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.hub.hub.HubOnRealParts.await;
import static vn.lienthong.hub.hub.HubOnRealParts.record;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vn.lienthong.hub.journal.Holds;
import vn.lienthong.hub.journal.Journal;
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
            // Pushed before anything goes: otherwise a slow machine may have little left to hold.
            push(hub);
            hub.start();
            await("it flows", () -> delivered(hub, HELD) > 100);

            Holds.Hold hold = hub.journal
                    .holds()
                    .place(new Holds.Wanted("tables of 21556", unit(HELD), null), HOA)
                    .hold();
            Set<Long> mayArrive = ofHeld(hub, TransferState.IN_FLIGHT, TransferState.DELIVERED);
            assertThat(hold.counts().held() + hold.counts().inFlight()).isGreaterThan(EACH / 4);
            assertThat(delivered(hub, FREE)).as("of the others, before").isLessThan(EACH);

            await("the others are through", () -> delivered(hub, FREE) == EACH);
            await("nothing is in flight", () -> ofHeld(hub, TransferState.IN_FLIGHT)
                    .isEmpty());
            Set<Long> arrived = ofHeld(hub, TransferState.DELIVERED);
            assertThat(mayArrive).containsAll(arrived);
            assertThat(hub.sums().closes()).isTrue();
            assertThat(hub.sums().waiting()).isEqualTo(EACH - arrived.size());

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
            Instant until = clock.instant().plus(Duration.ofSeconds(2));
            hub.journal.holds().place(new Holds.Wanted("a while", unit(HELD), until), HOA);
            hub.push("000.00.01.H08-191216-0001", 1, HELD, record("000.00.01.H08-191216-0001", 1, 1))
                    .join();
            await("its time is over", () -> hub.sums().delivered() == 1);
            assertThat(hub.journal.transfers(TransferFilter.ANY, null, 2))
                    .singleElement()
                    .satisfies(transfer -> assertThat(transfer.endedAt()).isAfterOrEqualTo(until));
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

    /** Those of the held unit that are in one of these states, all at one moment. */
    private static Set<Long> ofHeld(HubOnRealParts hub, TransferState... states) {
        TransferFilter filter = new TransferFilter(null, null, HELD, null, Set.of(states), null);
        return hub.journal.transfers(filter, null, EACH).stream()
                .map(TransferView::id)
                .collect(Collectors.toSet());
    }

    private static long delivered(HubOnRealParts hub, String unit) {
        return hub.journal.balance().stream()
                .filter(row -> row.unit().equals(unit))
                .mapToLong(Journal.BalanceRow::delivered)
                .sum();
    }
}
