package vn.lienthong.hub.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.lienthong.hub.journal.TestJournal.eventually;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vn.lienthong.hub.journal.Journal.Lane;
import vn.lienthong.hub.journal.Journal.Ready;
import vn.lienthong.hub.kit.SettableClock;

/** Round by round, by hand. */
class LaneFillerTest {
    private static final Lane LANE = new Lane("province-rest", "21550");
    private static final Lane OTHER = new Lane("province-rest", "21607");

    private final FakeJournal journal = new FakeJournal();
    private final FakeLanes lanes = new FakeLanes();
    private final LaneFiller filler =
            new LaneFiller(journal, lanes, SettableClock.onTheSampleDay(), Map.of("province-rest", 512));

    @Test
    void aNodeThatDoesNotLeadGoesOnPuttingWhatArrives() {
        journal.leads = false;
        for (int id = 1; id <= 200; id++) {
            filler.announce(List.of(journal.add(id, LANE.unit())));
            filler.fill();
            lanes.empty();
        }

        assertThat(lanes.put(LANE)).isEqualTo(200);
    }

    @Test
    void theOneThatLeadsFindsWhatAnotherCouldNotPut() {
        filler.fill();
        journal.add(1, LANE.unit());
        assertThat(lanes.put(LANE)).isZero();

        eventually(() -> {
            filler.fill();
            return lanes.put(LANE) == 1;
        });
    }

    @Test
    void findsAgainWhatWasLostOnALaneThatIsNotEmpty() {
        journal.add(1, LANE.unit());
        filler.fill();
        assertThat(lanes.put(LANE)).isEqualTo(1);
        journal.add(2, LANE.unit());

        eventually(() -> {
            filler.fill();
            return lanes.put(LANE) > 1;
        });
        assertThat(lanes.bundlesOf(LANE).get(1)).extracting(Ready::transferId).contains(2L);
    }

    @Test
    void readsTheJournalAtTheStartAndAfterTheBrokerWasLost() {
        journal.add(1, LANE.unit());
        lanes.link = Lanes.Link.NEW;
        filler.fill();
        assertThat(lanes.put(LANE)).isEqualTo(1);
        lanes.link = Lanes.Link.AWAY;
        filler.announce(List.of(journal.add(2, LANE.unit())));
        filler.fill();
        lanes.empty();

        lanes.link = Lanes.Link.NEW;
        filler.reopen("province-rest");
        filler.fill();

        assertThat(lanes.bundlesOf(LANE)).singleElement().satisfies(bundle -> assertThat(bundle)
                .hasSize(2));
    }

    @Test
    void oneThatBeginsToLeadReadsTheJournal() {
        journal.leads = false;
        journal.add(1, LANE.unit());
        filler.fill();
        assertThat(lanes.put(LANE)).isZero();

        journal.leads = true;
        filler.fill();

        assertThat(lanes.put(LANE)).isEqualTo(1);
    }

    @Test
    void listensToALaneThatWasFirstHeardOfWhilePaused() {
        journal.leads = false;
        filler.fill();
        lanes.pause("province-rest");
        filler.announce(List.of(journal.add(1, LANE.unit())));
        filler.fill();
        lanes.heard.clear();
        lanes.resume("province-rest");

        eventually(() -> {
            filler.fill();
            return lanes.heard.contains(LANE);
        });
    }

    @Test
    void oneLanesTroubleIsNotTheOthers() {
        journal.add(1, LANE.unit());
        journal.add(2, OTHER.unit());
        lanes.broken.add(LANE);
        filler.fill();

        assertThat(lanes.put(OTHER)).isEqualTo(1);
        lanes.broken.clear();
        filler.fill();
        assertThat(lanes.put(LANE)).isEqualTo(1);
    }

    @Test
    void aBrokerThatIsGoneIsNotAskedOncePerLane() {
        journal.leads = false;
        filler.fill();
        filler.announce(List.of(journal.add(1, LANE.unit()), journal.add(2, OTHER.unit())));
        lanes.away = true;

        assertThatThrownBy(filler::fill).hasMessage("The broker is out of reach");
        assertThat(lanes.askedInVain).isEqualTo(1);
    }

    @Test
    void namesADestinationThatRecordsWaitForAndThisNodeDoesNotKnow() {
        LaneFiller other = new LaneFiller(journal, lanes, SettableClock.onTheSampleDay(), Map.of("echo", 512));
        journal.add(1, LANE.unit());
        other.fill();
        assertThat(other.strange()).containsExactly("province-rest");

        journal.leads = false;
        eventually(() -> {
            other.fill();
            return other.strange().isEmpty();
        });
        filler.fill();
        assertThat(filler.strange()).isEmpty();
    }

    @Test
    void whatIsMoreThanItRemembersIsFoundInTheJournal() {
        int many = LaneFiller.MOST_ARRIVED + 5_000;
        for (int id = 1; id <= many; id++) {
            filler.announce(List.of(journal.add(id, LANE.unit())));
        }

        eventually(() -> {
            filler.fill();
            lanes.bundlesOf(LANE).forEach(bundle -> bundle.forEach(ready -> journal.ready.remove(ready.transferId())));
            lanes.empty();
            return journal.ready.isEmpty();
        });
    }
}
