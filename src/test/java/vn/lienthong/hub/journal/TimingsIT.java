package vn.lienthong.hub.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.lienthong.hub.journal.Timings.Owed;
import vn.lienthong.hub.journal.Timings.Span;
import vn.lienthong.hub.journal.Timings.Unreported;
import vn.lienthong.hub.vocabulary.Status;
import vn.lienthong.hub.vocabulary.SwitchoverState;

/** Ages and deadlines of a unit that moves over. */
class TimingsIT extends SwitchoverLane {
    @Test
    void whatAUnitOwesLaterIsUnreportedFromHoldingOnAndAsOldAsItsLastStep() {
        accept("H1", 1, Status.PROCESSING, false);
        reach(SwitchoverState.REHEARSAL);
        assertThat(unreported()).isEmpty();

        test.clock().forward(Duration.ofDays(30));
        Instant step = now();
        reach(SwitchoverState.HOLDING);
        test.clock().forward(Duration.ofHours(1));
        accept("H2", 1, Status.PROCESSING, false);
        assertThat(unreported()).singleElement().satisfies(one -> {
            assertThat(one.count()).isEqualTo(2);
            assertThat(one.since()).isEqualTo(step);
            assertThat(one.dossierCode()).isEqualTo("H1");
        });

        test.clock().forward(Duration.ofHours(1));
        Instant begun = now();
        reach(SwitchoverState.BACKFILL);
        assertThat(unreported()).singleElement().extracting(Unreported::count).isEqualTo(2L);
        switchovers().backfill();
        assertThat(unreported()).singleElement().satisfies(one -> assertThat(one.since())
                .isBetween(begun.minus(Duration.ofHours(1)), begun));
        backfillAll();
        assertThat(unreported()).isEmpty();
    }

    @Test
    void aDeadlineBeforeTheSwitchoverIsToldApart() {
        Instant due = now().plus(Duration.ofHours(1));
        duty("EARLY", due, due);
        test.clock().forward(Duration.ofDays(1));
        reach(SwitchoverState.HOLDING);
        Instant later = now().plus(Duration.ofHours(1));
        duty("LATE", later, later);
        test.clock().forward(Duration.ofDays(1));

        assertThat(duties()).extracting(Owed::beforeSwitchover).containsExactly(true, false);
        switchovers().back(UNIT, HOA, false);
        assertThat(duties()).extracting(Owed::beforeSwitchover).containsExactly(true, false);
    }

    @Test
    void ofAHistoryOnlyWhatIsStillToComeIsADuty() {
        Instant past = now().minus(Duration.ofDays(1));
        Instant coming = now().plus(Duration.ofDays(1));
        history("CLOSED", new Duty(Duty.Kind.RESULT, coming, past));
        history("OVER", new Duty(Duty.Kind.RESULT, past, null));
        history("OPEN", new Duty(Duty.Kind.RESULT, coming, null));

        assertThat(duties()).extracting(Owed::dossierCode).containsExactly("OPEN");
    }

    private List<Unreported> unreported() {
        return test.journal().timings().unreported(now());
    }

    private List<Owed> duties() {
        List<Owed> all = new ArrayList<>();
        Instant start = TestJournal.START;
        test.journal()
                .timings()
                .duties(new Span(start.minus(Duration.ofDays(9)), start.plus(Duration.ofDays(9)), null), all::addAll);
        return all;
    }

    private void duty(String code, Instant due, Instant met) {
        Entry entry = TestJournal.entry(TestJournal.record(code, 1, UNIT, "made up"), "city", due, PROVINCE);
        test.journal()
                .accept(entry.with(List.of(new Duty(Duty.Kind.RESULT, due, met))))
                .join();
    }

    private void history(String code, Duty duty) {
        Entry plain = TestJournal.entry(TestJournal.record(code, 1, UNIT, "made up"), "city", duty.dueAt(), PROVINCE);
        Entry entry = plain.with(List.of(duty)).asHistory();
        test.journal().accept(entry).join();
    }
}
