package vn.lienthong.hub.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.hub.hub.HubOnRealParts.await;
import static vn.lienthong.hub.hub.HubOnRealParts.record;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vn.lienthong.hub.journal.Journal;
import vn.lienthong.hub.journal.Landing.KeptExchange;
import vn.lienthong.hub.journal.TestJournal;
import vn.lienthong.hub.journal.TransferFilter;
import vn.lienthong.hub.journal.TransferView;
import vn.lienthong.hub.replay.Misbehaviour;
import vn.lienthong.hub.replay.ProvinceReport;
import vn.lienthong.hub.testkit.TestBroker;
import vn.lienthong.hub.vocabulary.TransferState;

/** The hub's promises towards one destination, on real parts. */
class DeliveryIT {
    @RegisterExtension
    final TestJournal journals = TestJournal.with(Clock.systemUTC(), settings -> settings);

    private @Nullable HubOnRealParts started;

    @BeforeEach
    void fresh() {
        started = new HubOnRealParts(journals.journal());
        assertThat(hub().sums().accepted()).isZero();
    }

    private HubOnRealParts hub() {
        return Objects.requireNonNull(started);
    }

    @AfterEach
    void stop() {
        assertThat(hub().sums().closes()).as("balance %s", hub().sums()).isTrue();
        hub().close();
    }

    @Test
    void carriesARecordWithItsSteps() {
        hub().start();
        hub().push("000.00.01.H08-191216-0001", 1, record("000.00.01.H08-191216-0001", 1, 25))
                .join();
        awaitDelivered(1);

        assertThat(hub().province.report().creates()).isEqualTo(1);
        assertThat(hub().province.report().steps()).isEqualTo(25);
        assertThat(hub().province.report().clean()).isTrue();
    }

    @Test
    void sendsOnlyTheStepsThatTheProvinceHasNotHad() {
        hub().start();
        String code = "000.00.01.H08-191216-0002";
        for (int revision = 1; revision <= 5; revision++) {
            hub().push(code, revision, record(code, revision, revision * 3)).join();
        }
        awaitDelivered(5);

        ProvinceReport report = hub().province.report();
        assertThat(report.creates()).isEqualTo(1);
        assertThat(report.updates()).isEqualTo(4);
        assertThat(report.steps()).isEqualTo(15);
        assertThat(report.clean()).isTrue();
    }

    @Test
    void keepsTheOrderOfADossierUnderLoad() {
        hub().start();
        List<CompletableFuture<?>> pushed = new java.util.ArrayList<>();
        for (int revision = 1; revision <= 10; revision++) {
            for (int dossier = 0; dossier < 40; dossier++) {
                String code = "000.00.01.H08-191216-%04d".formatted(dossier);
                pushed.add(hub().push(code, revision, record(code, revision, revision)));
            }
        }
        pushed.forEach(CompletableFuture::join);
        awaitDelivered(400);

        assertThat(hub().province.report().creates()).isEqualTo(40);
        assertThat(hub().province.report().steps()).isEqualTo(400);
        assertThat(hub().province.report().clean())
                .as("%s", hub().province.report())
                .isTrue();
    }

    @Test
    void waitsOutAnOutageWithoutUsingUpAttempts() {
        hub().province.refuseConnections();
        hub().start();
        for (int dossier = 0; dossier < 50; dossier++) {
            String code = "000.00.01.H08-191216-%04d".formatted(dossier);
            hub().push(code, 1, record(code, 1, 2)).join();
        }
        await(
                "the breaker opens",
                () -> hub().running().delivery().destinations().get(0).open());
        assertThat(hub().running().delivery().destinations().get(0).reason()).isNotBlank();
        hub().province.acceptConnections();
        awaitDelivered(50);

        assertThat(transfers(TransferState.DELIVERED))
                .allSatisfy(t -> assertThat(t.attempts()).isLessThanOrEqualTo(1));
        assertThat(hub().province.report().clean()).isTrue();
    }

    @Test
    void aPoisonDossierStopsOnlyItself() {
        hub().start();
        String poison = "000.00.01.H08-191216-6666";
        hub().push(poison, 1, record(poison, 1, 1, "TS_lop1.000.00.00.H08")).join();
        hub().push(poison, 2, record(poison, 2, 2, "TS_lop1.000.00.00.H08")).join();
        for (int dossier = 0; dossier < 20; dossier++) {
            String code = "000.00.01.H08-191216-%04d".formatted(dossier);
            hub().push(code, 1, record(code, 1, 1)).join();
        }
        awaitDelivered(20);
        await("parked", () -> hub().sums().parked() == 1);

        assertThat(hub().sums().waiting()).isEqualTo(1);
        assertThat(transfers(TransferState.PARKED)).singleElement().satisfies(transfer -> assertThat(
                        transfer.unmappedCode())
                .isEqualTo("procedure:TS_lop1.000.00.00.H08"));
    }

    @Test
    void releaseAndCancelLetTheDossierGoOn() {
        hub().start();
        String code = "000.00.01.H08-191216-7777";
        hub().push(code, 1, record(code, 1, 1, "TS_lop1.000.00.00.H08")).join();
        hub().push(code, 2, record(code, 2, 2)).join();
        await("parked", () -> hub().sums().parked() == 1);
        long parked = transfers(TransferState.PARKED).get(0).id();

        hub().journal
                .cancel(TransferFilter.only(parked), new Journal.By("an engineer", "wrong code"), false)
                .join();
        awaitDelivered(1);

        assertThat(hub().sums().cancelled()).isEqualTo(1);
    }

    @Test
    void anUnknownEndIsEnquiredAboutAndNothingIsRepeated() {
        hub().with("answer-timeout", "PT0.5S");
        pushUntilUnclear("000.00.01.H08-191216-8888", "timeout-after-commit");
        hub().province.misbehave(List.of());
        awaitDelivered(1);

        assertThat(hub().province.report().steps()).isEqualTo(25);
        assertThat(hub().province.report().clean())
                .as("%s", hub().province.report())
                .isTrue();
    }

    @Test
    void aChunkThatWasTakenAndLostOnTheWayBackIsNotRepeated() {
        String code = "000.00.01.H08-191216-8889";
        // Half an answer is lost as surely as none, and no slow message before it is taken for the third.
        hub().with("answer-timeout", "PT30S");
        pushUntilUnclear(code, "half-a-body@3");
        assertThat(hub().province.report().steps()).isEqualTo(20);
        hub().province.misbehave(List.of());
        awaitDelivered(1);

        assertThat(hub().province.report().steps()).isEqualTo(25);
        assertThat(hub().province.report().clean())
                .as("%s", hub().province.report())
                .isTrue();
        assertThat(mayHaveRepeated(code)).isEmpty();
    }

    @Test
    void aChunkThatNobodyCanTellIfItArrivedGoesAgainAndExplainSaysSo() {
        String code = "000.00.01.H08-191216-8890";
        // Half an answer is lost as surely as none, and no slow message before it is taken for the third.
        hub().with("answer-timeout", "PT30S");
        pushUntilUnclear(code, "half-a-body@3");
        hub().province.misbehave(List.of(Misbehaviour.parse("uncounted")));
        awaitDelivered(1);

        assertThat(hub().province.report().steps()).isEqualTo(25);
        assertThat(hub().province.report().repeatedSteps()).isEqualTo(10);
        assertThat(mayHaveRepeated(code)).extracting(KeptExchange::operation).containsExactly("CapNhatTienDoHoSoMC");
    }

    @Test
    void aStepThatTheSourceAddedBetweenTwoOthersArrivesOnce() {
        hub().start();
        String code = "000.00.01.H08-191216-8891";
        String first = record(code, 1, 3);
        String between =
                "{\"at\":\"2019-12-16T08:00:30+07:00\",\"by\":\"Cán bộ Thử\",\"note\":\"Bước xen\",\"status\":\"PROCESSING\"}";
        hub().push(code, 1, first).join();
        hub().push(code, 2, record(code, 2, 4).replace("\"steps\":[", "\"steps\":[" + between + ","))
                .join();
        awaitDelivered(2);

        assertThat(hub().province.report().steps()).isEqualTo(5);
        assertThat(hub().province.report().repeatedSteps()).isZero();
    }

    @Test
    void oneLoginIsSharedAndRenewedOnceWhenItExpires() {
        hub().start();
        for (int dossier = 0; dossier < 100; dossier++) {
            String code = "000.00.01.H08-191216-%04d".formatted(dossier);
            hub().push(code, 1, record(code, 1, 1)).join();
            if (dossier == 50) {
                await("it is logged in", () -> hub().province.report().logins() > 0);
                hub().province.forgetSessions();
            }
        }
        awaitDelivered(100);

        assertThat(hub().province.report().logins()).isEqualTo(2);
    }

    @Test
    void aStoppedHubGoesOnWhereItWas() {
        hub().province.misbehave(List.of(Misbehaviour.parse("slow")));
        hub().start();
        // Together: one by one they could come no faster than they go.
        List<CompletableFuture<?>> pushed = new java.util.ArrayList<>();
        for (int dossier = 0; dossier < 200; dossier++) {
            String code = "000.00.01.H08-191216-%04d".formatted(dossier);
            pushed.add(hub().push(code, 1, record(code, 1, 1)));
        }
        pushed.forEach(CompletableFuture::join);
        hub().stop();
        assertThat(hub().sums().delivered()).isLessThan(200);
        hub().start();
        awaitDelivered(200);

        assertThat(hub().province.report().creates()).isEqualTo(200);
        assertThat(hub().province.report().clean()).isTrue();
    }

    @Test
    void goesOnWhenTheBrokerWasWiped() throws Exception {
        try (TestBroker broker = new TestBroker()) {
            hub().withBroker(broker.url()).start();
            pushDossiers(0, 30);
            awaitDelivered(30);

            broker.stop();
            await("the loss is seen", () -> !hub().running().delivery().brokerReachable());
            pushDossiers(30, 60);
            broker.start();
            awaitDelivered(60);
            pushDossiers(60, 90);
            awaitDelivered(90);

            assertThat(hub().running().delivery().brokerReachable()).isTrue();
            assertThat(hub().province.report().clean())
                    .as("%s", hub().province.report())
                    .isTrue();
        }
    }

    @Test
    void startsWithoutItsBrokerAndDeliversWhenItComes() throws Exception {
        try (TestBroker broker = new TestBroker()) {
            broker.stop();
            hub().withBroker(broker.url()).start();
            pushDossiers(0, 10);
            assertThat(hub().running().delivery().brokerReachable()).isFalse();

            broker.start();
            awaitDelivered(10);
        }
    }

    /** A record with 25 steps, sent to a province that does what it is told and then is not heard, or not to the end. */
    private void pushUntilUnclear(String code, String misbehaviour) {
        hub().start();
        hub().province.misbehave(List.of(Misbehaviour.parse(misbehaviour)));
        hub().push(code, 1, record(code, 1, 25)).join();
        await("unclear", () -> !transfers(TransferState.UNCLEAR).isEmpty());
    }

    private void pushDossiers(int from, int to) {
        for (int dossier = from; dossier < to; dossier++) {
            String code = "000.00.01.H08-191216-%04d".formatted(dossier);
            hub().push(code, 1, record(code, 1, 2)).join();
        }
    }

    private void awaitDelivered(long count) {
        await(count + " delivered of " + hub().sums(), () -> hub().sums().delivered() >= count);
    }

    private List<KeptExchange> mayHaveRepeated(String code) {
        return hub().journal.dossier(code).stream()
                .flatMap(history -> history.events().stream())
                .flatMap(event -> event.exchanges().stream())
                .filter(KeptExchange::mayRepeat)
                .toList();
    }

    private List<TransferView> transfers(TransferState state) {
        return hub().journal.transfers(new TransferFilter(null, null, null, null, Set.of(state), null), null, 1_000);
    }
}
