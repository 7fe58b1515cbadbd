package vn.lienthong.hub.replay;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts what happens in the fake province. Thread-safe; memory is bounded whatever comes. */
final class Tally {
    private static final int MAX_FINDINGS = 50;
    private static final int MAX_NAMES = 5_000;

    /** What is counted by itself. */
    enum Count {
        REQUESTS,
        LOGINS,
        REFUSED_LOGINS,
        EXPIRED_SESSIONS,
        CREATES,
        UPDATES,
        ENQUIRIES,
        REPEATED_CREATES,
        UNKNOWN_DOSSIER,
        STEPS,
        REPEATED_STEPS,
        ORDER_BREAKS,
        BODIES_NOT_NFC,
        COMMITTED_UNANSWERED
    }

    private final Map<Count, LongAdder> counts = new EnumMap<>(Count.class);
    private final Map<String, LongAdder> invalid = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> misbehaved = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> recorded = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> unrecorded = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> units = new ConcurrentHashMap<>();
    private final List<String> findings = new ArrayList<>();

    Tally() {
        for (Count count : Count.values()) {
            counts.put(count, new LongAdder());
        }
    }

    void add(Count count) {
        adder(count).increment();
    }

    void finding(Count count, String words) {
        add(count);
        remember(words);
    }

    void invalid(String reason, String words) {
        addNamed(invalid, reason);
        remember(words);
    }

    /** Of each kind that hits a message. */
    void misbehaved(Weather.Hits hits) {
        hits.kinds().forEach(kind -> addNamed(misbehaved, kind.word()));
    }

    /** A message was processed. */
    void processed(Weather.Hits hits) {
        if (hits.leavesInTheDark()) {
            add(Count.COMMITTED_UNANSWERED);
        }
    }

    /** A recorded exchange answered. */
    void recorded(String what) {
        addNamed(recorded, what);
    }

    /** Nothing that was recorded answers this. */
    void unrecorded(String what) {
        addNamed(unrecorded, what);
    }

    void created(String unit) {
        add(Count.CREATES);
        addNamed(units, unit);
    }

    long get(Count count) {
        return adder(count).sum();
    }

    List<String> findings() {
        synchronized (findings) {
            return List.copyOf(findings);
        }
    }

    Map<String, Long> invalid() {
        return sums(invalid);
    }

    Map<String, Long> misbehaved() {
        return sums(misbehaved);
    }

    Map<String, Long> units() {
        return sums(units);
    }

    /** All of it. */
    ProvinceReport report(List<Misbehaviour> now) {
        return new ProvinceReport(
                get(Count.REQUESTS),
                get(Count.LOGINS),
                get(Count.REFUSED_LOGINS),
                get(Count.EXPIRED_SESSIONS),
                get(Count.CREATES),
                get(Count.UPDATES),
                get(Count.ENQUIRIES),
                get(Count.REPEATED_CREATES),
                get(Count.UNKNOWN_DOSSIER),
                get(Count.STEPS),
                get(Count.REPEATED_STEPS),
                get(Count.ORDER_BREAKS),
                get(Count.BODIES_NOT_NFC),
                invalid(),
                misbehaved(),
                get(Count.COMMITTED_UNANSWERED),
                units(),
                sums(recorded),
                sums(unrecorded),
                findings(),
                now.stream().map(Misbehaviour::toString).toList());
    }

    private LongAdder adder(Count count) {
        LongAdder adder = counts.get(count);
        if (adder == null) {
            throw new IllegalStateException("Every count has its adder. Found none for " + count + ".");
        }
        return adder;
    }

    private void remember(String words) {
        synchronized (findings) {
            if (findings.size() < MAX_FINDINGS) {
                findings.add(words);
            }
        }
    }

    private static void addNamed(Map<String, LongAdder> map, String name) {
        String key = map.size() < MAX_NAMES || map.containsKey(name) ? name : "other";
        map.computeIfAbsent(key, k -> new LongAdder()).increment();
    }

    private static Map<String, Long> sums(Map<String, LongAdder> map) {
        Map<String, Long> sums = new TreeMap<>();
        map.forEach((name, adder) -> sums.put(name, adder.sum()));
        return sums;
    }
}
