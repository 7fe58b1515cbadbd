package vn.lienthong.hub.history;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where history is read from, and how fast. Checks itself.
 *
 * @param exports the folder in which exports must lie
 * @param loads the folder of what is noted about loads; its disk is the one that must not run full
 * @param recordLimit most bytes of a row's record
 * @param rate most rows a second
 * @param liveBudget live records that may wait for their commit before history waits for them
 * @param leastFree bytes that must be free on the disk
 * @param views by name
 */
public record HistorySettings(
        Path exports, Path loads, int recordLimit, int rate, int liveBudget, long leastFree, Map<String, View> views) {

    public HistorySettings {
        views = Map.copyOf(views);
        positive("rate", rate);
        positive("live-budget", liveBudget);
        if (leastFree < 0) {
            throw new IllegalArgumentException(
                    "Setting hub.history.least-free must not be negative. Found: " + leastFree + ". Example: 1GB.");
        }
    }

    private static void positive(String key, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException("Setting hub.history." + key + " must be positive. Found: " + value
                    + ". Leave it out for the default.");
        }
    }
}
