package vn.lienthong.hub.app;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.journal.Journal;
import vn.lienthong.hub.journal.TransferFilter;
import vn.lienthong.hub.journal.TransferView;
import vn.lienthong.hub.vocabulary.TransferState;

/** Tells when a journal has nothing left that moves by itself: what still waits stands behind a parked transfer of its dossier. */
final class Drain {
    private static final int PAGE = 1_000;
    private static final Set<TransferState> MOVING =
            EnumSet.of(TransferState.READY, TransferState.IN_FLIGHT, TransferState.UNCLEAR);

    private final Journal journal;

    Drain(Journal journal) {
        this.journal = journal;
    }

    boolean drained() {
        if (!page(MOVING, null, 1).isEmpty()) {
            return false;
        }
        Set<String> parked = new HashSet<>();
        each(EnumSet.of(TransferState.PARKED), view -> parked.add(line(view)));
        // Stops at the first that waits for something else.
        Long after = null;
        while (true) {
            List<TransferView> page = page(EnumSet.of(TransferState.WAITING), after, PAGE);
            if (!page.stream().allMatch(view -> parked.contains(line(view)))) {
                return false;
            }
            if (page.size() < PAGE) {
                return true;
            }
            after = page.get(page.size() - 1).id();
        }
    }

    /** All transfers in these states, page by page. */
    void each(Set<TransferState> states, Consumer<TransferView> consumer) {
        Long after = null;
        List<TransferView> page;
        do {
            page = page(states, after, PAGE);
            page.forEach(consumer);
            after = page.isEmpty()
                    ? after
                    : Long.valueOf(page.get(page.size() - 1).id());
        } while (page.size() == PAGE);
    }

    private List<TransferView> page(Set<TransferState> states, @Nullable Long after, int limit) {
        return journal.transfers(new TransferFilter(null, null, null, null, states, null), after, limit);
    }

    private static String line(TransferView view) {
        return view.destination() + " " + view.source() + " " + view.dossierCode();
    }
}
