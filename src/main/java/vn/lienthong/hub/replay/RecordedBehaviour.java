package vn.lienthong.hub.replay;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.connector.OtherSide;
import vn.lienthong.hub.connector.StandIn;

/** Destinations as they were recorded, for a fake province to answer as they did. Each may be given to one province. Thread-safe. */
public final class RecordedBehaviour {
    private final Map<String, RecordedDesk> desks = new TreeMap<>();
    private final Map<String, List<StandIn.Login>> logins = new TreeMap<>();

    /**
     * Adds a destination.
     *
     * @param side what its connector says of it
     * @param granted its log-ins, at the paths at which they arrive here
     * @param scripts its exchanges
     */
    public void add(String destination, OtherSide side, List<StandIn.Login> granted, List<ReplayScript> scripts) {
        desks.put(destination, new RecordedDesk(side, scripts));
        logins.put(destination, List.copyOf(granted));
    }

    /** How many messages of each operation are known, by destination. */
    public Map<String, Map<String, Long>> known() {
        Map<String, Map<String, Long>> known = new TreeMap<>();
        desks.forEach((name, desk) -> known.put(name, desk.recorded()));
        return known;
    }

    @Nullable
    RecordedDesk desk(String destination) {
        return desks.get(destination);
    }

    /** What a log-in is answered that arrives at a path; null where it is none. */
    byte @Nullable [] granted(String destination, String path) {
        return logins.getOrDefault(destination, List.of()).stream()
                .filter(login -> login.path().equals(path))
                .map(StandIn.Login::answer)
                .findFirst()
                .orElse(null);
    }
}
