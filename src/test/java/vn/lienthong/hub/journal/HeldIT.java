package vn.lienthong.hub.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import vn.lienthong.hub.vocabulary.Held;
import vn.lienthong.hub.vocabulary.HeldSteps;
import vn.lienthong.hub.vocabulary.Outcome;
import vn.lienthong.hub.vocabulary.TransferState;

/** What the journal remembers of a destination: what it holds, and what is not known. */
class HeldIT extends ProvinceLane {
    @Test
    void tellsALaterRecordWhatTheDestinationHolds() {
        deliver(takeOff(accept("H1", 1)).get(0));
        long second = accept("H1", 2);
        assertThat(takeOff(second).get(0).held()).isEqualTo(holds("step-1"));
    }

    @Test
    void keepsAThousandStepsInTheOrderOfTheirConfirmation() {
        List<String> keys = IntStream.range(0, 1_000)
                .mapToObj(i -> "201912160805%02d-4#%d".formatted(i % 60, i))
                .toList();
        Flight flight = takeOff(accept("H1", 1)).get(0);
        Held many = new Held(true, HeldSteps.of(keys), null);
        test.journal()
                .land(landing(flight, new Outcome.Delivered(null), TransferState.DELIVERED, null, many))
                .join();

        assertThat(takeOff(accept("H1", 2)).get(0).held()).isEqualTo(many);
    }

    @Test
    void remembersWhatIsInDoubtAndWhatAnEnquiryCounted() {
        long id = accept("H1", 1);
        Held open = new Held(true, new HeldSteps(List.of("a"), List.of("b", "c"), 2), "R1");
        test.journal()
                .land(landing(takeOff(id).get(0), unclear(), TransferState.UNCLEAR, now(), open))
                .join();
        due();

        assertThat(takeOff(id).get(0).held()).isEqualTo(open);
    }

    @Test
    void tellsTheNextTransferWhatWasInDoubtWhenAPersonGaveTheFirstUp() {
        long first = accept("H1", 1);
        long second = accept("H1", 2);
        Held open = new Held(true, HeldSteps.of(List.of("a")).doubting(List.of("b")), null);
        test.journal()
                .land(landing(takeOff(first).get(0), unclear(), TransferState.UNCLEAR, now(), open))
                .join();
        test.journal().cancel(TransferFilter.only(first), HOA, false).join();

        assertThat(takeOff(second).get(0).held()).isEqualTo(open);
    }

    @Test
    void doubtsEveryStepAfterACrash() {
        deliver(takeOff(accept("H1", 1)).get(0));
        long second = accept("H1", 2);
        takeOff(second);
        test.reopen().recoverAfterCrash();
        due();

        HeldSteps steps = takeOff(second).get(0).held().steps();
        assertThat(steps.confirmed()).containsExactly("step-1");
        assertThat(steps.inDoubt()).isNull();
    }

    @Test
    void doubtsEveryStepOfADossierThatIsNewAfterACrash() {
        long id = accept("H1", 1);
        takeOff(id);
        test.reopen().recoverAfterCrash();
        due();

        assertThat(takeOff(id).get(0).held().steps()).isEqualTo(HeldSteps.NONE.doubtingAll());
    }

    private static Held holds(String... steps) {
        return new Held(true, HeldSteps.of(List.of(steps)), null);
    }

    private static Outcome unclear() {
        return new Outcome.Unclear(TestJournal.problem("time-out"));
    }
}
