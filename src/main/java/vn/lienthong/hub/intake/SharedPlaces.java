package vn.lienthong.hub.intake;

import java.util.HashMap;
import java.util.Map;

/**
 * A number of places that all sources share: for the ones who have none, some are kept free, one for each of them and half of all at
 * most. So a source alone may use nearly all, and none can take what others need to begin with. Never waits. Thread-safe.
 */
final class SharedPlaces {
    private final int places;
    private final int sources;
    private final Map<String, Integer> held = new HashMap<>();
    private int taken;

    /**
     * @param places in all
     * @param sources that there are
     */
    SharedPlaces(int places, int sources) {
        this.places = places;
        this.sources = sources;
    }

    /** Takes a place for a source; false when it can have none now. */
    synchronized boolean take(Source source) {
        int own = held.getOrDefault(source.name(), 0);
        int without = sources - held.size();
        int kept = own == 0 ? 0 : Math.min(without, places / 2);
        if (taken + kept >= places) {
            return false;
        }
        held.put(source.name(), own + 1);
        taken++;
        return true;
    }

    synchronized void giveBack(Source source) {
        // Whoever holds none is not remembered.
        held.computeIfPresent(source.name(), (name, own) -> own == 1 ? null : own - 1);
        taken--;
    }
}
