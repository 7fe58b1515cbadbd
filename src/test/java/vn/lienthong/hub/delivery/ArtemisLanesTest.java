package vn.lienthong.hub.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.hub.journal.TestJournal.eventually;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.lienthong.hub.delivery.Lanes.Bundle;
import vn.lienthong.hub.journal.Journal.Lane;
import vn.lienthong.hub.journal.Journal.Ready;

class ArtemisLanesTest {
    private static final String PROVINCE = "province-rest";
    private static final Lane LANE = new Lane(PROVINCE, "21550");

    private final Broker broker = Broker.embedded();
    private final ArtemisLanes lanes = new ArtemisLanes(broker);
    private final List<Bundle> handedOut = new CopyOnWriteArrayList<>();

    @BeforeEach
    void connect() {
        broker.start();
        lanes.open(PROVINCE, handedOut::add);
        assertThat(lanes.connect()).isEqualTo(Lanes.Link.NEW);
    }

    @AfterEach
    void close() {
        lanes.close();
        broker.close();
    }

    @Test
    void whatIsNotDoneComesAgainAfterEachPauseHoweverManyThereWere() {
        List<Ready> transfers = List.of(new Ready(1, PROVINCE, "21550", null), new Ready(2, PROVINCE, "21550", null));
        lanes.put(LANE, transfers);
        // More often than a broker delivers by default before it gives a message up.
        for (int time = 1; time <= 15; time++) {
            int times = time;
            eventually(() -> handedOut.size() == times);
            lanes.pause(PROVINCE);
            eventually(() -> lanes.level(LANE).takers() == 0);
            lanes.resume(PROVINCE);
        }
        eventually(() -> handedOut.size() == 16);
        assertThat(handedOut)
                .allSatisfy(bundle -> assertThat(bundle.transfers()).isEqualTo(transfers));

        handedOut.get(15).done();

        eventually(() -> lanes.level(LANE).bundles() == 0);
    }

    @Test
    void aLaneThatIsFirstHeardOfWhilePausedIsListenedToAfterwards() {
        lanes.pause(PROVINCE);
        lanes.listen(LANE);
        assertThat(lanes.level(LANE).takers()).isZero();

        lanes.resume(PROVINCE);

        assertThat(lanes.level(LANE).takers()).isEqualTo(1);
    }
}
