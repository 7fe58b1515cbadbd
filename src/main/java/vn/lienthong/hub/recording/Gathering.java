package vn.lienthong.hub.recording;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.recording.RecordedExchange.About;
import vn.lienthong.hub.recording.RecordedExchange.Leg;
import vn.lienthong.hub.recording.RecordedExchange.Recorded;

/** Legs that come one by one from elsewhere, as exchanges. */
final class Gathering {
    private final String connector;
    private final Recorded recorded;
    private final Map<String, List<Leg>> legs = new LinkedHashMap<>();
    private final Map<String, Instant> began = new LinkedHashMap<>();

    Gathering(String connector, Recorded recorded) {
        this.connector = connector;
        this.recorded = recorded;
    }

    void add(String exchange, Leg leg, @Nullable Instant at) {
        legs.computeIfAbsent(exchange, name -> new ArrayList<>()).add(leg);
        if (at != null) {
            began.putIfAbsent(exchange, at);
        }
    }

    List<RecordedExchange> all() {
        List<RecordedExchange> all = new ArrayList<>();
        legs.forEach((name, own) -> {
            // What it is called elsewhere may be anything.
            String number = recorded.from() + "-" + Keyed.padded(all.size() + 1, 5);
            all.add(new RecordedExchange(about(number, began.get(name)), null, own, List.of(), List.of()));
        });
        return all;
    }

    private About about(String number, @Nullable Instant at) {
        return new About("", 0, number, "", connector, connector, Map.of(), "", null, null, at, recorded);
    }
}
