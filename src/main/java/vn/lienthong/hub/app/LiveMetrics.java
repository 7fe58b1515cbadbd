package vn.lienthong.hub.app;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToDoubleFunction;
import vn.lienthong.hub.recording.LiveRecording;
import vn.lienthong.hub.recording.LiveStanding;

/** Live recording as numbers, by destination. */
final class LiveMetrics {
    private LiveMetrics() {}

    static void watch(LiveRecording live, MeterRegistry registry) {
        for (LiveStanding one : live.standing()) {
            counter("recorded", "Attempts recorded while they happened", one, LiveStanding::recorded, live)
                    .register(registry);
            counter("dropped", "Attempts that live recording left out", one, LiveStanding::dropped, live)
                    .register(registry);
        }
        Gauge.builder("hub.record.live.waiting", live, LiveRecording::waiting)
                .description("Attempts that wait to be recorded, 512 at most")
                .register(registry);
    }

    private static FunctionCounter.Builder<LiveRecording> counter(
            String what,
            String description,
            LiveStanding one,
            ToDoubleFunction<LiveStanding> number,
            LiveRecording live) {
        return FunctionCounter.builder("hub.record.live." + what, live, all -> of(all, one.destination(), number))
                .description(description)
                .tag("destination", one.destination());
    }

    private static double of(LiveRecording live, String name, ToDoubleFunction<LiveStanding> number) {
        return live.standing().stream()
                .filter(one -> one.destination().equals(name))
                .mapToDouble(number)
                .sum();
    }
}
