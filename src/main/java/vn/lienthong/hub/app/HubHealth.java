package vn.lienthong.hub.app;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;
import vn.lienthong.hub.delivery.Delivery;
import vn.lienthong.hub.delivery.DestinationState;
import vn.lienthong.hub.intake.PullState;
import vn.lienthong.hub.journal.Holds;
import vn.lienthong.hub.journal.Journal;
import vn.lienthong.hub.journal.Journal.Difference;
import vn.lienthong.hub.journal.JournalUnavailable;
import vn.lienthong.hub.journal.Retention;
import vn.lienthong.hub.vocabulary.Problem;

/** What Actuator tells about the hub's parts: not only that something is wrong, but what, and what follows. */
final class HubHealth {
    /** Something outside is in trouble; the hub itself goes on accepting. Answered with HTTP 200. */
    static final Status DEGRADED = new Status("DEGRADED", "accepting; delivery waits");

    private HubHealth() {}

    /** Down means: pushes are answered 503. */
    static HealthIndicator journal(Journal journal) {
        return () -> {
            Optional<String> trouble = journal.trouble();
            return trouble.isEmpty()
                    ? Health.up().build()
                    : Health.down()
                            .withDetail("trouble", trouble.get())
                            .withDetail("follows", "pushes are answered 503 with Retry-After; nothing accepted is lost")
                            .build();
        };
    }

    /** Degraded: archives cannot be written; what they were to take in stays in the journal. */
    static HealthIndicator retention(Journal journal, RetentionPlan plan) {
        return () -> {
            if (!plan.isOn()) {
                return Health.up().withDetail("bodies", "kept for ever").build();
            }
            Retention.Pass last = journal.retention().last();
            Health.Builder health = Health.up();
            if (last == null) {
                return health.withDetail("lastPass", "none since the start").build();
            }
            health.withDetail("lastPass", Json.time(last.at()))
                    .withDetail("blocks", last.blocks())
                    .withDetail("bytes", last.bytes());
            // Another node that leads has passes of its own.
            return last.failure() == null || !journal.leads()
                    ? health.build()
                    : health.status(DEGRADED)
                            .withDetail("trouble", last.failure())
                            .withDetail("follows", "bodies stay in the journal; delivery goes on")
                            .build();
        };
    }

    static HealthIndicator broker(Supplier<@Nullable Delivery> running) {
        return () -> {
            Delivery delivery = running.get();
            Optional<String> trouble = delivery == null ? Optional.empty() : delivery.brokerTrouble();
            if (trouble.isEmpty() && delivery != null && delivery.brokerReachable()) {
                return Health.up().build();
            }
            return Health.status(DEGRADED)
                    .withDetail("trouble", trouble.orElse("The broker is out of reach."))
                    .withDetail("follows", "pushes are accepted; delivery goes on when the broker is back")
                    .build();
        };
    }

    static HealthIndicator nodes(Supplier<List<Difference>> differences) {
        return () -> {
            List<Difference> found = differences.get();
            Health.Builder health = found.isEmpty() ? Health.up() : Health.status(DEGRADED);
            for (Difference one : found) {
                health.withDetail(
                        one.matter() + " at " + one.node(),
                        one.matter().equals(HubLifecycle.SWITCHOVER)
                                ? "that node has other hub.switchover.destinations or another initial state: give all nodes the same"
                                : one.matter().equals(HubLifecycle.FILE_KEYS)
                                        ? "that node has other keys for addresses of files: give all nodes the same file"
                                        : "that node has another address, username or unit-code of it: give all nodes the same");
            }
            return health.build();
        };
    }

    /** Held on purpose is no trouble. */
    static HealthIndicator holds(Journal journal) {
        return () -> {
            Health.Builder health = Health.up();
            try {
                long held = journal.holds().counts().stream()
                        .mapToLong(Holds.HeldCount::count)
                        .sum();
                return health.withDetail("active", journal.holds().names().size())
                        .withDetail("held", held)
                        .build();
            } catch (JournalUnavailable e) {
                return health.withDetail("active", "not known: the journal is out of reach")
                        .build();
            }
        };
    }

    static HealthIndicator destinations(Supplier<@Nullable Delivery> running, Supplier<Map<String, String>> notices) {
        return () -> {
            Delivery delivery = running.get();
            boolean trouble = false;
            Health.Builder health = Health.up();
            for (DestinationState state : delivery == null ? List.<DestinationState>of() : delivery.destinations()) {
                trouble |= state.isTrouble() || state.refused() != null;
                health.withDetail(state.name(), words(state));
            }
            for (String unknown : delivery == null ? Set.<String>of() : delivery.strangeDestinations()) {
                trouble = true;
                health.withDetail(
                        unknown,
                        "records wait for it, and this node, which leads, has no settings of it: give all nodes the same destinations");
            }
            notices.get().forEach((name, words) -> health.withDetail(name + " (notice)", words));
            return trouble ? health.status(DEGRADED).build() : health.build();
        };
    }

    /** Degraded: a source that is pulled from is in trouble; what it holds for us stays there and comes later. */
    static HealthIndicator pulls(Supplier<List<PullState>> states) {
        return () -> {
            boolean trouble = false;
            Health.Builder health = Health.up();
            for (PullState state : states.get()) {
                trouble |= state.leads() && state.trouble() != null;
                health.withDetail(state.name(), words(state));
            }
            return trouble ? health.status(DEGRADED).build() : health.build();
        };
    }

    /** One source in a line. */
    static String words(PullState state) {
        if (!state.leads()) {
            return "pulled from by the node that leads";
        }
        PullState.Counts counts = state.counts();
        String next = state.next() == null ? "a round is under way" : "next round at " + Json.time(state.next());
        String since = "since the start: " + counts.accepted() + " accepted, " + counts.repeated() + " repeated, "
                + counts.refused() + " refused, " + counts.unacknowledged() + " not acknowledged";
        Problem problem = state.trouble();
        if (problem == null) {
            return "goes well; " + next + "; " + since;
        }
        String good =
                state.lastGood() == null ? "never well since the start" : "last well " + Json.time(state.lastGood());
        return (state.needsPerson() ? "a person must act: " : "in trouble: ") + problem.message() + " " + good + "; "
                + next + "; " + since;
    }

    /** One destination in a line. */
    static String words(DestinationState state) {
        String refused = state.refused() == null ? "" : "; a person must act, it refuses us " + state.refused();
        if (!state.isClosed()) {
            return "open for records, " + state.inFlight() + " in flight" + refused;
        }
        return "left alone since " + (state.since() == null ? "?" : Json.time(state.since())) + ": " + state.reason()
                + (state.until() == null ? "" : "; next record at " + Json.time(state.until())) + refused;
    }
}
