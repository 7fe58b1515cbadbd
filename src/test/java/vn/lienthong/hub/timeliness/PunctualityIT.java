package vn.lienthong.hub.timeliness;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vn.lienthong.hub.journal.Acceptance;
import vn.lienthong.hub.journal.Act;
import vn.lienthong.hub.journal.Duty;
import vn.lienthong.hub.journal.Entry;
import vn.lienthong.hub.journal.Flight;
import vn.lienthong.hub.journal.Journal.By;
import vn.lienthong.hub.journal.Landing;
import vn.lienthong.hub.journal.TestJournal;
import vn.lienthong.hub.journal.Timings.Owed;
import vn.lienthong.hub.journal.Timings.Span;
import vn.lienthong.hub.journal.TransferFilter;
import vn.lienthong.hub.vocabulary.DossierRecord;
import vn.lienthong.hub.vocabulary.Held;
import vn.lienthong.hub.vocabulary.HeldSteps;
import vn.lienthong.hub.vocabulary.Outcome;
import vn.lienthong.hub.vocabulary.Status;
import vn.lienthong.hub.vocabulary.TransferState;

/** Reports on a real PostgreSQL; the clock begins on Monday, 2 March 2026, at 08:00 of Viet Nam. All dossiers are made up. */
class PunctualityIT {
    private static final String PROVINCE = "province-rest";
    private static final Instant START = TestJournal.START;
    private static final Span MARCH = new Span(START, START.plus(Duration.ofDays(30)), null);

    @RegisterExtension
    final TestJournal test = TestJournal.fresh();

    @Test
    void namesEachCauseAndItsSumsClose() {
        Instant due = hour(8);
        accept("ON-TIME", 1, due, null);
        deliver(accept("ON-TIME", 2, due, hour(1)));
        long refused = accept("REFUSED", 1, due, hour(0));
        land(refused, TransferState.PARKED, new Outcome.Rejected(TestJournal.problem("bad-code")), "bad-code");
        long away = accept("AWAY", 1, due, hour(0));
        land(
                away,
                TransferState.WAITING,
                new Outcome.Deferred(TestJournal.problem("away"), null, true),
                "out-of-service");
        long waiting = accept("WAITING", 1, due, hour(0));
        accept("NOT-DONE", 1, due, null);
        test.clock().forward(Duration.ofDays(1));
        long office = accept("OFFICE", 1, due, hour(24));
        deliver(office);
        deliver(accept("SOURCE", 1, due, hour(2)));
        deliver(waiting);
        test.journal()
                .release(TransferFilter.only(refused), new By("An", "mended"), false)
                .join();
        deliver(refused);
        test.journal().due(test.clock().instant(), 10).join();
        deliver(away);

        JsonNode report = report(MARCH, 100);

        JsonNode total = report.at("/totals/0");
        assertThat(ReportPage.sentences(total))
                .first()
                .isEqualTo("7 = 1 on time + 1 not done yet + 1 late by the office + 1 late by the source"
                        + " + 1 late by the transfer + 2 late by the destination");
        assertThat(total.path("onTimeShare").asDouble()).isEqualTo(16.7);
        assertThat(total.path("onTimeShareWithoutLateTransfers").asDouble()).isEqualTo(83.3);
        assertThat(total.path("onTimeShareWithNotDone").asDouble()).isEqualTo(14.3);
        assertThat(total.path("lateBySynchronisationShare").asDouble()).isEqualTo(80);
        assertThat(verdict(report, "REFUSED")).isEqualTo("DESTINATION parked: bad-code 8.0 h");
        assertThat(verdict(report, "AWAY")).isEqualTo("DESTINATION out-of-service 8.0 h");
        assertThat(verdict(report, "WAITING")).isEqualTo("TRANSFER waiting at the hub 8.0 h");
        assertThat(verdict(report, "SOURCE")).startsWith("SOURCE at the source after the fact");
        assertThat(report.path("rows")).singleElement().satisfies(row -> assertThat(ReportPage.unit(row))
                .isEqualTo("21583 Phường Quy Nhơn"));
    }

    @Test
    void countsWhatALaterRecordReported() {
        test.journal().newestOnly(List.of(PROVINCE));
        accept("PASSED", 1, hour(8), hour(0));
        deliver(accept("PASSED", 2, hour(8), hour(0)));
        test.clock().forward(Duration.ofDays(1));

        assertThat(report(MARCH, 10).at("/totals/0/onTime").asLong()).isEqualTo(1);
    }

    @Test
    void countsWhatAPersonHadSentAgain() {
        long given = accept("AGAIN", 1, hour(8), hour(0));
        test.journal()
                .cancel(TransferFilter.only(given), new By("An", "a mistake"), false)
                .join();
        test.clock().forward(Duration.ofDays(1));
        assertThat(report(MARCH, 10).path("givenUp").asLong()).isEqualTo(1);
        Long again = Objects.requireNonNull(test.journal()
                .act(Act.resend(TransferFilter.only(given), new By("An", "it was right"), false, null))
                .first()
                .get(0)
                .resentAs());
        deliver(again);

        JsonNode report = report(MARCH, 10);
        assertThat(report.path("givenUp").asLong()).isZero();
        assertThat(report.at("/late/0/reportedAt").asText()).startsWith("2026-03-03T08:00");
    }

    @Test
    void theFirstFactCountsAndTheLatestDueTimeBeforeIt() {
        accept("MOVED", 1, hour(1), null);
        accept("MOVED", 2, hour(9), null);
        deliver(accept("MOVED", 3, hour(9), hour(0)));
        accept("MOVED", 4, hour(9), hour(5));
        test.clock().forward(Duration.ofDays(1));

        JsonNode report = report(MARCH, 10);
        assertThat(report.at("/totals/0/all").asLong()).isEqualTo(1);
        assertThat(report.at("/totals/0/onTime").asLong()).isEqualTo(1);
        assertThat(report(new Span(START, hour(8), null), 10).path("totals")).isEmpty();
    }

    @Test
    void tellsOfOneUnitAndOfDeadlinesThatAreOver() {
        accept("NOW", 1, hour(8), null);
        accept("LATER", 1, hour(24 * 20), null);
        test.clock().forward(Duration.ofDays(1));

        assertThat(report(MARCH, 10).at("/totals/0/all").asLong()).isEqualTo(1);
        assertThat(report(new Span(START, hour(99), "21556"), 10).path("totals"))
                .isEmpty();
        assertThat(report(new Span(START, hour(99), "21583"), 10)
                        .at("/totals/0/all")
                        .asLong())
                .isEqualTo(1);
    }

    @Test
    void whatWasClosedIsKeptAcrossNodesAndHolds() {
        test.journal().timings().notSentTo(PROVINCE, hour(1), hour(2), "connection-refused");
        test.journal().timings().notSentTo(PROVINCE, hour(1), hour(6), "connection-refused");
        deliver(accept("CLOSED", 1, hour(8), hour(0)), Duration.ofDays(1));

        assertThat(test.journal().timings().closed(START, hour(24)))
                .singleElement()
                .satisfies(one -> assertThat(one.upto()).isEqualTo(hour(6)));
        // Until the midday break two and a half hours, after it half an hour.
        assertThat(verdict(report(MARCH, 10), "CLOSED")).contains("connection-refused 3.0 h");
    }

    @Test
    void goesThroughAHundredThousandInPages() {
        test.sql(MANY);
        List<Integer> sizes = new ArrayList<>();
        List<String> codes = new ArrayList<>();
        test.journal().timings().duties(MARCH, page -> {
            sizes.add(page.size());
            page.stream()
                    .map(Owed::dossierCode)
                    .filter(code -> code.endsWith("00"))
                    .forEach(codes::add);
        });
        assertThat(sizes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(100_000);
        assertThat(sizes).allMatch(size -> size <= 2_000);
        assertThat(codes).hasSize(1_000).doesNotHaveDuplicates();
        test.clock().forward(Duration.ofDays(29));
        assertThat(report(MARCH, 5).path("late")).hasSize(5);
        assertThat(report(MARCH, 5).at("/totals/0/notDone").asLong()).isEqualTo(100_000);
    }

    private static final String MANY =
            """
            INSERT INTO dossier SELECT n, 'H21.ZZ-' || n, '21583' FROM generate_series(1, 100000) n;
            INSERT INTO submission SELECT n, n, 'city', 'H21.ZZ-' || n, 1, '1.001193.000.00.00.H08', '21583', false,
                   timestamptz '2026-03-02 01:00Z', 'infinity', '\\x00', ARRAY['province-rest'], 1, 0, 1 FROM generate_series(1, 100000) n;
            INSERT INTO duty SELECT n, 'RESULT', '21583', timestamptz '2026-03-02 01:00Z',
                   timestamptz '2026-03-03 01:00Z' + n * interval '10 seconds', NULL, n FROM generate_series(1, 100000) n;
            ANALYZE
            """;

    private JsonNode report(Span span, int most) {
        ObjectNode report = new Punctuality(() -> test.journal().timings(), () -> SyncAgesTest.TABLES, test.clock())
                .report(span, most);
        report.path("totals").forEach(total -> {
            long sum = 0;
            for (Verdict verdict : Verdict.values()) {
                sum += total.path(verdict.field).asLong();
            }
            assertThat(sum).isEqualTo(total.path("all").asLong());
        });
        return report;
    }

    private static String verdict(JsonNode report, String dossier) {
        for (JsonNode one : report.path("late")) {
            if (one.path("dossierCode").asText().equals(dossier)) {
                return one.path("verdict").asText() + " " + ReportPage.hours(one.path("workingHoursByCause"));
            }
        }
        throw new AssertionError(dossier + " is not late: " + report);
    }

    /** A record of a dossier that is due; the transfer that it is owed. */
    private long accept(String code, int revision, Instant due, @Nullable Instant met) {
        DossierRecord plain = TestJournal.record(code, revision, "21583", "made up");
        DossierRecord record = new DossierRecord(
                code, revision, plain.procedureCode(), "21583", Status.PROCESSING, null, START, due, plain.content());
        Entry entry =
                TestJournal.entry(record, "city", due, PROVINCE).with(List.of(new Duty(Duty.Kind.RESULT, due, met)));
        Acceptance.Receipt receipt = TestJournal.receipt(test.journal(), entry);
        return receipt.transfers().get(0).id();
    }

    private void deliver(long transfer, Duration after) {
        test.clock().forward(after);
        deliver(transfer);
    }

    /** Delivers it, after those of its dossier that are before it. */
    private void deliver(long transfer) {
        for (int i = 0; i < 5; i++) {
            Flight flight = flight(transfer);
            if (flight != null) {
                test.journal()
                        .land(TestJournal.delivered(flight, test.clock().instant()))
                        .join();
                return;
            }
            test.journal()
                    .lanesWithBacklog()
                    .forEach(lane -> test.journal().backlog(lane.destination(), lane.unit(), null, 100).stream()
                            .filter(ready -> ready.transferId() < transfer && sameDossier(ready.transferId(), transfer))
                            .forEach(ready -> deliver(ready.transferId())));
        }
        throw new AssertionError("transfer " + transfer + " does not become ready");
    }

    private boolean sameDossier(long one, long other) {
        return test.journal()
                .transfer(one)
                .orElseThrow()
                .dossierCode()
                .equals(test.journal().transfer(other).orElseThrow().dossierCode());
    }

    private @Nullable Flight flight(long transfer) {
        List<Flight> flights =
                test.journal().takeOff(PROVINCE, List.of(transfer)).join();
        return flights.isEmpty() ? null : flights.get(0);
    }

    private void land(long transfer, TransferState becomes, Outcome outcome, String row) {
        Instant now = test.clock().instant();
        Flight flight = Objects.requireNonNull(flight(transfer));
        test.journal()
                .land(new Landing(
                        flight,
                        now,
                        now,
                        outcome,
                        becomes,
                        becomes == TransferState.WAITING ? now.plusSeconds(60) : null,
                        true,
                        row,
                        new Held(false, HeldSteps.of(List.of()), null),
                        null,
                        List.of()))
                .join();
    }

    private static Instant hour(int n) {
        return START.plus(Duration.ofHours(n));
    }
}
