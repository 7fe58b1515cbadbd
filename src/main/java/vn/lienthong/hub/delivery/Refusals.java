package vn.lienthong.hub.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import vn.lienthong.hub.journal.Landing.KeptExchange;
import vn.lienthong.hub.vocabulary.Problem;

/**
 * What a destination refuses us until a person acts, by operation: our account may be allowed one and not another. An operation that
 * is answered in any other way is refused no longer. Thread-safe.
 */
final class Refusals {
    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);

    private final Map<String, Refusal> byOperation = new ConcurrentHashMap<>();

    /**
     * One operation that is refused.
     *
     * @param since when it was first refused without having been taken in between
     * @param last when it was last refused
     */
    private record Refusal(Problem problem, Instant since, Instant last) {}

    /** Returns whether something is refused that was not before. */
    boolean note(Attempt attempt, Instant now) {
        boolean fresh = false;
        List<KeptExchange> exchanges = attempt.exchanges();
        int last = exchanges.size() - 1;
        for (int i = 0; i <= last; i++) {
            String operation = exchanges.get(i).operation();
            if (i == last && attempt.needsPerson()) {
                Refusal before = byOperation.get(operation);
                Instant since = before == null ? now : before.since();
                byOperation.put(
                        operation,
                        new Refusal(Objects.requireNonNull(attempt.outcome().problem()), since, now));
                fresh = before == null;
            } else {
                byOperation.remove(operation);
            }
        }
        return fresh;
    }

    /** In words, the oldest one; empty when nothing is refused, or not for an hour: then nobody is waiting for it. */
    Optional<String> words(Instant now) {
        byOperation
                .values()
                .removeIf(refusal -> refusal.last().plus(FORGOTTEN_AFTER).isBefore(now));
        return byOperation.entrySet().stream()
                .min(Comparator.comparing(entry -> entry.getValue().since()))
                .map(entry -> entry.getKey() + ": " + entry.getValue().problem().message());
    }
}
