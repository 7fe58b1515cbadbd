package vn.lienthong.hub.app;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import vn.lienthong.hub.app.Forecast.Pace;
import vn.lienthong.hub.journal.Journal.BalanceRow;
import vn.lienthong.hub.journal.Journal.Lane;

/**
 * Keeps the balances of the last quarter of an hour and tells from them when what waits will be gone. The journal counts for all nodes, so the
 * forecast is of all of them. Thread-safe.
 */
final class Forecasts {
    private static final Duration WINDOW = Duration.ofMinutes(15);

    private final Deque<Sample> samples = new ArrayDeque<>();
    private final Map<Lane, Pace> lastPace = new HashMap<>();

    private record Sample(Instant at, Map<Lane, BalanceRow> rows) {}

    /** Takes a balance that was just counted. */
    synchronized void saw(List<BalanceRow> balance, Instant now) {
        Map<Lane, BalanceRow> rows = new HashMap<>();
        balance.forEach(row -> rows.put(new Lane(row.destination(), row.unit()), row));
        if (!samples.isEmpty() && now.isBefore(samples.getLast().at())) {
            // The clock was set back: what was measured by it says nothing any more.
            samples.clear();
        }
        samples.addLast(new Sample(now, rows));
        while (samples.getFirst().at().isBefore(now.minus(WINDOW))) {
            samples.removeFirst();
        }
        rows.keySet().forEach(lane -> {
            Pace pace = pace(lane);
            if (pace.delivered() > 0) {
                lastPace.put(lane, pace);
            }
        });
        lastPace.keySet().retainAll(rows.keySet());
    }

    /**
     * When what waits will be gone, by destination and unit, only where something waits or is parked.
     *
     * @param closedUntil until when nothing is sent to a destination; empty when it is sent to
     */
    synchronized List<Forecast> all(Function<String, Optional<Instant>> closedUntil, Instant now) {
        List<Forecast> all = new ArrayList<>();
        if (samples.isEmpty()) {
            return all;
        }
        samples.getLast().rows().forEach((lane, row) -> {
            if (row.waiting() > 0 || row.parked() > 0) {
                Instant closed = closedUntil.apply(lane.destination()).orElse(null);
                Pace pace = pace(lane);
                // While a destination is closed nothing moves: then the pace before it closed is the best that is
                // known.
                Pace usable = closed == null && pace.delivered() > 0 ? pace : lastPace.get(lane);
                all.add(Forecast.of(row, pace, usable, closed, now));
            }
        });
        all.sort(Comparator.comparing(Forecast::destination).thenComparing(Forecast::unit));
        return all;
    }

    /** What all lanes of a destination delivered lately, in an hour. */
    synchronized double perHour(String destination) {
        return lastPace.entrySet().stream()
                .filter(entry -> entry.getKey().destination().equals(destination))
                .mapToDouble(entry -> entry.getValue().perHour())
                .sum();
    }

    /** Of a lane of the last sample, from the first one on in which it was. */
    private Pace pace(Lane lane) {
        Sample last = samples.getLast();
        Sample first = samples.stream()
                .filter(sample -> sample.rows().containsKey(lane))
                .findFirst()
                .orElse(last);
        BalanceRow from = Objects.requireNonNull(first.rows().get(lane));
        BalanceRow to = Objects.requireNonNull(last.rows().get(lane));
        return new Pace(
                Duration.between(first.at(), last.at()),
                from.waiting() - to.waiting(),
                to.delivered() - from.delivered(),
                Math.max(0, to.parked() - from.parked()));
    }
}
