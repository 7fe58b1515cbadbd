package vn.lienthong.hub.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import vn.lienthong.hub.vocabulary.Channel;
import vn.lienthong.hub.vocabulary.DossierRecord;
import vn.lienthong.hub.vocabulary.Status;

class DeadlinesTest {
    private static final String MONDAY = "2019-12-16T08:05:00+07:00";
    private static final String DUE = "2019-12-23T17:30:00+07:00";

    private final Deadlines deadlines = TestTables.REFERENCE.deadlines();

    @ParameterizedTest
    @EnumSource(names = {"NEW", "RECEIVED", "REFUSED"})
    void wantsAnOnlineFilingAnsweredWithinEightWorkingHours(Status status) {
        assertThat(deadlines.deadline(record(Channel.ONLINE, status, MONDAY, DUE)))
                .contains(at("2019-12-17T08:05:00+07:00"));
        assertThat(deadlines.deadline(record("9.999999", Channel.ONLINE, status, MONDAY, null)))
                .contains(at("2019-12-17T08:05:00+07:00"));
    }

    @Test
    void takesTheNearerOfTwoDeadlines() {
        assertThat(deadlines.deadline(record(Channel.ONLINE, Status.NEW, MONDAY, "2019-12-16T17:00:00+07:00")))
                .contains(at("2019-12-16T17:00:00+07:00"));
    }

    @Test
    void goesByTheDueTimeOtherwise() {
        assertThat(deadlines.deadline(record(Channel.ONLINE, Status.PROCESSING, MONDAY, DUE)))
                .contains(at(DUE));
        assertThat(deadlines.deadline(record(Channel.COUNTER, Status.NEW, MONDAY, DUE)))
                .contains(at(DUE));
        assertThat(deadlines.deadline(record(null, Status.RECEIVED, MONDAY, DUE)))
                .contains(at(DUE));
        assertThat(deadlines.deadline(record("9.999999", Channel.POST, Status.RECEIVED, MONDAY, null)))
                .as("an unknown procedure has no limit")
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"2018-12-31T08:00:00+07:00", "2028-01-03T08:00:00+07:00", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"
    })
    void hasNoDeadlineInYearsWithoutCalendar(String receivedAt) {
        assertThat(deadlines.deadline(record(Channel.ONLINE, Status.NEW, receivedAt, null)))
                .isEmpty();
        assertThat(deadlines.deadline(record(Channel.ONLINE, Status.NEW, receivedAt, DUE)))
                .contains(at(DUE));
    }

    @ParameterizedTest
    @CsvSource({
        // 5 working days; the day of reception does not count
        "1.004884, 2019-12-16T08:05:00+07:00, 2019-12-23T17:30:00+07:00",
        "1.004884, 2019-12-16T23:59:59.999+07:00, 2019-12-23T17:30:00+07:00",
        "1.004884, 2019-12-17T00:00:00+07:00, 2019-12-24T17:30:00+07:00",
        // 30 calendar days, ending on a Wednesday; then on the Sunday before Monday
        "2.001263, 2019-12-16T08:05:00+07:00, 2020-01-15T17:30:00+07:00",
        "2.001263, 2019-12-13T08:05:00+07:00, 2020-01-13T17:30:00+07:00"
    })
    void countsALimitInItsOwnUnit(String procedure, String receivedAt, String due) {
        Procedure known = TestTables.REFERENCE.procedures().find(procedure).orElseThrow();
        assertThat(deadlines.dueAt(known, at(receivedAt))).contains(at(due));
    }

    @ParameterizedTest
    @CsvSource({
        // the rule of the 15th hour
        "1.001193, 2019-12-16T08:05:00+07:00, 2019-12-16T17:30:00+07:00",
        "1.001193, 2019-12-16T00:10:00+07:00, 2019-12-16T17:30:00+07:00",
        "1.001193, 2019-12-16T15:00:00+07:00, 2019-12-16T17:30:00+07:00",
        "1.001193, 2019-12-16T15:00:01+07:00, 2019-12-17T17:30:00+07:00",
        "2.000635, 2019-12-13T16:00:00+07:00, 2019-12-16T17:30:00+07:00",
        // no such hour known: up to the close
        "1.000894, 2019-12-16T16:59:00+07:00, 2019-12-16T17:30:00+07:00",
        "1.000894, 2019-12-16T17:30:01+07:00, 2019-12-17T17:30:00+07:00",
        // nobody works on that day
        "1.001193, 2019-12-14T09:00:00+07:00, 2019-12-16T17:30:00+07:00",
        "1.001193, 2019-12-14T16:00:00+07:00, 2019-12-16T17:30:00+07:00"
    })
    void isDueOnTheSameDayWhereTheLawSaysSo(String procedure, String receivedAt, String due) {
        Procedure known = TestTables.REFERENCE.procedures().find(procedure).orElseThrow();
        assertThat(deadlines.dueAt(known, at(receivedAt))).contains(at(due));
    }

    @Test
    void goesByTheLimitOfTheProcedureWhereTheRecordNamesNoDueTime() {
        assertThat(deadlines.deadline(record(Channel.COUNTER, Status.PROCESSING, MONDAY, null)))
                .contains(at("2019-12-16T17:30:00+07:00"));
        assertThat(deadlines.deadline(record(Channel.ONLINE, Status.NEW, MONDAY, null)))
                .as("the limit is nearer than 8 working hours")
                .contains(at("2019-12-16T17:30:00+07:00"));
    }

    @Test
    void countsAnHourLimitOnTheClock() {
        Procedure hours = TestTables.REFERENCE.procedures().all().stream()
                .filter(p -> p.limit() != null && p.limit().unit() == Procedure.LimitUnit.HOUR)
                .findFirst()
                .orElseThrow();
        assertThat(hours.limit()).isEqualTo(new Procedure.Limit(8, Procedure.LimitUnit.HOUR));
        assertThat(deadlines.dueAt(hours, at(MONDAY))).contains(at("2019-12-17T08:05:00+07:00"));
    }

    @Test
    void promisesNothingWithoutALimitOrCalendar() {
        Procedure none = TestTables.REFERENCE.procedures().all().stream()
                .filter(p -> p.limit() == null)
                .findFirst()
                .orElseThrow();
        assertThat(deadlines.dueAt(none, at(MONDAY))).isEmpty();
        Procedure known = TestTables.REFERENCE.procedures().find("2.001263").orElseThrow();
        assertThat(deadlines.dueAt(known, at("2027-12-20T08:00:00+07:00"))).isEmpty();
    }

    private static DossierRecord record(
            @Nullable Channel channel, Status status, String receivedAt, @Nullable String dueAt) {
        return record("1.001193", channel, status, receivedAt, dueAt);
    }

    private static DossierRecord record(
            String procedure, @Nullable Channel channel, Status status, String receivedAt, @Nullable String dueAt) {
        return new DossierRecord(
                "000.01.ZZ.H08-191216-0042",
                1,
                procedure,
                "21556",
                status,
                channel,
                at(receivedAt),
                dueAt == null ? null : at(dueAt),
                new byte[0]);
    }

    private static Instant at(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }
}
