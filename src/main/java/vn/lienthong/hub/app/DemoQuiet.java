package vn.lienthong.hub.app;

import java.time.Clock;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.journal.Journal;
import vn.lienthong.hub.journal.Switchovers;
import vn.lienthong.hub.journal.TransferFilter;
import vn.lienthong.hub.journal.TransferView;
import vn.lienthong.hub.vocabulary.SwitchoverState;
import vn.lienthong.hub.vocabulary.TransferState;

/** Waits until a hub has nothing left to do at a moment: what still waits is held, parked, or behind such a one. */
final class DemoQuiet {
    private static final int PAGE = 1_000;
    private static final long POLL_MILLIS = 40;
    private static final long LONGEST_NANOS = 240_000_000_000L;
    /** Of the outage: long enough for what is on its way to fail. */
    private static final int OUTAGE_POLLS = 5;

    private final Journal journal;
    private final Clock clock;
    private final Stop stop;

    DemoQuiet(Journal journal, Clock clock, Stop stop) {
        this.journal = journal;
        this.clock = clock;
        this.stop = stop;
    }

    void settle(boolean outage) throws InterruptedException {
        Switchovers switchovers = journal.switchovers();
        long began = System.nanoTime();
        int polls = 0;
        boolean over = false;
        while (!over && !stop.await(POLL_MILLIS)) {
            boolean more = switchovers.sweep(clock.instant());
            more |= switchovers.backfill() > 0;
            polls++;
            // Gates last: what they count is at rest then, however fast the machine is.
            over = outage ? polls >= OUTAGE_POLLS : !more && still() && !switchovers.goOn(clock.instant());
            if (System.nanoTime() - began > LONGEST_NANOS) {
                throw CommandFailure.wrong(
                        "The demo's hub does not come to rest.",
                        "after " + LONGEST_NANOS / 1_000_000_000L + " s something still moves",
                        "Run it again on a machine that has less to do.");
            }
        }
    }

    private boolean still() {
        if (!page(EnumSet.of(TransferState.READY, TransferState.IN_FLIGHT, TransferState.UNCLEAR), null, 1)
                .isEmpty()) {
            return false;
        }
        Set<String> stuck = new HashSet<>();
        Set<String> waiting = new HashSet<>();
        Long after = null;
        List<TransferView> page;
        do {
            page = page(EnumSet.of(TransferState.WAITING, TransferState.PARKED), after, PAGE);
            for (TransferView view : page) {
                boolean stays = view.state() == TransferState.PARKED || view.hold() != null;
                (stays ? stuck : waiting).add(view.dossierCode());
            }
            after = page.isEmpty()
                    ? after
                    : Long.valueOf(page.get(page.size() - 1).id());
        } while (page.size() == PAGE);
        return stuck.containsAll(waiting) && brought();
    }

    /** Whether the history of every unit that is far enough is on its way. */
    private boolean brought() {
        return journal.switchovers().list().stream()
                .allMatch(unit -> unit.complete()
                        && (unit.state().compareTo(SwitchoverState.BACKFILL) < 0
                                || unit.paused()
                                || unit.counts().later() == 0));
    }

    private List<TransferView> page(Set<TransferState> states, @Nullable Long after, int limit) {
        return journal.transfers(new TransferFilter(null, null, null, null, states, null), after, limit);
    }
}
