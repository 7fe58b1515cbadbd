package vn.lienthong.hub.app;

import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import vn.lienthong.hub.recording.LiveRecording;
import vn.lienthong.hub.recording.LiveStanding;

/** What Actuator tells about recording while it happens: degraded while something is left out. Delivery does not depend on it. */
final class LiveHealth {
    private LiveHealth() {}

    static HealthIndicator of(LiveRecording live) {
        return () -> {
            Health.Builder health = Health.up();
            for (LiveStanding one : live.standing()) {
                if (one.isOfUse()) {
                    health.withDetail(one.destination(), LiveApi.words(one));
                }
                if (one.trouble() != null) {
                    health.status(HubHealth.DEGRADED);
                }
            }
            return health.build();
        };
    }
}
