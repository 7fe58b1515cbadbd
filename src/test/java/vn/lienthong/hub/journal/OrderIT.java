package vn.lienthong.hub.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vn.lienthong.hub.vocabulary.Outcome;
import vn.lienthong.hub.vocabulary.TransferState;

/** Many threads accept, take off and land at once; the order per dossier must hold all the same. */
class OrderIT {
    private static final String ECHO = "echo";
    private static final int DOSSIERS = 40;
    private static final int REVISIONS = 12;

    @RegisterExtension
    final TestJournal test = TestJournal.fresh();

    private final ConcurrentLinkedQueue<Journal.Ready> hints = new ConcurrentLinkedQueue<>();
    private final Map<String, List<Integer>> delivered = new ConcurrentHashMap<>();
    private final Set<String> flying = ConcurrentHashMap.newKeySet();
    private final List<String> faults = Collections.synchronizedList(new ArrayList<>());
    private final AtomicBoolean stop = new AtomicBoolean();

    @Test
    void carriesEachDossierInOrderAndOneAtATimeWhateverHappensToOthers() throws InterruptedException {
        test.journal().onReady(hints::addAll);
        List<Thread> lanes = new ArrayList<>();
        for (int lane = 0; lane < 4; lane++) {
            Random chance = new Random(lane);
            lanes.add(started(() -> fly(chance)));
        }
        List<Thread> sources = new ArrayList<>();
        for (int source = 0; source < 4; source++) {
            int first = source * DOSSIERS / 4;
            sources.add(started(() -> accept(first, first + DOSSIERS / 4)));
        }
        for (Thread source : sources) {
            source.join();
        }
        TestJournal.eventually(() -> faults.size() > 0 || drained());
        stop.set(true);
        for (Thread lane : lanes) {
            lane.join();
        }
        assertThat(faults).isEmpty();
        assertThat(delivered).hasSize(DOSSIERS);
        delivered
                .values()
                .forEach(revisions -> assertThat(revisions).hasSize(REVISIONS).isSorted());
        assertThat(test.journal().balance())
                .containsExactly(
                        new Journal.BalanceRow(ECHO, "21583", DOSSIERS * REVISIONS, DOSSIERS * REVISIONS, 0, 0, 0, 0));
        assertThat(test.journal().recount()).isEqualTo(test.journal().balance());
    }

    private boolean drained() {
        return delivered.values().stream().mapToInt(List::size).sum() == DOSSIERS * REVISIONS
                && test.journal().balance().get(0).delivered() == DOSSIERS * REVISIONS;
    }

    private void accept(int from, int to) {
        for (int revision = 1; revision <= REVISIONS; revision++) {
            for (int dossier = from; dossier < to; dossier++) {
                test.journal().accept(TestJournal.entry("city", "H" + dossier, revision, ECHO));
            }
        }
    }

    private void fly(Random chance) {
        while (!stop.get()) {
            List<Long> ids = new ArrayList<>();
            for (Journal.Ready hint = hints.poll(); hint != null; hint = ids.size() < 10 ? hints.poll() : null) {
                ids.add(hint.transferId());
            }
            if (!ids.isEmpty()) {
                test.journal().takeOff(ECHO, ids).join().forEach(flight -> attempt(flight, chance));
            }
            hints.addAll(test.journal().due(TestJournal.START, 100).join());
        }
    }

    private void attempt(Flight flight, Random chance) {
        if (!flying.add(flight.dossierCode())) {
            faults.add(flight.dossierCode() + " flies twice");
        }
        int dice = chance.nextInt(10);
        if (dice < 6) {
            delivered
                    .computeIfAbsent(flight.dossierCode(), code -> Collections.synchronizedList(new ArrayList<>()))
                    .add(flight.revision());
        }
        flying.remove(flight.dossierCode());
        Instant now = TestJournal.START;
        Outcome unclear = new Outcome.Unclear(TestJournal.problem("any"));
        Landing landing = dice < 6
                ? TestJournal.delivered(flight, now)
                : new Landing(
                        flight,
                        now,
                        now,
                        unclear,
                        dice < 8 ? TransferState.WAITING : TransferState.UNCLEAR,
                        now,
                        true,
                        "any",
                        flight.held(),
                        null,
                        List.of());
        if (dice == 9) {
            test.journal().putBack(List.of(flight.transferId())).join();
        } else {
            test.journal().land(landing).join();
        }
    }

    private Thread started(Runnable work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (RuntimeException e) {
                faults.add(e.toString());
            }
        });
        thread.start();
        return thread;
    }
}
