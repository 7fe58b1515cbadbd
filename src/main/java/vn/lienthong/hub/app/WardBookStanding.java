package vn.lienthong.hub.app;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How the folder of ward books stood at the last look. Names no file: a clerk may name one by a citizen. A folder is named only where it
 * should bear the code of a unit.
 *
 * @param looks whether this node looks; with several, the one that leads does
 * @param unread books that lie there and are not taken yet
 * @param oldest since when the first of them has been seen; null without any
 * @param stuck of these could not be taken or put away
 * @param returned files that wait in {@code returned/} for their clerks
 * @param trouble why the folder cannot be read; null when it can
 * @param unnamed folders in it that no unit names, and in which books lie
 */
record WardBookStanding(
        boolean looks,
        long unread,
        @Nullable Instant oldest,
        long stuck,
        long returned,
        @Nullable String trouble,
        List<String> unnamed) {
    /** A book that lies longer than this, and would be taken within seconds, is a trouble. */
    static final Duration LONG = Duration.ofMinutes(10);

    private static final int SHOWN = 5;

    static final WardBookStanding NOTHING = new WardBookStanding(false, 0, null, 0, 0, null, List.of());

    boolean isTrouble(Instant now) {
        return trouble != null || stuck > 0 || oldest != null && age(now).compareTo(LONG) > 0;
    }

    Duration age(Instant now) {
        return oldest == null || oldest.isAfter(now) ? Duration.ZERO : Duration.between(oldest, now);
    }

    private String nobodys() {
        String some = unnamed.stream()
                .sorted()
                .limit(SHOWN)
                .map(name -> name.replaceAll("\\p{Cntrl}", " "))
                .collect(Collectors.joining(", "));
        return "some of them in folders that no unit names: " + some
                + (unnamed.size() > SHOWN ? " and " + (unnamed.size() - SHOWN) + " more" : "")
                + ". Name each by its unit's code, as in mappings/tables/units.csv";
    }

    String words(Instant now) {
        if (!looks) {
            return "the node that leads looks";
        }
        if (trouble != null) {
            return "the folder cannot be read: " + trouble + ". Check hub.ward-books.folder and its rights";
        }
        return unread + " unread" + (oldest == null ? "" : ", the oldest for " + age(now).toSeconds() + " s")
                + (stuck == 0 ? "" : ", " + stuck + " of them cannot be taken or put away: see the log")
                + (unnamed.isEmpty() ? "" : ", " + nobodys()) + "; " + returned
                + " files in returned/ wait for their clerks";
    }
}
