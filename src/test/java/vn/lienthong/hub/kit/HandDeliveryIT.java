package vn.lienthong.hub.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.opentest4j.AssertionFailedError;
import vn.lienthong.hub.intake.IntakeResult;
import vn.lienthong.hub.journal.Journal.BalanceRow;
import vn.lienthong.hub.journal.Landing.KeptExchange;
import vn.lienthong.hub.journal.TransferView;
import vn.lienthong.hub.replay.FakeProvince;
import vn.lienthong.hub.replay.Misbehaviour;
import vn.lienthong.hub.vocabulary.TransferState;

/** The kit's hub towards the fake province: what the test does not say does not happen, what it says happens as every day. */
class HandDeliveryIT {
    @RegisterExtension
    static final HubExtension HUB =
            HubExtension.at(".").toFakeProvince("province-rest", Map.of("unit-code", "000.00.00.H08"));

    private static int number;

    @AfterEach
    void everythingHasAnEnd(TestHub hub) {
        hub.province().misbehave(List.of());
        hub.clock().advance(Duration.ofDays(1));
        hub.delivery().runUntilQuiet();
        assertThat(hub.journal().balance()).allMatch(BalanceRow::closes);
    }

    static String code() {
        number++;
        return "000.00.ZZ.H08-260302-%04d".formatted(number);
    }

    private static String record(String code, int revision, String dueAt) {
        return """
                {"dossierCode": "%s", "revision": %d, "procedureCode": "1.001193.000.00.00.H08", "unit": "21583",
                 "status": "PROCESSING", "summary": "Hồ sơ mẫu", "receivedAt": "2026-03-02T07:05:00+07:00", "dueAt": "%s",
                 "applicant": {"kind": "CITIZEN", "name": "Nguyễn Thị Thử Nghiệm",
                               "identity": {"type": "CCCD", "number": "052189000000"}},
                 "steps": [{"at": "2026-03-02T07:1%d:00+07:00", "by": "Cán bộ Thử", "note": "Bước", "status": "PROCESSING"}]}
                """
                .formatted(code, revision, dueAt, revision);
    }

    private static long pushed(TestHub hub, String code, int revision) {
        return hub.push(record(code, revision, "2026-03-27T17:00:00+07:00"))
                .get(0)
                .id();
    }

    @Test
    void letsOneAttemptGoAtATimeAndTheRevisionsOfADossierInTheirOrder(TestHub hub, HandDelivery delivery) {
        String one = code();
        long first = pushed(hub, one, 1);
        long second = pushed(hub, one, 2);
        long other = pushed(hub, code(), 1);
        hub.clock().advance(Duration.ofHours(1));

        assertThat(delivery.step()).hasValueSatisfying(sent -> {
            assertThat(sent.id()).isEqualTo(first);
            assertThat(sent.state()).isEqualTo(TransferState.DELIVERED);
        });
        assertThat(hub.transfer(second).state()).isEqualTo(TransferState.READY);
        assertThat(hub.transfer(other).state()).isEqualTo(TransferState.READY);
        assertThat(delivery.runUntilQuiet()).extracting(TransferView::id).containsExactlyInAnyOrder(second, other);
        assertThat(delivery.step()).isEmpty();
        assertThat(hub.exchanges(first)).extracting(KeptExchange::operation).startsWith("DongBoHoSoMC");
    }

    @Test
    void whatTheProvinceDidAndDidNotAnswerIsAskedForAndNotSentAgain(TestHub hub, FakeProvince province) {
        String code = code();
        long id = pushed(hub, code, 1);
        province.misbehave(List.of(Misbehaviour.parse("half-a-body")));

        assertThat(hub.delivery().step())
                .hasValueSatisfying(sent -> assertThat(sent.state()).isEqualTo(TransferState.UNCLEAR));
        assertThat(hub.delivery().standing()).contains(code, "UNCLEAR");
        province.misbehave(List.of());
        hub.clock().advance(Duration.ofHours(1));
        hub.delivery().runUntilQuiet();

        assertThat(hub.transfer(id).state()).isEqualTo(TransferState.DELIVERED);
        assertThat(hub.exchanges(id)).extracting(KeptExchange::operation).contains("TraCuuHoSo");
        assertThat(province.holding(code))
                .hasValueSatisfying(held -> assertThat(held.contents()).isEqualTo(1));
    }

    @Test
    void aSessionThatEndsWithinARecordCostsALogInAndNothingElse(TestHub hub, FakeProvince province) {
        String code = code();
        long id = pushed(hub, code, 1);
        long before = province.report().logins();
        province.misbehave(List.of(Misbehaviour.parse("expired-session@2-2")));

        hub.delivery().runUntilQuiet();
        hub.clock().advance(Duration.ofHours(1));
        hub.delivery().runUntilQuiet();

        assertThat(hub.transfer(id).state()).as(hub.delivery().standing()).isEqualTo(TransferState.DELIVERED);
        assertThat(province.report().misbehaved()).containsEntry("expired-session", 1L);
        assertThat(province.report().logins()).isGreaterThan(before);
        assertThat(province.holding(code)).hasValueSatisfying(held -> {
            assertThat(held.contents()).isEqualTo(1);
            assertThat(held.steps()).isEqualTo(1);
        });
        assertThat(province.report().repeatedSteps()).isZero();
    }

    @Test
    void whatIsToldToComeLaterComesWhenTheClockSaysSo(TestHub hub, FakeProvince province) {
        long id = pushed(hub, code(), 1);
        province.misbehave(List.of(Misbehaviour.parse("down")));

        assertThat(hub.delivery().runUntilQuiet()).hasSize(1);
        province.misbehave(List.of());
        assertThat(hub.delivery().step()).as(hub.delivery().standing()).isEmpty();
        hub.clock().advance(Duration.ofHours(1));
        assertThat(hub.delivery().step()).hasValueSatisfying(sent -> {
            assertThat(sent.id()).isEqualTo(id);
            assertThat(sent.state()).isEqualTo(TransferState.DELIVERED);
        });
    }

    @Test
    void aDestinationInTroubleIsLeftAloneUntilTheClockSaysOtherwise(TestHub hub, FakeProvince province) {
        List<Long> ids = Stream.generate(() -> pushed(hub, code(), 1)).limit(12).toList();
        province.misbehave(List.of(Misbehaviour.parse("down")));
        assertThat(hub.delivery().runUntilQuiet())
                .as("as many as open the breaker")
                .hasSize(10);
        assertThat(hub.delivery().standing()).contains("nothing is sent to province-rest (BREAKER_OPEN)");

        province.misbehave(List.of());
        assertThat(hub.delivery().step()).isEmpty();
        hub.clock().advance(Duration.ofHours(1));
        hub.delivery().runUntilQuiet();
        assertThat(ids).allSatisfy(id -> assertThat(hub.transfer(id).state()).isEqualTo(TransferState.DELIVERED));
    }

    @Nested
    class InAClassWithin {
        @Test
        void theHubIsThatOfTheClassAroundIt(TestHub hub) {
            long id = pushed(hub, code(), 1);
            hub.delivery().runUntilQuiet();

            assertThat(HUB.hub()).isSameAs(hub);
            assertThat(hub.transfer(id).state()).isEqualTo(TransferState.DELIVERED);
        }
    }

    @Test
    void whatCannotStartLeavesNobodyListening() {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        TestHub.Plan odd = new TestHub.Plan(
                Path.of("."),
                Map.of("echo", Map.of("answer-timeout", "soon")),
                Map.of("echo", true),
                HubExtension.MORNING);

        assertThatThrownBy(() -> TestHub.start(odd)).hasMessageContaining("answer-timeout");
        await().atMost(Duration.ofSeconds(30)).until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("qtp") && !before.contains(thread)));
    }

    @Test
    void itsClockGoesInEveryZone(TestHub hub) {
        Clock elsewhere = hub.clock().withZone(ZoneOffset.UTC);
        hub.clock().advance(Duration.ofHours(1));

        assertThat(elsewhere.instant()).isEqualTo(hub.clock().instant());
        assertThat(elsewhere.getZone()).isEqualTo(ZoneOffset.UTC);
    }

    @Test
    void aRecordThatTheIntakeRefusesFailsTheTestWithItsAnswerUnlessThatIsWanted(TestHub hub) {
        String bad = record(code(), 1, "tomorrow");

        assertThatThrownBy(() -> hub.push(bad))
                .isInstanceOf(AssertionFailedError.class)
                .hasMessageContainingAll("Found: HTTP 422", "dueAt");
        assertThat(hub.offer(bad)).isInstanceOf(IntakeResult.Refused.class);
    }
}
