package vn.lienthong.hub.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.hub.hub.HubOnRealParts.await;
import static vn.lienthong.hub.hub.HubOnRealParts.record;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.hub.delivery.DestinationState;
import vn.lienthong.hub.journal.TestJournal;
import vn.lienthong.hub.journal.TransferFilter;
import vn.lienthong.hub.journal.TransferView;
import vn.lienthong.hub.replay.Misbehaviour;
import vn.lienthong.hub.replay.ProvinceReport;
import vn.lienthong.hub.vocabulary.TransferState;

/** An outage in which the province goes on answering: with 502, with web pages, with nothing. On real parts. */
class AnsweringOutageIT {
    private static final int DOSSIERS = 40;
    private static final int STEPS = 12;

    /** A transfer that gives up after 5 attempts would have given up long before, see {@link HubOnRealParts}. */
    private static final int LONG = 60;

    @RegisterExtension
    final TestJournal journals = TestJournal.with(Clock.systemUTC(), settings -> settings);

    private @Nullable HubOnRealParts started;

    @BeforeEach
    void fresh() {
        started = new HubOnRealParts(journals.journal());
    }

    @AfterEach
    void stop() {
        assertThat(hub().sums().closes()).as("balance %s", hub().sums()).isTrue();
        hub().close();
    }

    private HubOnRealParts hub() {
        return Objects.requireNonNull(started);
    }

    private DestinationState province() {
        return hub().running().delivery().destinations().get(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bad-gateway", "broken", "html-with-200", "empty-200"})
    void parksNobodyAndRepeatsNothing(String how) {
        hub().start();
        push(0, DOSSIERS / 2);
        awaitDelivered(DOSSIERS / 2);
        long before = requests();
        hub().province.misbehave(List.of(Misbehaviour.parse(how)));
        push(0, DOSSIERS / 2, 2);
        push(DOSSIERS / 2, DOSSIERS);

        await("the breaker opens", () -> province().open());
        await("a long outage", () -> requests() - before >= LONG);
        assertThat(hub().sums().parked()).isZero();
        assertThat(province().reason()).isNotBlank().contains("Found: HTTP ");
        assertThat(province().refused()).as("nobody need act").isNull();

        hub().province.misbehave(List.of());
        awaitDelivered(DOSSIERS + DOSSIERS / 2);
        ProvinceReport report = hub().province.report();
        assertThat(report.clean()).as("%s", report).isTrue();
        assertThat(report.creates()).isEqualTo(DOSSIERS);
        assertThat(report.steps()).isEqualTo((long) DOSSIERS * STEPS);
        assertThat(report.repeatedCreates()).isZero();
        assertThat(report.invalid()).isEmpty();
        assertThat(transfers(TransferState.DELIVERED))
                .allSatisfy(t -> assertThat(t.attempts()).isLessThanOrEqualTo(1));
        assertThat(province().open()).isFalse();
    }

    @Test
    void whatWasPutOffForHoursIsTriedAllTheSameWhenNothingElseWaits() {
        hub().with("retry.first", "PT8H").with("retry.cap", "PT8H").start();
        hub().province.refuseConnections();
        push(0, 12);
        await("the breaker opens", () -> province().open());
        await("all are put off", () -> transfers(TransferState.WAITING).size() == 12);

        hub().province.acceptConnections();

        awaitDelivered(12);
    }

    @Test
    void aWrongPasswordIsAskedForAFewTimesParksNobodyAndIsToldToAPerson() {
        hub().with("password", "not-the-one").start();
        push(0, DOSSIERS);

        await("the refusal is told", () -> province().refused() != null);
        await("the breaker opens", () -> province().open());
        assertThat(province().refused()).contains("refuses our user name and password");
        assertThat(hub().sums().parked()).isZero();
        assertThat(hub().province.report().refusedLogins())
                .as("by %s dossiers", DOSSIERS)
                .isEqualTo(1);
        assertThat(hub().province.report().requests()).isZero();

        hub().stop();
        // Their time has not come yet; a person lets them go after correcting the password.
        hub().with("password", "throw-away").start();
        hub().journal
                .release(
                        new TransferFilter(null, null, null, null, Set.of(TransferState.WAITING), null),
                        new vn.lienthong.hub.journal.Journal.By("an engineer", "password corrected"),
                        false)
                .join();
        awaitDelivered(DOSSIERS);
        assertThat(province().refused()).isNull();
        assertThat(hub().province.report().clean()).isTrue();
    }

    private void push(int from, int to) {
        push(from, to, 1);
    }

    private void push(int from, int to, int revision) {
        for (int dossier = from; dossier < to; dossier++) {
            String code = "000.00.01.H08-191216-%04d".formatted(dossier);
            hub().push(code, revision, record(code, revision, STEPS)).join();
        }
    }

    private long requests() {
        ProvinceReport report = hub().province.report();
        return report.requests()
                + report.misbehaved().values().stream()
                        .mapToLong(Long::longValue)
                        .sum();
    }

    private void awaitDelivered(long count) {
        await(count + " delivered of " + hub().sums(), () -> hub().sums().delivered() >= count);
    }

    private List<TransferView> transfers(TransferState state) {
        return hub().journal.transfers(new TransferFilter(null, null, null, null, Set.of(state), null), null, 1_000);
    }
}
