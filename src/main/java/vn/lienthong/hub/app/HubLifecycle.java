package vn.lienthong.hub.app;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import vn.lienthong.hub.delivery.Delivery;
import vn.lienthong.hub.delivery.DestinationState;
import vn.lienthong.hub.delivery.FileLinks;
import vn.lienthong.hub.delivery.Trouble;
import vn.lienthong.hub.hub.Hub;
import vn.lienthong.hub.hub.HubParts;
import vn.lienthong.hub.hub.RunningHub;
import vn.lienthong.hub.intake.PullState;
import vn.lienthong.hub.journal.Journal;
import vn.lienthong.hub.journal.Journal.BalanceRow;
import vn.lienthong.hub.journal.Journal.Difference;
import vn.lienthong.hub.timeliness.SyncAges;

/**
 * Delivery as Spring starts and stops it: after everything is built and before the HTTP server opens, and the other way round at the
 * end. This is the one place where delivery is started.
 */
final class HubLifecycle implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(HubLifecycle.class);
    private static final long BALANCE_SECONDS = 15;

    /** As a matter that nodes compare; no destination has such a name. */
    static final String FILE_KEYS = "hub.files.key-file";

    static final String SWITCHOVER = "hub.switchover";

    private final Supplier<Hub> hub;
    private final HubParts parts;
    private final HubMetrics metrics;
    private final FileLinks links;
    private final SyncAges ages;
    private final Forecasts forecasts = new Forecasts();
    private final EachAlone each;
    private volatile List<Difference> differences = List.of();
    private volatile @Nullable RunningHub running;
    private @Nullable ScheduledExecutorService counting;

    HubLifecycle(Supplier<Hub> hub, HubParts parts, HubMetrics metrics, FileLinks links, SyncAges ages) {
        this.hub = hub;
        this.parts = parts;
        this.metrics = metrics;
        this.links = links;
        this.ages = ages;
        this.each = new EachAlone(metrics::countingFailed);
    }

    /** Delivery at work; empty before the start and after the stop. */
    @Nullable
    Delivery delivery() {
        RunningHub now = running;
        return now == null ? null : now.delivery();
    }

    /** What a person should know of destinations and lookups, by name. */
    Map<String, String> notices() {
        RunningHub now = running;
        return now == null ? Map.of() : now.notices();
    }

    /** Where the pull from each source stands; empty before the start, after the stop, and where nothing is pulled. */
    List<PullState> pulls() {
        RunningHub now = running;
        return now == null ? List.of() : now.pulls();
    }

    Forecasts forecasts() {
        return forecasts;
    }

    /** Where a destination stands; empty when it is unknown, or before the start and after the stop. */
    Optional<DestinationState> destination(String name) {
        Delivery now = delivery();
        return now == null ? Optional.empty() : now.destination(name);
    }

    /** Whether delivery is at work and its broker out of reach. */
    boolean isBrokerAway() {
        Delivery now = delivery();
        return now != null && !now.brokerReachable();
    }

    /** Until when nothing is sent to a destination; empty when it is sent to. */
    Optional<Instant> closedUntil(String destination) {
        return destination(destination).map(DestinationState::until);
    }

    @Override
    public synchronized void start() {
        running = hub.get().start(parts);
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "balance");
            thread.setDaemon(true);
            return thread;
        });
        timer.scheduleWithFixedDelay(this::count, 1, BALANCE_SECONDS, TimeUnit.SECONDS);
        counting = timer;
    }

    @Override
    public synchronized void stop() {
        if (counting != null) {
            counting.shutdownNow();
        }
        RunningHub now = running;
        if (now != null) {
            now.close();
            running = null;
        }
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }

    /** Well before the HTTP server, which starts in one of the last phases; hence also stopped after it. */
    @Override
    public int getPhase() {
        return 0;
    }

    /** Destinations that another living node sends to elsewhere, or as somebody else; and the keys of addresses, if it has others. */
    List<Difference> differences() {
        return differences;
    }

    /** What all nodes must have the same of, by what it is called. */
    static Map<String, String> matters(Map<String, Map<String, String>> destinations, FileLinks links) {
        Map<String, String> matters = new TreeMap<>();
        destinations.forEach((name, settings) -> matters.put(
                name, settings.get("address") + "\n" + settings.get("username") + "\n" + settings.get("unit-code")));
        matters.put(FILE_KEYS, links.sum());
        return matters;
    }

    private void compare() {
        Map<String, String> matters = matters(parts.destinations(), links);
        matters.put(
                SWITCHOVER,
                SwitchoverSettings.words(parts.journal().switchovers().rules()));
        List<Difference> found = parts.journal().compare(matters);
        if (!found.isEmpty() && !found.equals(differences)) {
            LOG.warn(
                    "Two nodes go to different places for one destination, or as somebody else, or have different keys for addresses of files."
                            + " Found: {}. Give all nodes the same address, username and unit-code, and the same file "
                            + FILE_KEYS + ".",
                    found.stream()
                            .map(one -> one.matter() + " at node " + one.node())
                            .collect(Collectors.joining(", ")));
        }
        differences = found;
    }

    /** What was not sent to, and since when: a report of what came late asks for it months later. */
    private void noteClosed() {
        Delivery now = delivery();
        Instant seen = parts.clock().instant();
        for (DestinationState state : now == null ? List.<DestinationState>of() : now.destinations()) {
            Instant since = state.since();
            // Without the journal nothing can be noted; what waits for it is the hub's own doing.
            boolean closed = state.isClosed() && state.standing() != DestinationState.Standing.CUT_OFF;
            if (closed && since != null && since.isBefore(seen)) {
                Trouble trouble = state.trouble();
                String why = trouble == null
                        ? state.standing().name().toLowerCase(Locale.ROOT).replace('_', '-')
                        : trouble.row();
                parts.journal().timings().notSentTo(state.name(), since, seen, why);
            }
        }
    }

    /** Each figure for itself: one that cannot be counted keeps no other from being. */
    void count() {
        Journal journal = parts.journal();
        Instant now = parts.clock().instant();
        each.run("nodes", this::compare);
        each.run("not-sent-to", this::noteClosed);
        each.run("pulls", () -> metrics.pulls(pulls()));
        each.run("switchovers", () -> metrics.switchovers(journal.switchovers().list(), now));
        each.run(
                "holds",
                () -> metrics.holds(
                        journal.holds().names().size(), journal.holds().counts()));
        each.run("balance", () -> {
            List<BalanceRow> balance = journal.balance();
            each.run("open", () -> metrics.balance(balance));
            each.run("forecasts", () -> forecasts.saw(balance, now));
            each.run("ages", () -> metrics.ages(balance, ages.now()));
        });
    }
}
