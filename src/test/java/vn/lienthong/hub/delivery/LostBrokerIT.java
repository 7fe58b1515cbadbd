package vn.lienthong.hub.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.hub.journal.TestJournal.eventually;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import vn.lienthong.hub.delivery.Lanes.Bundle;
import vn.lienthong.hub.journal.Journal.Lane;
import vn.lienthong.hub.journal.Journal.Ready;
import vn.lienthong.hub.testkit.Relay;
import vn.lienthong.hub.testkit.TestBroker;

/** A broker beside the hub that falls silent, and then breaks off. */
class LostBrokerIT {
    private static final String PROVINCE = "province-rest";

    @Test
    void putsOnALaneWithoutWaitingForABrokerThatHasFallenSilent() throws Exception {
        try (TestBroker there = new TestBroker();
                Relay between = new Relay(
                        "broker",
                        Integer.parseInt(there.url().substring(there.url().lastIndexOf(':') + 1)))) {
            Broker broker = Broker.external("tcp://127.0.0.1:" + between.port(), null, null);
            ArtemisLanes lanes = new ArtemisLanes(broker);
            List<Bundle> handedOut = new CopyOnWriteArrayList<>();
            lanes.open(PROVINCE, handedOut::add);
            assertThat(lanes.connect()).isEqualTo(Lanes.Link.NEW);
            Lane lane = new Lane(PROVINCE, "21550");
            lanes.listen(lane);
            between.stall();

            CompletableFuture<Void> put =
                    CompletableFuture.runAsync(() -> lanes.put(lane, List.of(new Ready(1, PROVINCE, "21550", null))));

            // Leave to send would have to come from a broker that says nothing; nobody must wait for it.
            assertThat(put).succeedsWithin(4, TimeUnit.SECONDS);
            between.restore();
            eventually(() -> !lanes.reachable());
            eventually(() -> lanes.connect() == Lanes.Link.NEW);
            lanes.put(lane, List.of(new Ready(2, PROVINCE, "21550", null)));
            eventually(() -> handedOut.size() == 1);
            lanes.close();
        }
    }
}
