package vn.lienthong.hub.delivery;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Tells a record that alone meets trouble from a destination in trouble: counts how often in a row a transfer met trouble although
 * the destination took others in between. Kept in memory only: a restart begins to count anew. Thread-safe.
 */
final class Loners {
    private static final int MOST = 10_000;

    private final Map<Long, Loner> loners = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Loner> eldest) {
            return size() > MOST;
        }
    };
    private long others;

    /** @param others how many attempts of any transfer had ended without trouble when it last met some */
    private record Loner(long others, int times) {}

    /** The transfer met trouble. Returns how often in a row while others went well. */
    synchronized int met(long transferId) {
        Loner before = loners.remove(transferId);
        int times = before == null ? 0 : before.times() + (others > before.others() ? 1 : 0);
        loners.put(transferId, new Loner(others, times));
        return times;
    }

    /** An attempt of the transfer ended without trouble. */
    synchronized void over(long transferId) {
        others++;
        loners.remove(transferId);
    }
}
