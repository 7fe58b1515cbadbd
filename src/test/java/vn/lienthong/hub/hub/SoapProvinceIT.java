package vn.lienthong.hub.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.hub.hub.HubOnRealParts.await;
import static vn.lienthong.hub.hub.HubOnRealParts.record;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vn.lienthong.hub.journal.TestJournal;
import vn.lienthong.hub.journal.TransferFilter;
import vn.lienthong.hub.journal.TransferView;
import vn.lienthong.hub.replay.FakeProvince;
import vn.lienthong.hub.replay.Misbehaviour;
import vn.lienthong.hub.vocabulary.TransferState;

/** The hub's promises towards the province over SOAP: the whole hub on real parts, a service of CXF by the same WSDL on the other side. */
class SoapProvinceIT {
    private static final Path WSDL = Path.of("connectors/province-soap/contract/exchange.wsdl");
    private static final List<String> OWED = List.of("province-soap");

    @RegisterExtension
    final TestJournal journals = TestJournal.with(Clock.systemUTC(), settings -> settings);

    private @Nullable HubOnRealParts started;

    @BeforeEach
    void fresh() {
        started = new HubOnRealParts(journals.journal());
        hub().province.serveSoap(WSDL);
    }

    private HubOnRealParts hub() {
        return Objects.requireNonNull(started);
    }

    private void start(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "address", hub().province.address() + FakeProvince.SOAP_PATH,
                "username", "hub",
                "password", "throw-away",
                "unit-code", "000.00.00.H08",
                "mapping.without-due-date", "send-empty",
                "probe-every", "PT0.2S",
                "retry.first", "PT0.1S",
                "retry.cap", "PT0.5S",
                "answer-timeout", "PT30S"));
        settings.putAll(more);
        hub().and("province-soap", settings).start();
    }

    @AfterEach
    void stop() {
        assertThat(hub().sums().closes()).as("balance %s", hub().sums()).isTrue();
        hub().close();
    }

    private static String code(int number) {
        return "000.00.01.H08-191216-%04d".formatted(number);
    }

    private void push(int dossiers, int steps) {
        for (int i = 0; i < dossiers; i++) {
            hub().push(code(i), OWED, record(code(i), 1, steps)).join();
        }
    }

    private static TransferFilter filter(TransferState state) {
        return new TransferFilter(null, null, null, "province-soap", Set.of(state), null);
    }

    private List<TransferView> transfers(TransferState state) {
        return hub().journal.transfers(filter(state), null, 1_000);
    }

    @Test
    void carriesADossierWithItsMovementsInChunks() {
        start(Map.of());
        push(1, 25);
        await("delivered", () -> hub().sums().delivered() == 1);

        assertThat(hub().province.report().creates()).isEqualTo(1);
        assertThat(hub().province.report().steps()).isEqualTo(25);
        assertThat(hub().province.report().requests()).isEqualTo(4);
        assertThat(hub().province.report().findings()).isEmpty();
    }

    @Test
    void whatLeftIsKeptWithoutTheAccount() {
        start(Map.of());
        push(1, 1);
        await("delivered", () -> hub().sums().delivered() == 1);

        List<String> kept = hub().journal.carried(filter(TransferState.DELIVERED), null, 10).stream()
                .flatMap(carried -> carried.exchanges().stream())
                .map(exchange -> new String(exchange.sent(), StandardCharsets.UTF_8))
                .toList();
        assertThat(kept).hasSize(2).allSatisfy(sent -> assertThat(sent)
                .contains("Envelope", "<password></password><userName></userName>")
                .doesNotContain("throw-away"));
    }

    @Test
    void comesThroughEveryKindOfTroubleAndLosesNothing() {
        hub().province
                .misbehave(Stream.of(
                                "fault:0.1",
                                "error-inside-200:0.1",
                                "broken:0.1",
                                "half-a-body:0.1",
                                "empty-200:0.1",
                                "html-with-200:0.1",
                                "reset:0.1",
                                "busy:0.1",
                                "garbage:0.05")
                        .map(Misbehaviour::parse)
                        .toList());
        start(Map.of());
        push(40, 3);
        await("all delivered", () -> hub().sums().delivered() == 40);

        assertThat(hub().province.report().misbehaved()).hasSizeGreaterThan(5);
        assertThat(hub().province.report().creates()).isEqualTo(40);
        assertThat(hub().province.report().steps()).isEqualTo(120);
        assertThat(hub().province.report().invalid()).isEmpty();
        assertThat(hub().province.report().orderBreaks()).isZero();
        for (int i = 0; i < 40; i++) {
            assertThat(hub().province.holding(code(i))).isPresent();
        }
    }

    @Test
    void asksByCountAndSendsAgainAfterAnUnknownEnd() {
        hub().province.misbehave(List.of(Misbehaviour.parse("timeout-after-commit")));
        start(Map.of("answer-timeout", "PT0.5S"));
        push(1, 0);
        await("taken, and nobody knows", () -> hub().province.report().committedUnanswered() > 0);
        hub().province.misbehave(List.of());
        await("delivered", () -> hub().sums().delivered() == 1);

        assertThat(hub().province.report().enquiries()).isPositive();
        // At least once: this service looks for no duplicate, and nobody can ask it.
        assertThat(hub().province.report().creates()).isEqualTo(1);
        assertThat(hub().province.report().repeatedCreates()).isPositive();
        assertThat(hub().journal.carried(filter(TransferState.DELIVERED), null, 10).stream()
                        .flatMap(carried -> carried.exchanges().stream())
                        .filter(exchange -> exchange.operation().equals("pushDocument"))
                        .map(exchange -> exchange.mayRepeat()))
                .as("only those after an unknown end may be there twice")
                .contains(false, true);
    }

    @Test
    void aRerunComparesEnvelopesByWhatTheySay() {
        start(Map.of());
        push(3, 12);
        await("delivered", () -> hub().sums().delivered() == 3);

        Map<String, String> then = Map.of("unit-code", "000.00.00.H08", "mapping.without-due-date", "send-empty");
        RerunTotals same = rerun(then);
        assertThat(same.counts()).as("%s", same.places()).containsEntry(RerunTotals.Verdict.SAME, 3L);
        assertThat(same.notCompared()).isEmpty();
        RerunTotals other = rerun(Map.of("unit-code", "000.00.99.H08", "mapping.without-due-date", "send-empty"));
        assertThat(other.places())
                .extracting(RerunTotals.Group::place)
                .containsExactly("pushDocument /arg0/ossDocumentSoapList/maDonViTiepNhan");
    }

    private RerunTotals rerun(Map<String, String> settings) {
        return new Rerun(Hub.at(Path.of(".")), journals.journal(), Map.of("province-soap", settings), null)
                .run(filter(TransferState.DELIVERED));
    }

    @Test
    void aWrongPasswordParksNobodyAndWaitsForAPerson() {
        start(Map.of("password", "wrong"));
        push(20, 1);
        await("the breaker opens", () -> hub().running().delivery().destinations().stream()
                .anyMatch(
                        destination -> destination.open() && destination.name().equals("province-soap")));

        assertThat(transfers(TransferState.PARKED)).isEmpty();
        assertThat(hub().province.report().creates()).isZero();
    }

    @Test
    void anAmountThatTheContractHasNoRoomForParksOnlyItsDossier() {
        start(Map.of());
        String code = code(7);
        hub().push(
                        code,
                        OWED,
                        record(code, 1, 1)
                                .replace(
                                        "\"status\":\"PROCESSING\",\"summary\"",
                                        "\"status\":\"FINISHED\",\"finishedAt\":\"2019-12-17T10:00:00+07:00\",\"fees\":[{\"code\":\"P\",\"name\":\"P\",\"kind\":\"FEE\",\"amount\":\"2147483648\"}],\"summary\""))
                .join();
        push(3, 1);
        await(
                "the others are delivered",
                () -> hub().sums().delivered() == 3 && hub().sums().parked() == 1);

        assertThat(hub().province.holding(code)).isEmpty();
    }
}
