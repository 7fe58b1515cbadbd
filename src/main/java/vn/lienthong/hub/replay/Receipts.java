package vn.lienthong.hub.replay;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The last receipt that was given for each operation, so that it can be given twice. Thread-safe. */
final class Receipts {
    private final Map<String, byte[]> last = new ConcurrentHashMap<>();

    /** The receipt that goes out for a message that was taken: its own, or the one that was given last. */
    byte[] given(String operation, byte[] own, Weather.Hits hits) {
        if (hits.has(Misbehaviour.Kind.DUPLICATE_RECEIPT)) {
            byte[] known = last.putIfAbsent(operation, own);
            return known == null ? own : known;
        }
        last.put(operation, own);
        return own;
    }
}
