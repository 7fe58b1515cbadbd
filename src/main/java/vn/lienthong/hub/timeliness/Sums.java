package vn.lienthong.hub.timeliness;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** How many deadlines ended how. The counts of all verdicts together are all. */
final class Sums {
    private static final double ALL = 100;

    private final Map<Verdict, Long> counts = new EnumMap<>(Verdict.class);
    private final Map<Verdict, Duration> late = new EnumMap<>(Verdict.class);
    private final Map<String, Duration> causes = new TreeMap<>();

    void add(Judged judged) {
        counts.merge(judged.verdict(), 1L, Long::sum);
        late.merge(judged.verdict(), judged.late(), Duration::plus);
        judged.causes().forEach((cause, time) -> causes.merge(cause, time, Duration::plus));
    }

    long count(Verdict verdict) {
        return counts.getOrDefault(verdict, 0L);
    }

    long all() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** All of which the fact is known. */
    long done() {
        return all() - count(Verdict.NOT_DONE);
    }

    long ofSynchronisation() {
        return count(Verdict.SOURCE) + count(Verdict.TRANSFER) + count(Verdict.DESTINATION);
    }

    /** Shares in percent with one decimal; absent where there is nothing to divide by. */
    void into(ObjectNode node) {
        node.put("all", all());
        for (Verdict verdict : Verdict.values()) {
            node.put(verdict.field, count(verdict));
        }
        share(node, "onTimeShare", count(Verdict.ON_TIME), done());
        share(node, "onTimeShareWithoutLateTransfers", count(Verdict.ON_TIME) + ofSynchronisation(), done());
        share(node, "onTimeShareWithNotDone", count(Verdict.ON_TIME), all());
        share(node, "lateBySynchronisationShare", ofSynchronisation(), done() - count(Verdict.ON_TIME));
        ObjectNode hours = node.putObject("lateWorkingHours");
        late.forEach((verdict, time) -> {
            if (verdict != Verdict.ON_TIME) {
                hours.put(verdict.field, SyncAge.hours(time));
            }
        });
        ObjectNode byCause = node.putObject("workingHoursByCause");
        causes.forEach((cause, time) -> byCause.put(cause, SyncAge.hours(time)));
    }

    private static void share(ObjectNode node, String field, long part, long of) {
        if (of > 0) {
            node.put(field, Math.round(ALL * 10 * part / of) / 10d);
        }
    }
}
