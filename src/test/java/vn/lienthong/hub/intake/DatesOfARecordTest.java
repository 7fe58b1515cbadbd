package vn.lienthong.hub.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.hub.intake.Readers.RECORD;
import static vn.lienthong.hub.intake.Readers.accepted;
import static vn.lienthong.hub.intake.Readers.refused;
import static vn.lienthong.hub.intake.Readers.with;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Dates as sources write them; wire formats 15 and section 17, numbers 7 to 10. */
class DatesOfARecordTest {
    private static final String DUE = "2019-12-16T17:00:00+07:00";
    private static final String RECEIVED = "2019-12-16T08:05:00+07:00";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "16/12/2019 17:00:00",
                "16/12/2019 17:00",
                "20191216170000",
                "2019-12-16 17:00:00",
                "2019-12-16T17:00:00.000",
                "1576490400000"
            })
    void showsHowItWouldReadTheFormOfAnotherSystemAndTakesItNot(String written) {
        assertThat(refused(with(DUE, written)).errors()).singleElement().satisfies(error -> {
            assertThat(error.code()).isEqualTo("bad-date");
            assertThat(error.cure())
                    .isEqualTo("Write it with offset, as 2019-12-16T17:00+07:00 if it is local time of Viet Nam.");
        });
    }

    @Test
    void saysThatADayAloneIsNoPointInTime() {
        assertThat(refused(with(DUE, "17/12/2019")).errors().get(0).cure())
                .isEqualTo(
                        "Write day and time with offset, such as 2019-12-17T00:00+07:00 if it is the first moment of that day.");
    }

    @Test
    void showsNothingOfADateOfBirth() {
        String born = RECORD.replace("\"kind\": \"CITIZEN\"", "\"kind\": \"CITIZEN\", \"bornOn\": \"03/06/1989\"");
        Finding error = refused(born).errors().get(0);

        assertThat(error.code()).isEqualTo("bad-date");
        assertThat(error.found() + error.cure()).doesNotContain("03/06").doesNotContain("1989-06-03");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "null", "N/A", "-", "99991231", "31/12/9999", "0001-01-01T00:00:00", "01/01/0001"})
    void takesWhatOthersWriteWithoutADateForNone(String none) {
        RecordReader.Read read = accepted(with(DUE, none));

        assertThat(read.record().dueAt()).isNull();
        assertThat(read.notes()).extracting(Finding::code).containsExactly("no-date");
    }

    @ParameterizedTest
    @CsvSource({
        "000.01.10.H08-191216-9999, 2019-12-16T23:59:59.999+07:00, true",
        "000.01.10.H08-191217-0001, 2019-12-17T00:00:00+07:00, true",
        "000.01.10.H08-191217-0001, 2019-12-16T17:00:00Z, true",
        "000.01.10.H08-191216-0001, 2019-12-17T00:00:00+07:00, false",
        "000.01.10.H08-191216-10000, 2019-12-16T16:59:59Z, true"
    })
    void comparesTheDayInTheCodeWithTheLocalDayOfReceipt(String code, String receivedAt, boolean fits) {
        String record = with("000.01.10.H08-191216-0042", code)
                .replace(RECEIVED, receivedAt)
                .replace(DUE, "0");

        assertThat(accepted(record).notes())
                .extracting(Finding::code)
                .filteredOn(note -> !note.equals("no-date"))
                .isEqualTo(fits ? java.util.List.of() : java.util.List.of("dossier-code-day"));
    }

    @ParameterizedTest
    @CsvSource({
        // an online filing: 8 working hours
        "ONLINE, RECEIVED, 2019-12-20T17:00:00+07:00, 2019-12-17T01:05:00Z",
        // the due time is nearer
        "ONLINE, RECEIVED, 2019-12-16T17:00:00+07:00, 2019-12-16T10:00:00Z",
        "COUNTER, RECEIVED, 2019-12-20T17:00:00+07:00, 2019-12-20T10:00:00Z",
        "ONLINE, PROCESSING, 2019-12-20T17:00:00+07:00, 2019-12-20T10:00:00Z",
        // no due time: a same-day procedure, received before 15:00
        "COUNTER, PROCESSING, 0, 2019-12-16T10:30:00Z"
    })
    void countsToTheNearestLegalDeadline(String channel, String status, String due, Instant deadline) {
        String record = with("COUNTER", channel).replace("PROCESSING", status).replace(DUE, due);

        assertThat(accepted(record).deadline()).isEqualTo(deadline);
    }
}
