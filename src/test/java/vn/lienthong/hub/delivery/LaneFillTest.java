package vn.lienthong.hub.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.lienthong.hub.delivery.Lanes.Level;
import vn.lienthong.hub.journal.Journal.Ready;

class LaneFillTest {
    private static final int MOST = 32;
    private static final Level EMPTY = new Level(0, 1);
    private static final Level FULL = new Level(MOST, 1);

    private final LaneFill fill = new LaneFill(MOST);

    @Test
    void beginsInTheJournalBecauseNobodyKnowsWhatIsThere() {
        assertThat(fill.isDueForALook()).isTrue();
        assertThat(fill.fitting(List.of(ready(1)))).isEmpty();
        assertThat(fill.room(FULL))
                .as("what is nearest may not be on a full lane")
                .isPositive();
    }

    @Test
    void isFilledUpWhenAQuarterHasGone() {
        fill.room(EMPTY);
        fill.fetched(List.of(ready(1)), 1);

        assertThat(fill.room(new Level(MOST * 3 / 4 + 1, 1))).isZero();
        assertThat(fill.room(new Level(MOST * 3 / 4, 1))).isEqualTo(MOST / 4);
        assertThat(fill.room(EMPTY)).isEqualTo(MOST);
    }

    @Test
    void whatWasOnTheLaneBeforeTheReadingBeganTakesNoRoom() {
        assertThat(fill.room(FULL)).isEqualTo(MOST);
        fill.fetched(List.of(ready(1)), 1);

        assertThat(fill.room(new Level(2 * MOST, 1))).isZero();
        assertThat(fill.room(new Level(MOST + MOST / 2, 1)))
                .as("half of what was fetched has gone, and none of the others")
                .isEqualTo(MOST / 2);
        assertThat(fill.room(new Level(MOST / 2, 1))).isEqualTo(MOST);
        assertThat(fill.room(FULL)).as("what was there has gone in part").isEqualTo(MOST / 2);
    }

    @Test
    void letsFreshOnesGoDirectlyOnceAllThatWasThereIsPut() {
        readToTheEnd();

        assertThat(fill.fitting(List.of(ready(1)))).containsExactly(ready(1));
        assertThat(fill.isDueForALook()).isFalse();
    }

    @Test
    void aNodeThatDoesNotLeadPutsAgainAsSoonAsThereIsRoom() {
        List<Ready> fresh = List.of(ready(1));
        for (int i = 0; i < 4 * MOST; i++) {
            assertThat(fill.direct(fresh)).isEqualTo(fresh);
            fill.onePut();
        }
        assertThat(fill.direct(fresh)).as("no room").isEmpty();

        fill.stands(EMPTY);

        assertThat(fill.direct(fresh)).isEqualTo(fresh);
    }

    @Test
    void aNodeThatDoesNotLeadPutsNothingAfterSomethingFoundNoRoomUntilTheLaneWasEmpty() {
        List<Ready> fresh = List.of(ready(1));
        fill.stands(new Level(4 * MOST, 1));
        assertThat(fill.direct(fresh)).as("no room").isEmpty();
        fill.stands(new Level(MOST, 1));
        assertThat(fill.direct(fresh))
                .as("what found no room is still in the journal")
                .isEmpty();

        fill.stands(EMPTY);

        assertThat(fill.direct(fresh)).isEqualTo(fresh);
    }

    @Test
    void beginsAnewWhenThereIsRoomForWhatIsReadyAtTwoLooks() {
        readToTheEnd();
        fill.saw(new Level(MOST / 2, 1));
        assertThat(fill.isDueForALook()).as("it may be on its way").isFalse();
        fill.saw(new Level(MOST / 2, 1));

        assertThat(fill.isDueForALook()).isTrue();
        assertThat(fill.after()).isNull();
    }

    @Test
    void isNotSuspiciousOfAFullLaneOrOneThatNobodyTakesFrom() {
        readToTheEnd();
        for (int i = 0; i < 5; i++) {
            fill.saw(FULL);
            fill.saw(new Level(0, 0));
        }

        assertThat(fill.isDueForALook()).isFalse();
    }

    @Test
    void whatTheReadingHasPassedGoesInAnyCaseAlsoTheLastOneItself() {
        fill.room(EMPTY);
        fill.fetched(List.of(ready(3), ready(5)), 2);

        assertThat(fill.fitting(List.of(ready(4), ready(5), ready(6)))).containsExactly(ready(4), ready(5));
    }

    @Test
    void readsFromTheBeginningAgainWhenSomethingPassedCouldNotBePut() {
        fill.room(EMPTY);
        fill.fetched(List.of(ready(3), ready(5)), 2);

        assertThat(fill.none(List.of(ready(6)))).isEmpty();
        assertThat(fill.after()).isEqualTo(ready(5));
        assertThat(fill.none(List.of(ready(4)))).isEmpty();
        assertThat(fill.after()).isNull();
    }

    private void readToTheEnd() {
        fill.fetched(List.of(), fill.room(EMPTY));
    }

    private static Ready ready(long id) {
        return new Ready(id, "province-rest", "21550", Instant.ofEpochSecond(id));
    }
}
