package vn.lienthong.hub.delivery;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.delivery.Lanes.Level;
import vn.lienthong.hub.journal.Journal.Ready;

/**
 * How full one lane is, as far as its filler knows, and whether the journal has more for it than it holds. Only the node that leads fills
 * from the journal, so only there a {@linkplain #fitting backlog} is remembered; any other puts what arrives there {@linkplain #direct as long
 * as there is room}, and the one that leads finds the rest. Used by one thread.
 */
final class LaneFill {
    private static final long LOOK_EVERY = TimeUnit.MILLISECONDS.toNanos(100);
    /** Fresh arrivals come in small bundles: as many more of these may be on a lane. */
    private static final int FRESH = 4;
    /** Looks in a row at a lane with room for what is ready and not put: then it was lost on the way, or another node had no room. */
    private static final int SUSPICIOUS = 2;

    /** In which transfers of a lane go, as the journal reads them. */
    static final Comparator<Ready> ORDER = Comparator.comparing(
                    Ready::deadline, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(Ready::transferId);

    private final int mostBundles;
    private long bundles;
    /** Of these, what was there when the journal began to be read anew: due whenever it may be, it takes no room from what is nearest. */
    private long older;

    private int roomyLooks;
    /** Something that came here found no room and is in the journal only. */
    private boolean dropped;

    /** What was there before is found in the journal only. */
    private boolean backlog = true;

    private boolean anew = true;
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
        dropped = false;
        lastLook = System.nanoTime() - LOOK_EVERY;
    }

    /** This is where the lane stands. */
    void stands(Level level) {
        bundles = level.bundles();
        dropped &= bundles > 0;
    }

    /** The journal has something ready for the lane, of which nobody here knows, and this is where the lane stands. */
    void saw(Level level) {
        stands(level);
        roomyLooks = !backlog && isRoomy() && level.takers() > 0 ? roomyLooks + 1 : 0;
        if (roomyLooks >= SUSPICIOUS) {
            roomyLooks = 0;
            startAnew();
        }
    }

    /**
     * Those of fresh arrivals that go onto the lane at once. The others are found in the journal later; but what is nearer than what was
     * fetched last would not be found any more, and goes in any case.
     */
    List<Ready> fitting(List<Ready> fresh) {
        if (!backlog && hasRoomForFresh()) {
            return fresh;
        }
        backlog = true;
        return passed(fresh);
    }

    /** Nothing goes directly while nobody here takes it: a node that does is served from the journal. */
    List<Ready> none(List<Ready> fresh) {
        backlog = true;
        if (!passed(fresh).isEmpty()) {
            after = null;
        }
        return List.of();
    }

    /**
     * Those of fresh arrivals that go onto the lane from a node that does not lead: all, or none of them. Once there was no room, nothing goes
     * until the lane was empty: the node that leads sees that it runs dry, and then brings what found no room, which may be due earlier.
     */
    List<Ready> direct(List<Ready> fresh) {
        dropped |= !hasRoomForFresh();
        return dropped ? List.of() : fresh;
    }

    /** What the reading of the journal has gone past already. */
    private List<Ready> passed(List<Ready> fresh) {
        Ready fetched = after;
        if (fetched == null) {
            return List.of();
        }
        List<Ready> passed = new ArrayList<>();
        for (Ready ready : fresh) {
            if (ORDER.compare(ready, fetched) <= 0) {
                passed.add(ready);
            }
        }
        return passed;
    }

    private boolean hasRoomForFresh() {
        return bundles < (long) FRESH * mostBundles;
    }

    private boolean isRoomy() {
        return bundles * 2 <= mostBundles;
    }

    /** Whether it seems too full for what arrives, and was not looked at for a moment. */
    boolean isDoubtful() {
        return (dropped || !hasRoomForFresh()) && System.nanoTime() - lastLook >= LOOK_EVERY;
    }

    /** Looks again although it seemed too full. */
    void looked(Level level) {
        lastLook = System.nanoTime();
        stands(level);
    }

    void onePut() {
        bundles++;
    }

    boolean isDueForALook() {
        return backlog && System.nanoTime() - lastLook >= LOOK_EVERY;
    }

    /** Bundles of full size to fetch from the journal. Nothing for a lane that nobody takes from. */
    int room(Level level) {
        looked(level);
        if (level.takers() == 0) {
            return 0;
        }
        older = anew ? bundles : Math.min(older, bundles);
        long fetched = bundles - older;
        // Early: a lane that runs dry while its filler is held up is overtaken by others' later deadlines.
        return fetched * 4 <= mostBundles * 3L ? (int) (mostBundles - fetched) : 0;
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
