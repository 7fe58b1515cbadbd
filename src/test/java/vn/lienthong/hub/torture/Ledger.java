package vn.lienthong.hub.torture;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** What the senders hold receipts for: the truth that the other sides are compared with. Thread-safe. */
final class Ledger {
    private final Map<Dossier, Integer> accepted = new ConcurrentHashMap<>();
    private final LongAdder receipts = new LongAdder();
    private final LongAdder sentAgain = new LongAdder();
    private final LongAdder putOff = new LongAdder();
    private final AtomicInteger refused = new AtomicInteger();

    /** A receipt came. */
    void accepted(Dossier dossier, int revision) {
        accepted.merge(dossier, revision, Math::max);
        receipts.increment();
    }

    /** No receipt came, so the same goes again. */
    void again() {
        sentAgain.increment();
    }

    /** 503 or 429: later. */
    void putOff() {
        putOff.increment();
    }

    /** A sound record was refused. */
    void refused() {
        refused.incrementAndGet();
    }

    /** Dossiers with the latest revision that has a receipt; they come without gaps. */
    Map<Dossier, Integer> dossiers() {
        return Map.copyOf(accepted);
    }

    long receipts() {
        return receipts.sum();
    }

    long sentAgain() {
        return sentAgain.sum();
    }

    long putOffs() {
        return putOff.sum();
    }

    int refusals() {
        return refused.get();
    }
}
