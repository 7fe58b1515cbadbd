package vn.lienthong.hub.app;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.intake.PullState;
import vn.lienthong.hub.journal.Acceptance;
import vn.lienthong.hub.journal.Flight;
import vn.lienthong.hub.journal.Holds.HeldCount;
import vn.lienthong.hub.journal.Journal.BalanceRow;
import vn.lienthong.hub.journal.Landing;
import vn.lienthong.hub.journal.Retention;
import vn.lienthong.hub.journal.Switchovers;
import vn.lienthong.hub.timeliness.SyncAge;
import vn.lienthong.hub.vocabulary.TransferState;

/**
 * The hub's numbers by destination, unit and outcome: how attempts ended, how long delivery took, what intake answered, what is open.
 * Carries codes and names only. Thread-safe.
 */
final class HubMetrics {
    private static final Duration[] LATENCIES = {
        Duration.ofMillis(50),
        Duration.ofMillis(250),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30),
        Duration.ofMinutes(5),
        Duration.ofHours(1),
        Duration.ofHours(8)
    };

    private static final double SECONDS_AN_HOUR = 3600;

    private final MeterRegistry registry;
    private final MultiGauge open;
    private final MultiGauge held;
    private final MultiGauge oldest;
    private final MultiGauge pulled;
    private final MultiGauge pullTrouble;
    private final AtomicInteger holds;
    private final SwitchoverMetrics switchovers;
    private final Counter retired;
    private final AtomicLong oldestBody = new AtomicLong();
    private final AtomicLong retentionFailed = new AtomicLong();
    private volatile @Nullable Instant lastPass;
    private final Map<Outcome, Counter> attempts = new ConcurrentHashMap<>();
    private final Map<String, Timer> latencies = new ConcurrentHashMap<>();
    private final Map<Intaken, Counter> intake = new ConcurrentHashMap<>();

    HubMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.retired = Counter.builder("hub.retention.bytes")
                .description("Bytes of bodies that retention took out of the journal")
                .register(registry);
        Gauge.builder("hub.retention.oldest.body.seconds", oldestBody, AtomicLong::get)
                .description("Age of the oldest body in the journal, as of the last pass")
                .register(registry);
        Gauge.builder("hub.retention.failed", retentionFailed, AtomicLong::get)
                .description("1 while archives cannot be written")
                .register(registry);
        this.open = MultiGauge.builder("hub.transfers.open")
                .description("Transfers that are not finished, by state")
                .register(registry);
        this.held = MultiGauge.builder("hub.transfers.held")
                .description("Transfers that a hold keeps from going, by destination, unit and hold")
                .register(registry);
        this.oldest = MultiGauge.builder("hub.unreported.oldest.working.seconds")
                .description(
                        "Age in working time of the oldest fact that a destination has not confirmed; 0 when all is reported")
                .register(registry);
        this.pulled = MultiGauge.builder("hub.pulled")
                .description("Messages pulled since the start, by source and what became of them")
                .register(registry);
        this.pullTrouble = MultiGauge.builder("hub.pull.trouble")
                .description("1 while a source that is pulled from is in trouble, 2 while a person must act")
                .register(registry);
        this.switchovers = new SwitchoverMetrics(registry);
        this.holds = new AtomicInteger();
        Gauge.builder("hub.holds.active", holds, AtomicInteger::get)
                .description("Active holds")
                .register(registry);
    }

    /** An attempt was written down. */
    void landed(Landing landing) {
        Flight flight = landing.flight();
        String outcome = landing.becomes() == TransferState.PARKED
                ? "parked"
                : landing.outcome().getClass().getSimpleName().toLowerCase(Locale.ROOT);
        attempts.computeIfAbsent(new Outcome(flight.destination(), flight.unit(), outcome), this::attempts)
                .increment();
        if (landing.becomes() == TransferState.DELIVERED) {
            latencies
                    .computeIfAbsent(flight.destination(), this::latency)
                    .record(Duration.between(flight.acceptedAt(), landing.endedAt()));
        }
    }

    /** A file was given out by its address; parts count singly. */
    void fileGiven(String destination) {
        Counter.builder("hub.files.given")
                .description("Files given out by their address, parts counted singly")
                .tag("destination", destination)
                .register(registry)
                .increment();
    }

    /** Intake gave an answer. */
    void answered(String source, Acceptance acceptance) {
        String result = "conflict";
        if (acceptance instanceof Acceptance.Receipt receipt) {
            result = receipt.repeated() ? "repeated" : receipt.superseded() ? "superseded" : "accepted";
        }
        intaken(source, result);
    }

    void refused(String source) {
        intaken(source, "refused");
    }

    void unavailable(String source) {
        intaken(source, "unavailable");
    }

    /** The sums changed. */
    void balance(List<BalanceRow> rows) {
        List<Row<?>> gauges = new ArrayList<>();
        for (BalanceRow row : rows) {
            gauges.add(Row.of(tags(row, "waiting"), row.waiting()));
            gauges.add(Row.of(tags(row, "parked"), row.parked()));
            gauges.add(Row.of(tags(row, "difference"), row.difference()));
        }
        open.register(gauges, true);
    }

    /** How old the oldest unreported fact of each unit is; 0 for those of which all is reported. */
    void ages(List<BalanceRow> rows, List<SyncAge> ages) {
        Map<Tags, Double> seconds = new HashMap<>();
        rows.forEach(row -> seconds.put(unit(row.destination(), row.unit()), 0d));
        ages.forEach(age -> seconds.put(
                unit(age.unreported().destination(), age.unreported().unit()), age.workingHours() * SECONDS_AN_HOUR));
        List<Row<?>> gauges = new ArrayList<>();
        seconds.forEach((tags, age) -> gauges.add(Row.of(tags, age)));
        oldest.register(gauges, true);
    }

    private static Tags unit(String destination, String unit) {
        return Tags.of("destination", destination, "unit", unit);
    }

    /** Where the pull from each source stands. */
    void pulls(List<PullState> states) {
        List<Row<?>> messages = new ArrayList<>();
        List<Row<?>> troubles = new ArrayList<>();
        for (PullState state : states) {
            PullState.Counts counts = state.counts();
            messages.add(Row.of(pull(state, "accepted"), counts.accepted()));
            messages.add(Row.of(pull(state, "repeated"), counts.repeated()));
            messages.add(Row.of(pull(state, "refused"), counts.refused()));
            messages.add(Row.of(pull(state, "nothing"), counts.nothing()));
            messages.add(Row.of(pull(state, "put-off"), counts.putOff()));
            messages.add(Row.of(pull(state, "acknowledged"), counts.acknowledged()));
            messages.add(Row.of(pull(state, "unacknowledged"), counts.unacknowledged()));
            int trouble = state.trouble() == null ? 0 : state.needsPerson() ? 2 : 1;
            troubles.add(Row.of(Tags.of("source", state.name()), state.leads() ? trouble : 0));
        }
        pulled.register(messages, true);
        pullTrouble.register(troubles, true);
    }

    private static Tags pull(PullState state, String result) {
        return Tags.of("source", state.name(), "result", result);
    }

    /** Where units stand on their way. */
    void switchovers(List<Switchovers.Unit> units, Instant now) {
        switchovers.saw(units, now);
    }

    /** What the folder of ward books is counted by. */
    WardBookMetrics wardBooks() {
        return new WardBookMetrics(registry);
    }

    /** A figure could not be counted this time; the others were. */
    void countingFailed(String what) {
        Counter.builder("hub.counting.failures")
                .description("Times that a figure could not be counted, by figure")
                .tag("what", what)
                .register(registry)
                .increment();
    }

    /** How many holds are active, and what they hold. */
    void holds(int active, List<HeldCount> counts) {
        holds.set(active);
        List<Row<?>> gauges = new ArrayList<>();
        for (HeldCount one : counts) {
            Tags tags = Tags.of("destination", one.destination(), "unit", one.unit(), "hold", one.hold());
            gauges.add(Row.of(tags, one.count()));
        }
        held.register(gauges, true);
    }

    /** A pass of retention is over; the oldest body is so old. What failed here is no matter while another node leads, and retains. */
    void retention(Retention.@Nullable Pass pass, boolean leads, long oldestBodySeconds) {
        oldestBody.set(oldestBodySeconds);
        retentionFailed.set(leads && pass != null && pass.failure() != null ? 1 : 0);
        if (pass != null && !pass.at().equals(lastPass)) {
            lastPass = pass.at();
            retired.increment((double) pass.bytes());
        }
    }

    private void intaken(String source, String result) {
        intake.computeIfAbsent(new Intaken(source, result), this::intake).increment();
    }

    private Counter attempts(Outcome outcome) {
        return Counter.builder("hub.transfers")
                .description("Attempts, by how they ended; delivered counts transfers")
                .tags("destination", outcome.destination, "unit", outcome.unit, "outcome", outcome.outcome)
                .register(registry);
    }

    private Timer latency(String destination) {
        return Timer.builder("hub.delivery.latency")
                .description("From acceptance to the destination's confirmation")
                .tag("destination", destination)
                .serviceLevelObjectives(LATENCIES)
                .register(registry);
    }

    private Counter intake(Intaken intaken) {
        return Counter.builder("hub.intake")
                .description("Submissions, by what intake answered")
                .tags("source", intaken.source, "result", intaken.result)
                .register(registry);
    }

    private static Tags tags(BalanceRow row, String state) {
        return Tags.of("destination", row.destination(), "unit", row.unit(), "state", state);
    }

    private record Outcome(String destination, String unit, String outcome) {}

    private record Intaken(String source, String result) {}
}
