package vn.lienthong.hub.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.lienthong.hub.journal.Journal.Lane;

class FairQueueTest {

    @Test
    void aSmallWardDoesNotWaitBehindABigOne() throws InterruptedException {
        FairQueue queue = new FairQueue();
        for (int i = 0; i < 100; i++) {
            queue.add(bundle("21550", i));
        }
        queue.add(bundle("21607", 1_000));

        List<String> firstFour = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            firstFour.add(queue.take().lane().unit());
        }

        assertThat(firstFour).contains("21607");
    }

    @Test
    void keepsTheOrderWithinALane() throws InterruptedException {
        FairQueue queue = new FairQueue();
        queue.add(bundle("21550", 1));
        queue.add(bundle("21553", 2));
        queue.add(bundle("21550", 3));

        List<Long> taken = new ArrayList<>();
        while (!queue.isEmpty()) {
            taken.add(queue.take().transferIds()[0]);
        }

        assertThat(taken).containsExactly(1L, 2L, 3L);
    }

    private static Lanes.Bundle bundle(String unit, long id) {
        return new TestBundle(new Lane("province-rest", unit), new long[] {id});
    }

    private record TestBundle(Lane lane, long[] transferIds) implements Lanes.Bundle {
        @Override
        public void done() {}
    }
}
