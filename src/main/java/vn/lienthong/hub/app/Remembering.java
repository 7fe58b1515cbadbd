package vn.lienthong.hub.app;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import vn.lienthong.hub.recording.FromJournal;

/** The places of a minute ago: what a person edits counts from the next minute on, and no file is read for each exchange. Used by one thread. */
final class Remembering {
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final Function<String, FromJournal.Place> places;
    private final Clock clock;
    private final Map<String, Read> read = new HashMap<>();

    private record Read(FromJournal.Place place, Instant at) {}

    Remembering(Function<String, FromJournal.Place> places, Clock clock) {
        this.places = places;
        this.clock = clock;
    }

    FromJournal.Place of(String destination) {
        Instant now = clock.instant();
        Read last = read.get(destination);
        if (last == null || !now.isBefore(last.at().plus(LONGEST))) {
            last = new Read(places.apply(destination), now);
            read.put(destination, last);
        }
        return last.place();
    }
}
