package vn.lienthong.hub.app;

import java.time.Instant;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.lienthong.hub.journal.Journal;
import vn.lienthong.hub.recording.LiveRecording;
import vn.lienthong.hub.timeliness.SyncAges;

/** What is wrong, for Actuator, where it is there. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(HealthIndicator.class)
class HealthBeans {
    @Bean
    HealthIndicator journalHealthIndicator(Journal journal) {
        return HubHealth.journal(journal);
    }

    @Bean
    HealthIndicator brokerHealthIndicator(HubLifecycle lifecycle) {
        return HubHealth.broker(lifecycle::delivery);
    }

    @Bean
    HealthIndicator holdsHealthIndicator(Journal journal) {
        return HubHealth.holds(journal);
    }

    @Bean
    HealthIndicator switchoverHealthIndicator(Journal journal, EarlyStart early) {
        return SwitchoverHealth.of(journal, early.clock());
    }

    @Bean
    HealthIndicator timelinessHealthIndicator(SyncAges ages) {
        return TimelinessHealth.of(ages);
    }

    @Bean
    HealthIndicator liveRecordingHealthIndicator(LiveRecording live) {
        return LiveHealth.of(live);
    }

    @Bean
    HealthIndicator retentionHealthIndicator(Journal journal, HubSettings settings) {
        return HubHealth.retention(journal, settings.retention());
    }

    @Bean
    HealthIndicator nodesHealthIndicator(HubLifecycle lifecycle) {
        return HubHealth.nodes(lifecycle::differences);
    }

    @Bean
    HealthIndicator pullsHealthIndicator(HubLifecycle lifecycle) {
        return HubHealth.pulls(lifecycle::pulls);
    }

    /** Where no folder is watched there is nothing to tell. */
    @Bean
    @ConditionalOnExpression("!'${hub.ward-books.folder:}'.isBlank()")
    HealthIndicator wardBooksHealthIndicator(WardBookFolder folder, EarlyStart early) {
        return () -> {
            WardBookStanding standing = folder.standing();
            Instant now = early.clock().instant();
            Health.Builder health = standing.isTrouble(now) ? Health.status(HubHealth.DEGRADED) : Health.up();
            return health.withDetail("folder", standing.words(now)).build();
        };
    }

    @Bean
    HealthIndicator destinationsHealthIndicator(HubLifecycle lifecycle) {
        return HubHealth.destinations(lifecycle::delivery, lifecycle::notices);
    }
}
