package vn.lienthong.hub.torture;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vn.lienthong.hub.vocabulary.SwitchoverState;

/** What became of the wards on their way, as those saw it who moved them. Thread-safe. */
final class Journeys {
    private static final int SHOWN = 10;

    private final Map<String, Integer> forwards = new HashMap<>();
    private final Map<String, Integer> back = new HashMap<>();
    private final Map<String, Integer> windows = new HashMap<>();
    private final Map<SwitchoverState, Long> acceptedIn = new EnumMap<>(SwitchoverState.class);
    private final List<String> broken = new ArrayList<>();
    private int gates;
    private int again;
    private long mayHaveArrived;

    synchronized void arrived(String unit) {
        forwards.merge(unit, 1, Integer::sum);
    }

    synchronized void returned(String unit) {
        back.merge(unit, 1, Integer::sum);
    }

    /** Records that were accepted while their wards were in a state. */
    synchronized void accepted(SwitchoverState state, long records) {
        acceptedIn.merge(state, records, Long::sum);
    }

    /** A gate refused a step. */
    synchronized void gate() {
        gates++;
    }

    /** A step returned by itself. */
    synchronized void window(String unit) {
        windows.merge(unit, 1, Integer::sum);
    }

    /** The hub did not answer, and was asked the same again. */
    synchronized void again() {
        again++;
    }

    synchronized void mayHaveArrived(long records) {
        mayHaveArrived += records;
    }

    synchronized void broken(String words) {
        if (broken.size() < SHOWN) {
            broken.add(words);
        }
    }

    synchronized Seen seen() {
        return new Seen(
                Map.copyOf(forwards),
                Map.copyOf(back),
                Map.copyOf(windows),
                Map.copyOf(acceptedIn),
                List.copyOf(broken),
                gates,
                again,
                mayHaveArrived);
    }

    /** All of it, at one moment. */
    record Seen(
            Map<String, Integer> forwards,
            Map<String, Integer> back,
            Map<String, Integer> windows,
            Map<SwitchoverState, Long> acceptedIn,
            List<String> broken,
            int gates,
            int again,
            long mayHaveArrived) {}
}
