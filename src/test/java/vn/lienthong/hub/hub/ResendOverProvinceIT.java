package vn.lienthong.hub.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.hub.hub.HubOnRealParts.await;
import static vn.lienthong.hub.hub.HubOnRealParts.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vn.lienthong.hub.journal.Act;
import vn.lienthong.hub.journal.ActTotals;
import vn.lienthong.hub.journal.DossierHistory;
import vn.lienthong.hub.journal.Journal;
import vn.lienthong.hub.journal.Landing.KeptExchange;
import vn.lienthong.hub.journal.Rewind;
import vn.lienthong.hub.journal.TestJournal;
import vn.lienthong.hub.journal.TransferFilter;
import vn.lienthong.hub.journal.TransferView;
import vn.lienthong.hub.replay.Misbehaviour;
import vn.lienthong.hub.replay.ProvinceReport;
import vn.lienthong.hub.vocabulary.TransferState;

/** What a resend, and a destination that takes only the newest, mean to the province, on real parts. */
class ResendOverProvinceIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CODE = "000.00.01.H08-191216-0001";
    private static final Journal.By HOA = new Journal.By("Hoa (made up)", "the province lost it");

    @RegisterExtension
    final TestJournal journals = TestJournal.with(Clock.systemUTC(), settings -> settings);

    private @Nullable HubOnRealParts started;

    @BeforeEach
    void fresh() {
        started = new HubOnRealParts(journals.journal());
    }

    private HubOnRealParts hub() {
        return Objects.requireNonNull(started);
    }

    @AfterEach
    void stop() {
        assertThat(hub().sums().closes()).as("balance %s", hub().sums()).isTrue();
        assertThat(journals.journal().recount()).isEqualTo(journals.journal().balance());
        hub().close();
    }

    @Test
    void sendsTheDossierAndTheStepsFromTheChosenOneOnAndNoOthers() throws Exception {
        long first = delivered(25);
        long again = resend(first, Rewind.fromStep("11"));
        awaitDelivered(2);

        ProvinceReport report = hub().province.report();
        assertThat(report.creates()).isEqualTo(1);
        assertThat(report.updates()).isEqualTo(1);
        assertThat(report.steps()).isEqualTo(25);
        // On purpose: the eleventh to the last.
        assertThat(report.repeatedSteps()).isEqualTo(15);
        List<String> minutes = new ArrayList<>();
        for (KeptExchange exchange : exchanges(again)) {
            JsonNode sent = JSON.readTree(exchange.sent());
            if (exchange.operation().equals("CapNhatTienDoHoSoMC")) {
                sent.path("data")
                        .forEach(step ->
                                minutes.add(step.path("ThoiDiemXuLy").asText().substring(8, 12)));
            }
        }
        assertThat(minutes).hasSize(15).startsWith("0810", "0811").endsWith("0824");
    }

    @Test
    void sendsOnlyTheDossierWhenNoStepIsNamed() {
        resend(delivered(25), null);
        awaitDelivered(2);

        assertThat(hub().province.report().updates()).isEqualTo(1);
        assertThat(hub().province.report().repeatedSteps()).isZero();
    }

    @Test
    void beginsAnewByAskingAndGoesAsUpdateBecauseTheProvinceHasIt() {
        long again = resend(delivered(12), Rewind.CREATE);
        awaitDelivered(2);

        assertThat(exchanges(again))
                .extracting(KeptExchange::operation)
                .containsExactly("TraCuuHoSo", "DongBoHoSoMC", "CapNhatTienDoHoSoMC", "CapNhatTienDoHoSoMC");
        assertThat(hub().province.report().creates()).isEqualTo(1);
        assertThat(hub().province.report().repeatedCreates()).isZero();
        assertThat(hub().province.report().updates()).isEqualTo(1);
        assertThat(hub().province.report().repeatedSteps()).isEqualTo(12);
    }

    @Test
    void sendsAgainWhatALostAnswerLeavesOpenBecauseTheCountSaysNothingOfAResend() {
        hub().with("answer-timeout", "PT30S");
        long first = delivered(25);
        // The sixth message of the dossier: the first ten steps of the resend, after four messages before and its
        // update.
        hub().province.misbehave(List.of(Misbehaviour.parse("half-a-body@6")));
        long again = resend(first, Rewind.fromStep("1"));
        await("unclear", () -> view(again).state() == TransferState.UNCLEAR);
        hub().province.misbehave(List.of());
        awaitDelivered(2);

        // The province had all 25 before, so its count is no proof that these ten came again: they go once more, and
        // that is said.
        assertThat(hub().province.report().repeatedSteps()).isEqualTo(35);
        assertThat(exchanges(again))
                .filteredOn(KeptExchange::mayRepeat)
                .extracting(KeptExchange::operation)
                .containsExactly("CapNhatTienDoHoSoMC");
    }

    @Test
    void carriesAKeyOfItsOwnAndTheRevisionThatComesAfterItStaysBehind() {
        long first = delivered(3);
        hub().province.refuseConnections();
        long again = resend(first, null);
        hub().push(CODE, 2, record(CODE, 2, 4)).join();
        hub().province.acceptConnections();
        awaitDelivered(3);

        assertThat(hub().province.report().updates()).isEqualTo(2);
        assertThat(hub().province.report().clean()).isTrue();
        assertThat(view(again).endedAt()).isBefore(newest().endedAt());
    }

    @Test
    void aProvinceThatTakesOnlyTheNewestGetsEveryStepOnceAndFewerRecords() {
        hub().with("newest-only", "true").with("concurrency", "1").start();
        List<CompletableFuture<?>> pushed = new ArrayList<>();
        for (int revision = 1; revision <= 30; revision++) {
            for (int dossier = 0; dossier < 10; dossier++) {
                String code = "000.00.01.H08-191216-%04d".formatted(dossier);
                pushed.add(hub().push(code, revision, record(code, revision, revision)));
            }
        }
        pushed.forEach(CompletableFuture::join);
        await("nothing waits " + hub().sums(), () -> hub().sums().waiting() == 0);

        assertThat(hub().sums().accepted()).isEqualTo(300);
        assertThat(hub().sums().superseded()).isGreaterThan(100);
        ProvinceReport report = hub().province.report();
        assertThat(report.creates()).isEqualTo(10);
        assertThat(report.steps()).isEqualTo(300);
        assertThat(report.clean()).as("%s", report).isTrue();
    }

    private long delivered(int steps) {
        hub().start();
        hub().push(CODE, 1, record(CODE, 1, steps)).join();
        awaitDelivered(1);
        return newest().id();
    }

    private long resend(long id, @Nullable Rewind from) {
        ActTotals totals = journals.journal().act(Act.resend(TransferFilter.only(id), HOA, false, from));
        assertThat(totals.refusals()).isEmpty();
        return Objects.requireNonNull(totals.first().get(0).resentAs());
    }

    private void awaitDelivered(long count) {
        await("delivered " + count + " " + hub().sums(), () -> hub().sums().delivered() == count);
    }

    private List<KeptExchange> exchanges(long id) {
        return journals.journal().dossier(CODE).get(0).events().stream()
                .filter(event -> event.transferId() == id)
                .map(DossierHistory.Event::exchanges)
                .flatMap(List::stream)
                .toList();
    }

    private TransferView view(long id) {
        return journals.journal().transfer(id).orElseThrow();
    }

    private TransferView newest() {
        List<TransferView> all = journals.journal()
                .transfers(
                        new TransferFilter(null, null, null, null, Set.of(TransferState.DELIVERED), null), null, 100);
        return all.get(all.size() - 1);
    }
}
