package vn.lienthong.hub.app;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.journal.Journal;
import vn.lienthong.hub.journal.TransferFilter;
import vn.lienthong.hub.journal.TransferView;
import vn.lienthong.hub.replay.FakeProvince;
import vn.lienthong.hub.switchover.Gates;
import vn.lienthong.hub.switchover.Gates.Kind;
import vn.lienthong.hub.switchover.Gates.Known;
import vn.lienthong.hub.switchover.Gates.Reading;
import vn.lienthong.hub.vocabulary.TransferState;

/**
 * The numbers of gates in the demo: the hub's own, but for two. It reconciles by asking the fake province for each dossier that the journal calls
 * delivered, and counts what is unreported itself.
 */
final class DemoNumbers {
    private static final int PAGE = 1_000;

    private final GateSources hub;
    private final Journal journal;
    private final FakeProvince province;

    DemoNumbers(GateSources hub, Journal journal, FakeProvince province) {
        this.hub = hub;
        this.journal = journal;
        this.province = province;
    }

    Gates.Numbers towards(String destination, Function<String, LocalDate> settled) {
        Gates.Numbers theirs = hub.towards(destination, settled);
        return (gate, unit) -> {
            if (gate == Kind.RECONCILIATION_DIFFERENCE) {
                return difference(unit, destination);
            }
            return gate == Kind.OLDEST_UNREPORTED_MINUTES ? unreported(unit, destination) : theirs.of(gate, unit);
        };
    }

    private Reading difference(String unit, String destination) {
        Set<String> delivered = new TreeSet<>();
        each(unit, destination, Set.of(TransferState.DELIVERED), view -> delivered.add(view.dossierCode()));
        List<String> missing = delivered.stream()
                .filter(code -> province.holding(code).isEmpty())
                .toList();
        return new Known(missing.size(), missing);
    }

    /** At the moments at which the demo asks, everything that can go has gone: something open is a whole day old, or nothing is. */
    private Reading unreported(String unit, String destination) {
        List<String> open = new ArrayList<>();
        each(
                unit,
                destination,
                Set.of(
                        TransferState.WAITING,
                        TransferState.READY,
                        TransferState.IN_FLIGHT,
                        TransferState.UNCLEAR,
                        TransferState.PARKED),
                view -> open.add(view.dossierCode()));
        return new Known(
                open.isEmpty() ? 0 : SwitchoverTally.DAY_MINUTES,
                open.stream().distinct().toList());
    }

    private void each(String unit, String destination, Set<TransferState> states, Consumer<TransferView> each) {
        TransferFilter filter = new TransferFilter(null, null, unit, destination, states, null);
        @Nullable Long after = null;
        List<TransferView> page;
        do {
            page = journal.transfers(filter, after, PAGE);
            page.forEach(each);
            after = page.isEmpty()
                    ? after
                    : Long.valueOf(page.get(page.size() - 1).id());
        } while (page.size() == PAGE);
    }
}
