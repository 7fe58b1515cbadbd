package vn.lienthong.hub.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.lienthong.hub.hub.HubOnRealParts.await;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vn.lienthong.hub.intake.PullState;
import vn.lienthong.hub.journal.PullBook;
import vn.lienthong.hub.journal.SubmissionView;
import vn.lienthong.hub.journal.TestJournal;
import vn.lienthong.hub.journal.TransferFilter;
import vn.lienthong.hub.replay.Misbehaviour;

/** The way back: the whole hub on real parts, a service of CXF that gives out online filings, and a city that takes them. */
class PullIT {
    @RegisterExtension
    final TestJournal journals = TestJournal.with(Clock.systemUTC(), settings -> settings);

    private @Nullable PullBed made;

    @BeforeEach
    void fresh() {
        made = new PullBed(journals.journal());
    }

    private PullBed bed() {
        return Objects.requireNonNull(made);
    }

    @AfterEach
    void stop() {
        assertThat(bed().hub.sums().closes()).as("balance %s", bed().hub.sums()).isTrue();
        bed().close();
    }

    private List<SubmissionView> kept(int id) {
        return bed().kept("ONLINE-" + id);
    }

    private PullBook.Pulled pulled(int id) {
        return kept(id).get(0).pulled().get(0);
    }

    @Test
    void pullsPageByPageAcknowledgesAndDelivers() {
        bed().hub.province.filings().pageSize(7);
        bed().file(PullBed.UNIT, 1, 30);
        bed().file(PullBed.OTHER_UNIT, 101, 5);
        bed().start();
        await("the city has all", () -> bed().city.filings() == 35);

        await("all is acknowledged", () -> bed().acknowledged().size() == 35);
        assertThat(bed().city.repeated()).isEmpty();
        for (int i = 1; i <= 30; i++) {
            assertThat(bed().hub.province.filings().given(i)).isEqualTo(1);
        }
        assertThat(bed().hub.province.report().invalid()).isEmpty();
        await("all is delivered", () -> bed().hub.sums().delivered() == 35);
        PullBook.Pulled pulled = pulled(7);
        assertThat(pulled.node()).isEqualTo("hub-1");
        assertThat(pulled.became().place()).isEqualTo(PullBed.UNIT);
        assertThat(pulled.became().message().id()).isEqualTo("7");
        await("that it was told is written down", () -> "done".equals(pulled(7).acknowledged()));
        assertThat(pulled(7).answer()).isEqualTo("acknowledged");
        assertThat(pulled(7).times()).isEqualTo(1);
    }

    @Test
    void nothingGoesBackToWhereItCameFrom() {
        bed().file(PullBed.UNIT, 1, 3);
        bed().start();
        await("the city has all", () -> bed().city.filings() == 3);

        assertThat(bed().hub.journal.transfers(TransferFilter.ANY, null, 100))
                .hasSize(3)
                .allSatisfy(transfer -> assertThat(transfer.destination()).isEqualTo("city-rest"));
        assertThat(bed().hub.province.report().creates()).isZero();
    }

    @Test
    void nothingIsAcknowledgedBeforeItIsInTheJournal() {
        bed().file(PullBed.UNIT, 1, 20);
        AtomicInteger missing = new AtomicInteger();
        bed().between.letPass(text -> {
            if (text.contains("updateSendSignal")) {
                for (int i = 1; i <= 20; i++) {
                    missing.addAndGet(kept(i).isEmpty() && text.contains("<idList>" + i + "</idList>") ? 1 : 0);
                }
            }
            return true;
        });
        bed().start();
        await("all is acknowledged", () -> bed().acknowledged().size() == 20);

        assertThat(missing).hasValue(0);
    }

    @Test
    void stoppedBetweenJournalAndAcknowledgementItPullsAgainAndRecognisesAll() {
        bed().file(PullBed.UNIT, 1, 12);
        bed().file(13, Map.of("hoTenNguoiNop", " ", "chuSoHuuHoSo", ""));
        bed().between.letPass(text -> !text.contains("updateSendSignal"));
        bed().start();
        await("all is in the journal", () -> kept(12).size() == 1);
        await("it could not be told", () -> bed().state().trouble() != null);
        bed().hub.stop();
        assertThat(bed().acknowledged()).isEmpty();

        bed().between.letPass(text -> true);
        bed().hub.start();
        await("all is acknowledged", () -> bed().acknowledged().size() == 13);
        await("the city has all", () -> bed().city.filings() == 12);
        for (int i = 1; i <= 12; i++) {
            assertThat(kept(i)).hasSize(1);
            assertThat(bed().city.revisions("ONLINE-" + i)).containsExactly(1);
        }
        assertThat(bed().kept("13")).as("the bad one is kept once").hasSize(1);
        assertThat(bed().city.repeated()).isEmpty();
        await("repetitions are counted", () -> pulled(1).times() > 1);
        await("goes well again", () -> bed().state().trouble() == null);
    }

    @Test
    void aBadMessageInTheMiddleIsKeptAndStopsNobody() {
        bed().file(PullBed.UNIT, 1, 2);
        bed().file(3, Map.of("ngayDangKyHoSo", "31/02/2026 07:30:00"));
        bed().file(4, Map.of("soDtDiDong", "0900000009"));
        bed().file(5, Map.of("attachmentList", "a.pdf|Tờ khai|file:///etc/passwd"));
        bed().file(6, Map.of("maLoaiHoSo", "không phải mã"));
        bed().start();
        await("the city has the good ones", () -> bed().city.filings() == 3);
        await("all is acknowledged", () -> bed().acknowledged().size() == 6);

        assertThat(bed().kept("3")).singleElement().satisfies(view -> {
            assertThat(view.state()).isEqualTo("refused");
            assertThat(view.problemCodes()).containsExactly("unreadable-date");
            assertThat(view.source()).isEqualTo(PullBed.SOURCE);
            assertThat(new String(bed().hub.journal.content(view.id()).orElseThrow(), StandardCharsets.UTF_8))
                    .contains("\"onlineId\":\"3\"", "31/02/2026");
        });
        assertThat(bed().kept("5")).singleElement().satisfies(view -> assertThat(view.problemCodes())
                .containsExactly("bad-file-address"));
        assertThat(kept(6).isEmpty() ? bed().kept("6") : kept(6))
                .singleElement()
                .satisfies(view -> assertThat(view.state()).isEqualTo("refused"));
        await(
                "a round without trouble",
                () -> bed().state().trouble() == null && bed().state().lastGood() != null);
        assertThat(bed().state().counts().refused()).isEqualTo(3);
        assertThat(bed().hub.province.filings().given(3)).isEqualTo(1);
    }

    @Test
    void aProvinceThatIsDownIsAskedLessOftenAndComesBackByItself() {
        bed().hub.province.misbehave(List.of(Misbehaviour.parse("error-inside-200")));
        bed().file(PullBed.UNIT, 1, 5);
        bed().start();
        await("it says so", () -> bed().state().trouble() != null);
        PullState state = bed().state();
        assertThat(Objects.requireNonNull(state.trouble()).code()).isEqualTo("system-error");
        assertThat(state.needsPerson()).isFalse();
        assertThat(state.lastGood()).isNull();

        bed().hub.province.misbehave(List.of());
        await("the city has all", () -> bed().city.filings() == 5);
        await("goes well again", () -> bed().state().trouble() == null);
    }

    @Test
    void aWrongPasswordWaitsForAPerson() {
        bed().file(PullBed.UNIT, 1, 1);
        bed().start(bed().hub, Map.of("password", "wrong"));
        await("it says so", () -> bed().state().needsPerson());

        assertThat(Objects.requireNonNull(bed().state().trouble()).code()).isEqualTo("account-refused");
        assertThat(bed().hub.province.report().refusedLogins()).isEqualTo(1);
        assertThat(bed().acknowledged()).isEmpty();
    }

    @Test
    void acknowledgementsThatAreNotHeededMakeNoSecondRecordAndNoEndlessRound() {
        bed().hub.province.filings().deaf(true);
        bed().hub.province.filings().pageSize(4);
        bed().file(PullBed.UNIT, 1, 10);
        bed().file(3, Map.of("ngayDangKyHoSo", ""));
        bed().start();
        await("it says so", () -> {
            PullState state = bed().state();
            return state.trouble() != null
                    && List.of("no-new-messages", "acknowledged-in-vain")
                            .contains(state.trouble().code());
        });
        await(
                "the head of the list came again and again",
                () -> bed().hub.province.filings().given(1) > 5);

        assertThat(kept(1)).hasSize(1);
        assertThat(bed().kept("3")).as("kept once").hasSize(1);
        assertThat(kept(5)).as("beyond the head of the list").isEmpty();
        bed().hub.province.filings().deaf(false);
        await("the city has all", () -> bed().city.filings() == 9);
        assertThat(bed().city.repeated()).isEmpty();
    }

    @Test
    void aFilingThatChangesIsItsNextRevisionAndMayChangeBackAgainAndAgain() {
        bed().start();
        for (int revision = 1; revision <= 5; revision++) {
            bed().file(1, revision % 2 == 1 ? Map.of() : Map.of("soDtDiDong", "0900000002"));
            int many = revision;
            await(
                    "the city has revision " + many,
                    () -> bed().city.revisions("ONLINE-1").size() == many);
            await(
                    "it is acknowledged",
                    () -> bed().hub.province.filings().waiting(PullBed.UNIT) == 0
                            && kept(1).get(many - 1).pulled().stream()
                                    .anyMatch(one -> "done".equals(one.acknowledged())));
        }

        assertThat(bed().city.revisions("ONLINE-1")).containsExactly(1, 2, 3, 4, 5);
        assertThat(kept(1)).extracting(SubmissionView::revision).containsExactly(1, 2, 3, 4, 5);
    }

    @Test
    void aUnitThatIsRefusedStopsNoOther() {
        bed().file(PullBed.OTHER_UNIT, 1, 2);
        bed().between.letPass(text -> true);
        bed().start(bed().hub, Map.of("unit-codes", " ,X&Y, " + PullBed.OTHER_UNIT));
        await("the city has all", () -> bed().city.filings() == 2);
    }

    @Test
    void twoMessagesUnderOneNumberAreBothTakenAndToldOnce() {
        bed().file(1, Map.of());
        bed().hub.province.filings().again(PullBed.UNIT, 1, Map.of("soDtDiDong", "0900000002"));
        bed().start();
        await("the city has both", () -> bed().city.revisions("ONLINE-1").size() == 2);
        await("it is acknowledged", () -> bed().acknowledged().contains(1L));

        assertThat(kept(1)).extracting(SubmissionView::revision).containsExactly(1, 2);
        await("both are written down as told", () -> kept(1).stream()
                .flatMap(view -> view.pulled().stream())
                .allMatch(one -> "done".equals(one.acknowledged())));
    }

    @Test
    void aSourceWithoutItsUnitsIsToldAtTheStart() {
        assertThatThrownBy(() -> bed().start(bed().hub, Map.of("unit-codes", "")))
                .hasMessageContaining("hub.pulls.province-soap-inbox.unit-codes is missing");
    }
}
