package vn.lienthong.hub.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import vn.lienthong.hub.delivery.DestinationState;

class HubHealthTest {
    private static final Instant T0 = Instant.parse("2026-11-23T01:00:00Z");
    private static final String REFUSED = "DongBoHoSoMC: They do not let us. Found: HTTP 403. Ask them.";

    @Test
    void tellsWhatIsRefusedAlsoWhileOtherRecordsFlow() {
        assertThat(HubHealth.words(new DestinationState(
                        "province-rest", DestinationState.Standing.FLOWING, null, null, null, 3, REFUSED, null, false)))
                .isEqualTo("open for records, 3 in flight; a person must act, it refuses us " + REFUSED);
    }

    @Test
    void tellsSinceWhenWhyAndWhatIsNextWhileTheBreakerIsOpen() {
        assertThat(HubHealth.words(new DestinationState(
                        "province-rest",
                        DestinationState.Standing.BREAKER_OPEN,
                        "HTTP 502",
                        T0,
                        T0.plusSeconds(5),
                        0,
                        null,
                        null,
                        false)))
                .isEqualTo(
                        "left alone since 2026-11-23T08:00:00.000+07:00: HTTP 502; next record at 2026-11-23T08:00:05.000+07:00");
    }
}
