package vn.lienthong.hub.delivery;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.delivery.Lanes.Level;
import vn.lienthong.hub.journal.Journal.Ready;

/**
 * How full one lane is, as far as its filler knows, and whether the journal has more for it than it holds. Used by one thread.
 */
final class LaneFill {
    private static final long LOOK_EVERY = TimeUnit.MILLISECONDS.toNanos(100);
    /** Fresh arrivals come in small bundles: as many more of these may be on a lane. */
    private static final int FRESH = 4;
    /** Looks in a row at a lane that is empty although something is ready for it: then it was lost on the way. */
    private static final int SUSPICIOUS = 2;

    private static final Comparator<Ready> ORDER = Comparator.comparing(
                    Ready::deadline, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(Ready::transferId);

    private final int mostBundles;
    private long bundles;
    private int emptyLooks;
    private boolean backlog;
    private boolean anew;
    private @Nullable Ready after;
    private long lastLook = System.nanoTime() - LOOK_EVERY;

    /**
     * @param mostBundles of full size that may be on the lane
     */
    LaneFill(int mostBundles) {
        this.mostBundles = mostBundles;
    }

    /** Whatever is on the lane, the journal is read from the beginning. */
    void startAnew() {
        anew = true;
        backlog = true;
        after = null;
        lastLook = System.nanoTime() - LOOK_EVERY;
    }

    /** The journal has something ready for the lane, and this is where the lane stands. */
    void saw(Level level) {
        bundles = level.bundles();
        emptyLooks = level.bundles() == 0 && level.takers() > 0 ? emptyLooks + 1 : 0;
        if (!backlog && emptyLooks >= SUSPICIOUS) {
            emptyLooks = 0;
            startAnew();
        }
    }

    /**
     * Those of fresh arrivals that go onto the lane at once. The others are found in the journal later; but what is nearer than what was
     * fetched last would not be found any more, and goes in any case.
     */
    List<Ready> fitting(List<Ready> fresh) {
        if (!backlog && bundles < (long) FRESH * mostBundles) {
            return fresh;
        }
        backlog = true;
        Ready fetched = after;
        if (fetched == null) {
            return List.of();
        }
        List<Ready> nearer = new ArrayList<>();
        for (Ready ready : fresh) {
            if (ORDER.compare(ready, fetched) < 0) {
                nearer.add(ready);
            }
        }
        return nearer;
    }

    /** Nothing goes directly while nobody here takes it: a node that does is served from the journal. */
    List<Ready> none() {
        backlog = true;
        return List.of();
    }

    void onePut() {
        bundles++;
    }

    boolean isDueForALook() {
        return backlog && System.nanoTime() - lastLook >= LOOK_EVERY;
    }

    /**
     * Bundles of full size to fetch from the journal. Nothing for a lane that nobody takes from; something at a new beginning even for a
     * full one, because what is nearest now may not be on it.
     */
    int room(Level level) {
        lastLook = System.nanoTime();
        bundles = level.bundles();
        if (level.takers() == 0) {
            return 0;
        }
        int room = bundles * 2 <= mostBundles ? (int) (mostBundles - bundles) : 0;
        return anew ? Math.max(room, (mostBundles + 1) / 2) : room;
    }

    /** The last one that was fetched; null to begin at the nearest deadline. */
    @Nullable
    Ready after() {
        return after;
    }

    /** All there was has been put when fewer came than were asked for; then fresh arrivals go directly again. */
    void fetched(List<Ready> transfers, int asked) {
        anew = false;
        if (transfers.size() < asked) {
            backlog = false;
            after = null;
        } else {
            after = transfers.get(transfers.size() - 1);
        }
    }
}
