package vn.lienthong.hub.app;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.lienthong.hub.recording.LiveRecording;
import vn.lienthong.hub.recording.RecordingSet;

/** Recording while it happens, as Spring builds, starts and ends it. */
@Configuration(proxyBeanMethods = false)
class LiveBeans {
    @Bean(destroyMethod = "close")
    LiveRecording hubLiveRecording(EarlyStart early, HubSettings settings, ObjectProvider<MeterRegistry> registry) {
        Clock clock = early.clock();
        RecordedPlaces places = new RecordedPlaces(early::hub, settings);
        LiveRecording live = LiveRecording.of(
                new LiveRecording.Parts(
                        () -> RecordingSet.open(settings.dataFolder(), RecordApi.DEFAULT_SET),
                        name -> HarmlessWords.of(early.hub(), name),
                        new Remembering(places::of, clock)::of,
                        clock),
                LiveSettings.plans(settings));
        LiveMetrics.watch(live, registry.getIfAvailable(SimpleMeterRegistry::new));
        return live;
    }

    /** Listens as long as there is a delivery; what lands while that stops is still recorded. */
    @Bean
    SmartLifecycle hubLiveRecordingLifecycle(LiveRecording live, HubLifecycle lifecycle) {
        return new LiveStart(live, lifecycle);
    }

    /** Over HTTP, where there is a web application. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    static class Faces {
        @Bean
        LiveApi hubLiveApi(LiveRecording live, Access access, EarlyStart early) {
            return new LiveApi(live, access, early.clock());
        }
    }
}
