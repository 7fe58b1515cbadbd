package vn.lienthong.hub.recording;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.recording.RecordedExchange.About;
import vn.lienthong.hub.recording.RecordedExchange.Leg;
import vn.lienthong.hub.recording.RecordedExchange.Recorded;

/** Legs that come one by one from elsewhere, as exchanges. */
final class Gathering {
    /** A word of an interface; what has blanks or a number in it may be about anybody. */
    private static final Pattern OPERATION = Pattern.compile("(?!.*\\d{6})[A-Za-z][A-Za-z0-9_.:/-]{0,79}");

    private static final Pattern FAILURE = Pattern.compile(
            "[A-Z]{2,20}(?:_[A-Z]{2,20}){0,4}(?:/[A-Z_]{2,40})?|" + Pattern.quote(ForeignFile.NO_ANSWER));
    private static final String OTHER_FAILURE = "the file says why in words of its own, which are not taken over";

    private final String connector;
    private final Recorded recorded;
    private final Map<String, List<Leg>> legs = new LinkedHashMap<>();
    private final Map<String, Instant> began = new LinkedHashMap<>();

    Gathering(String connector, Recorded recorded) {
        this.connector = connector;
        this.recorded = recorded;
    }

    void add(String exchange, Leg leg, @Nullable Instant at) {
        legs.computeIfAbsent(exchange, name -> new ArrayList<>()).add(plain(leg));
        if (at != null) {
            began.putIfAbsent(exchange, at);
        }
    }

    /** What is said about a message beside it is masked by nobody. */
    private static Leg plain(Leg leg) {
        String failure = leg.failure();
        return new Leg(
                OPERATION.matcher(leg.operation()).matches() ? leg.operation() : "",
                leg.request(),
                leg.answer(),
                failure == null || FAILURE.matcher(failure).matches() ? failure : OTHER_FAILURE,
                leg.tookMillis(),
                leg.headMade(),
                leg.mayRepeat());
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
