package vn.lienthong.hub.torture;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** What the senders hold receipts for: the truth that the other sides are compared with. Thread-safe. */
final class Ledger {
    private final Map<Dossier, Sent> accepted = new ConcurrentHashMap<>();
    private final LongAdder receipts = new LongAdder();
    private final LongAdder sentAgain = new LongAdder();
    private final LongAdder putOff = new LongAdder();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger untrue = new AtomicInteger();

    /**
     * What there are receipts for of a dossier.
     *
     * @param revisions one bit for each
     * @param overtaken those of them that were pushed after a newer one, and are to be sent nowhere
     */
    record Sent(long revisions, long overtaken) {
        /** Those that must arrive. */
        long due() {
            return revisions & ~overtaken;
        }

        int highest() {
            return Long.SIZE - 1 - Long.numberOfLeadingZeros(revisions);
        }

        Sent and(Sent more) {
            return new Sent(revisions | more.revisions, overtaken | more.overtaken);
        }
    }

    /** A receipt came. */
    void accepted(Dossier dossier, int revision, boolean overtaken) {
        long bit = 1L << revision;
        accepted.merge(dossier, new Sent(bit, overtaken ? bit : 0), Sent::and);
        receipts.increment();
    }

    /** A receipt does not say of a record that was overtaken that it was, or says so of another. */
    void untrue() {
        untrue.incrementAndGet();
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

    /** Dossiers with what has a receipt. */
    Map<Dossier, Sent> dossiers() {
        return Map.copyOf(accepted);
    }

    /** Those of one unit. */
    Map<Dossier, Sent> dossiers(String unit) {
        return accepted.entrySet().stream()
                .filter(entry -> entry.getKey().unit().equals(unit))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
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

    int untrueReceipts() {
        return untrue.get();
    }
}
