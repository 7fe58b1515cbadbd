package vn.lienthong.hub.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.lienthong.hub.vocabulary.Held;
import vn.lienthong.hub.vocabulary.Outcome;
import vn.lienthong.hub.vocabulary.TransferState;

/** What is done about attempts whose end nobody knows. */
class UnclearIT extends ProvinceLane {
    @Test
    void asksForAnEnquiryAfterAnUnclearEndUntilAnAnswerTells() {
        long id = accept("H1", 1);
        landUnclear(id);
        assertThat(takeOff(id)).isEmpty();
        test.clock().forward(Duration.ofSeconds(5));
        assertThat(due()).hasSize(1);
        assertThat(view(id).state()).isEqualTo(TransferState.UNCLEAR);
        assertThat(test.journal().backlog(PROVINCE, "21583", null, 10)).hasSize(1);
        Flight enquiry = takeOff(id).get(0);
        assertThat(enquiry.unclear()).isTrue();
        test.journal().putBack(List.of(id)).join();
        assertThat(view(id).state()).isEqualTo(TransferState.UNCLEAR);
        Flight second = takeOff(id).get(0);
        assertThat(second.unclear()).isTrue();
        Outcome deferred = new Outcome.Deferred(TestJournal.problem("enquiry not heard"), null, true);
        test.journal()
                .land(landing(second, deferred, TransferState.WAITING, now(), Held.NOTHING))
                .join();
        due();
        Flight third = takeOff(id).get(0);
        assertThat(third.unclear()).isTrue();
        Outcome rejected = new Outcome.Rejected(TestJournal.problem("refused"));
        Landing unsaid = landing(third, rejected, TransferState.PARKED, null, Held.NOTHING);
        test.journal().land(unsaid).join();
        test.journal().release(TransferFilter.only(id), HOA, false).join();
        Flight fourth = takeOff(id).get(0);
        assertThat(fourth.unclear())
                .as("the mapping refused before anything was said")
                .isTrue();
        test.journal().land(answered(fourth, rejected)).join();
        test.journal().release(TransferFilter.only(id), HOA, false).join();
        assertThat(takeOff(id).get(0).unclear()).isFalse();
    }

    @Test
    void asksBeforeTheNextTransferGoesWhenAnUnclearOneWasGivenUp() {
        long first = accept("H1", 1);
        long second = accept("H1", 2);
        giveUpUnclear(first);

        Flight next = takeOff(second).get(0);

        assertThat(next.unclear()).isTrue();
        deliver(next);
        assertThat(takeOff(accept("H1", 3)).get(0).unclear()).isFalse();
    }

    @Test
    void asksBeforeALaterTransferGoesWhenAnUnclearOneWasGivenUpBefore() {
        long first = accept("H1", 1);
        giveUpUnclear(first);

        assertThat(takeOff(accept("H1", 2)).get(0).unclear()).isTrue();
    }

    private void giveUpUnclear(long id) {
        landUnclear(id);
        test.journal().cancel(TransferFilter.only(id), HOA, false).join();
    }

    private void landUnclear(long id) {
        Outcome unclear = new Outcome.Unclear(TestJournal.problem("time-out"));
        test.journal()
                .land(landing(takeOff(id).get(0), unclear, TransferState.UNCLEAR, now().plusSeconds(5), Held.NOTHING))
                .join();
    }

    private static Landing answered(Flight flight, Outcome outcome) {
        List<Landing.KeptExchange> said =
                List.of(new Landing.KeptExchange("TraCuuHoSo", new byte[0], 200, null, new byte[0], 1, false));
        return new Landing(
                flight,
                flight.acceptedAt(),
                flight.acceptedAt(),
                outcome,
                TransferState.PARKED,
                null,
                true,
                "a-row",
                Held.NOTHING,
                null,
                said);
    }
}
