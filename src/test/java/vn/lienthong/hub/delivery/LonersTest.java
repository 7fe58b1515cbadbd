package vn.lienthong.hub.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LonersTest {
    private final Loners loners = new Loners();

    @Test
    void inAnOutageNobodyIsAlone() {
        for (int round = 0; round < 500; round++) {
            for (long transfer = 1; transfer <= 20; transfer++) {
                assertThat(loners.met(transfer)).isZero();
            }
        }
    }

    @Test
    void whoMeetsTroubleWhileOthersAreTakenIsAlone() {
        assertThat(loners.met(1)).isZero();
        for (int times = 1; times <= 10; times++) {
            loners.over(2);
            assertThat(loners.met(1)).isEqualTo(times);
            assertThat(loners.met(1)).as("nobody in between").isEqualTo(times);
        }
    }

    @Test
    void oneGoodEndMakesUpForAll() {
        loners.met(1);
        loners.over(2);
        loners.met(1);
        loners.over(1);

        assertThat(loners.met(1)).isZero();
    }
}
