package vn.lienthong.hub.journal;

import java.time.Clock;
import java.util.List;

/**
 * Does an act on any number of transfers, a few hundred at a time, so that it holds up nobody and fits into little memory. What was done
 * before it broke off stays done, and does not stand in the states that are meant any more: the same act once more does the rest.
 */
final class BulkAct {
    /** Transfers in one step. */
    static final int STEP = 500;

    private final TransferReads transfers;
    private final Writer writer;
    private final Clock clock;

    BulkAct(TransferReads transfers, Writer writer, Clock clock) {
        this.transfers = transfers;
        this.writer = writer;
        this.clock = clock;
    }

    ActTotals run(Act act) {
        requireNamed(act.by());
        ActTotals.Sum sum = new ActTotals.Sum();
        Long one = act.filter().id();
        if (one != null) {
            sum.add(step(act, List.of(one)));
            return sum.totals();
        }
        Act meant = act.filter().states().isEmpty()
                ? new Act(act.kind(), act.filter().in(act.kind().meant()), act.by(), act.dryRun(), act.from())
                : act;
        // What comes while it runs is not meant. Not by the clock: ids stay ahead of one that had been wrong.
        long bound = transfers.last() + 1;
        // The last of a line is given up first: else the one behind it would become ready, and might leave, before its
        // turn.
        boolean down = act.kind() == Act.Kind.CANCEL;
        long at = down ? bound : 0;
        while (true) {
            List<Long> ids = transfers.meant(meant, new TransferReads.Range(at, bound, down), STEP);
            if (ids.isEmpty()) {
                return sum.totals();
            }
            sum.add(step(meant, ids));
            at = ids.get(ids.size() - 1);
        }
    }

    /** Refuses an act of nobody, or without a reason. */
    static void requireNamed(Journal.By by) {
        if (by.who().isBlank() || by.why().isBlank()) {
            throw new IllegalArgumentException(
                    "An act needs a name and a reason. Found: \"" + by.who() + "\", \"" + by.why() + "\". Give both.");
        }
    }

    private List<Journal.ActResult> step(Act act, List<Long> ids) {
        return writer.done(new Op.Acting(clock.instant(), act, ids));
    }
}
