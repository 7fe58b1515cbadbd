package vn.lienthong.hub.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.lienthong.hub.vocabulary.Held;
import vn.lienthong.hub.vocabulary.Outcome;
import vn.lienthong.hub.vocabulary.TransferState;

/** Which ends of an attempt the journal writes down, and which it refuses. */
class LandingIT extends ProvinceLane {
    @ParameterizedTest
    @EnumSource(TransferState.class)
    void landsOnlyInStatesThatMayFollowAFlight(TransferState becomes) {
        long id = accept("H1", 1);
        Flight flight = takeOff(id).get(0);
        Outcome outcome = becomes == TransferState.DELIVERED
                ? new Outcome.Delivered(null)
                : new Outcome.Unclear(TestJournal.problem("any"));
        Landing landing = new Landing(
                flight, now(), now(), outcome, becomes, now(), true, "a-row", Held.NOTHING, null, List.of());
        boolean allowed = Set.of(
                        TransferState.DELIVERED, TransferState.WAITING, TransferState.UNCLEAR, TransferState.PARKED)
                .contains(becomes);
        if (allowed) {
            test.journal().land(landing).join();
            assertThat(state(id)).isEqualTo(becomes);
            assertThatThrownBy(() -> test.journal().land(landing).join())
                    .hasMessageContaining("is not in flight at this node");
        } else {
            assertThatThrownBy(() -> test.journal().land(landing).join())
                    .hasMessageContaining("may not become " + becomes);
            assertThat(state(id)).isEqualTo(TransferState.IN_FLIGHT);
        }
        assertThat(test.journal().recount()).isEqualTo(test.journal().balance());
    }

    @Test
    void refusesALandingOfOneWithoutHurtingItsNeighbours() {
        Flight one = takeOff(accept("H1", 1)).get(0);
        Flight two = takeOff(accept("H2", 1)).get(0);
        test.journal().land(TestJournal.delivered(one, now())).join();
        var again = test.journal().land(TestJournal.delivered(one, now()));
        var fine = test.journal().land(TestJournal.delivered(two, now()));
        assertThatThrownBy(again::join).hasMessageContaining("is not in flight");
        fine.join();
        assertThat(test.journal().balance().get(0).delivered()).isEqualTo(2);
    }

    @Test
    void aFileThatIsOnItsWayHereIsNobodysTrouble() {
        long id = accept("H1", 1);
        Outcome away = new Outcome.Deferred(TestJournal.problem("away"), null, true);
        for (String row : List.of("away", Landing.FETCHING, Landing.FETCHING)) {
            Flight flight = takeOff(id).get(0);
            test.journal()
                    .land(new Landing(
                            flight,
                            now(),
                            now(),
                            away,
                            TransferState.WAITING,
                            now(),
                            false,
                            row,
                            Held.NOTHING,
                            null,
                            List.of()))
                    .join();
            assertThat(view(id).troubles()).isEqualTo(1);
            due();
        }
        assertThat(view(id).attempts()).isZero();
    }

    private TransferState state(long id) {
        return view(id).state();
    }
}
