package vn.lienthong.hub.replay;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What citizens filed online at the fake province and the hub fetches: given again with every pull until it is acknowledged. Thread-safe.
 */
public final class OnlineFilings {
    /** Number of no filing. */
    static final long NOBODY = 0;

    private final Map<String, Map<Long, Map<String, String>>> waiting = new TreeMap<>();
    private final Map<Long, Map<String, String>> again = new TreeMap<>();
    private final Set<Long> acknowledged = new TreeSet<>();
    private final Map<Long, Integer> given = new TreeMap<>();
    private int pageSize = 20;
    private boolean deaf;

    /**
     * A citizen files.
     *
     * @param unit code of the unit that is to receive it
     * @param fields of the filing by their names in the contract, {@code onlineId} aside; a file is {@code name|title|address} under
     *     {@code attachmentList}, several are parted by line breaks
     */
    public synchronized void file(String unit, long onlineId, Map<String, String> fields) {
        Map<String, String> filing = new LinkedHashMap<>(fields);
        filing.put("maDonViTiepNhan", unit);
        filing.put("onlineId", Long.toString(onlineId));
        waiting.computeIfAbsent(unit, key -> new LinkedHashMap<>()).put(onlineId, filing);
    }

    /** The same filing stands in the list once more, with some of it changed. */
    public synchronized void again(String unit, long onlineId, Map<String, String> changed) {
        Map<String, String> filing = new LinkedHashMap<>(of(unit).getOrDefault(onlineId, Map.of()));
        filing.putAll(changed);
        again.put(onlineId, filing);
    }

    /** How many filings a page has at most; 20. */
    public synchronized void pageSize(int size) {
        pageSize = size;
    }

    /** From now on acknowledgements are answered and not heeded, or heeded again. */
    public synchronized void deaf(boolean is) {
        deaf = is;
    }

    /** Numbers of the filings that were acknowledged, in order. */
    public synchronized List<Long> acknowledged() {
        return List.copyOf(acknowledged);
    }

    /** How often a filing was given. */
    public synchronized int given(long onlineId) {
        return given.getOrDefault(onlineId, 0);
    }

    /** How many wait for a unit. */
    public synchronized int waiting(String unit) {
        return of(unit).size();
    }

    /** A page, and whether there is more. */
    record Page(List<Map<String, String>> filings, boolean more) {}

    synchronized Page page(String unit) {
        List<Map<String, String>> page = new ArrayList<>();
        for (Map.Entry<Long, Map<String, String>> one : of(unit).entrySet()) {
            if (page.size() == pageSize) {
                return new Page(page, true);
            }
            given.merge(one.getKey(), 1, Integer::sum);
            page.add(Map.copyOf(one.getValue()));
            if (again.containsKey(one.getKey())) {
                page.add(Map.copyOf(again.get(one.getKey())));
            }
        }
        return new Page(page, false);
    }

    synchronized void acknowledge(Collection<Long> ids) {
        if (!deaf) {
            ids.stream().filter(id -> id != NOBODY).forEach(acknowledged::add);
            waiting.values().forEach(filings -> filings.keySet().removeAll(ids));
        }
    }

    /** Those that stand first, each in the list of its unit. */
    synchronized List<Long> heads() {
        return waiting.values().stream()
                .flatMap(filings -> filings.keySet().stream().limit(1))
                .toList();
    }

    private Map<Long, Map<String, String>> of(String unit) {
        return waiting.getOrDefault(unit, Map.of());
    }
}
