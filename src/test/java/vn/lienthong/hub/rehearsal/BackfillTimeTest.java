package vn.lienthong.hub.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import vn.lienthong.hub.rehearsal.BackfillTime.Openings;
import vn.lienthong.hub.vocabulary.Times;

class BackfillTimeTest {
    private static final Instant MONDAY_AT_EIGHT = at("2026-03-02T08:00");
    private static final BackfillTime THOUSAND = new BackfillTime(1_000, "as given");

    @Test
    void takesAsLongAsItsMessagesDoAtThePace() {
        assertThat(THOUSAND.end(3_000, MONDAY_AT_EIGHT, Openings.ALWAYS)).isEqualTo(at("2026-03-02T11:00"));
        assertThat(THOUSAND.end(0, MONDAY_AT_EIGHT, Openings.ALWAYS)).isEqualTo(MONDAY_AT_EIGHT);
    }

    @Test
    void goesOnInTheHoursOfTheNextDay() {
        Openings night = new Openings(BackfillTimeTest::closedBySevenToEighteen, 0);

        assertThat(THOUSAND.end(14_000, MONDAY_AT_EIGHT, night)).isEqualTo(at("2026-03-03T19:00"));
    }

    @Test
    void keepsWithinTheDaysLimit() {
        assertThat(THOUSAND.end(5_000, MONDAY_AT_EIGHT, new Openings(now -> Optional.empty(), 2_000)))
                .isEqualTo(at("2026-03-04T01:00"));
    }

    @Test
    void whatTakesMoreThanAYearHasNoEnd() {
        assertThat(new BackfillTime(1, "as given").end(10_000_000, MONDAY_AT_EIGHT, Openings.ALWAYS))
                .isNull();
        assertThat(THOUSAND.end(1, MONDAY_AT_EIGHT, new Openings(now -> Optional.of(now.plusSeconds(3600)), 0)))
                .isNull();
    }

    @Property
    void moreMessagesNeverEndEarlier(
            @ForAll @IntRange(min = 0, max = 100_000) int messages, @ForAll @IntRange(max = 5_000) int more) {
        Openings night = new Openings(BackfillTimeTest::closedBySevenToEighteen, 7_000);
        Instant fewer = THOUSAND.end(messages, MONDAY_AT_EIGHT, night);
        Instant all = THOUSAND.end((double) messages + more, MONDAY_AT_EIGHT, night);

        assertThat(all).isAfterOrEqualTo(fewer);
    }

    private static Optional<Instant> closedBySevenToEighteen(Instant now) {
        ZonedDateTime there = now.atZone(Times.ZONE);
        boolean closed = there.getHour() >= 7 && there.getHour() < 18;
        return closed ? Optional.of(there.with(LocalTime.of(18, 0)).toInstant()) : Optional.empty();
    }

    private static Instant at(String time) {
        return LocalDateTime.parse(time).atZone(Times.ZONE).toInstant();
    }
}
