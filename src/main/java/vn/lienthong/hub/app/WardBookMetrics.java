package vn.lienthong.hub.app;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.function.Supplier;

/** The folder of ward books as numbers. */
final class WardBookMetrics {
    private final MeterRegistry registry;

    WardBookMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void watch(Supplier<WardBookStanding> standing, Clock clock) {
        gauge("hub.ward.books.unread", "Ward books that lie in the folder and are not taken yet", () -> standing.get()
                .unread());
        gauge(
                "hub.ward.books.unread.oldest.seconds",
                "For how long the oldest of them has been seen",
                () -> standing.get().age(clock.instant()).toSeconds());
        gauge("hub.ward.books.returned", "Files in returned/ that wait for their clerks", () -> standing.get()
                .returned());
        gauge(
                "hub.ward.books.trouble",
                "1 while the folder cannot be read, or a book lies too long or cannot be taken",
                () -> standing.get().isTrouble(clock.instant()) ? 1 : 0);
    }

    private void gauge(String name, String what, Supplier<Number> number) {
        Gauge.builder(name, number).description(what).register(registry);
    }

    /** A book from the folder was taken; {@code result}: accepted, in-part or returned. */
    void taken(String result) {
        Counter.builder("hub.ward.books.taken")
                .description("Ward books of the folder, by what became of them")
                .tag("result", result)
                .register(registry)
                .increment();
    }
}
