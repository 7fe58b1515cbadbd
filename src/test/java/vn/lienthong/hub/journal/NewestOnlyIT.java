package vn.lienthong.hub.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.lienthong.hub.vocabulary.Held;
import vn.lienthong.hub.vocabulary.Outcome;
import vn.lienthong.hub.vocabulary.TransferState;

/** A destination that takes only the newest record of a dossier. */
class NewestOnlyIT extends ProvinceLane {
    private static final int DOSSIERS = 20;
    private static final int REVISIONS = 30;

    private final Queue<Journal.Ready> hints = new ConcurrentLinkedQueue<>();
    private final Map<String, List<Integer>> sent = new ConcurrentHashMap<>();
    private final AtomicBoolean over = new AtomicBoolean();

    @BeforeEach
    void takesOnlyTheNewest() {
        test.journal().newestOnly(Set.of(PROVINCE));
    }

    @AfterEach
    void theBalanceClosesAndIsWhatARecountSays() {
        assertThat(test.journal().balance()).allMatch(Journal.BalanceRow::closes);
        assertThat(test.journal().recount()).isEqualTo(test.journal().balance());
    }

    @Test
    void whatWasNotBegunIsSupersededByTheNextRecord() {
        long first = accept("H1", 1);
        long second = accept("H1", 2);

        assertThat(view(first).state()).isEqualTo(TransferState.SUPERSEDED);
        assertThat(view(second).state()).isEqualTo(TransferState.READY);
        assertThat(test.journal().balance().get(0))
                .isEqualTo(new Journal.BalanceRow(PROVINCE, "21583", 2, 0, 1, 0, 0, 1));
        DossierHistory.Event event =
                test.journal().dossier("H1").get(0).events().get(0);
        assertThat(event.kind()).isEqualTo("superseded");
        assertThat(event.transferId()).isEqualTo(first);
        assertThat(event.text()).contains("takes only the newest");
        assertThat(test.journal().outcomes("city", 0, 10))
                .extracting(FeedItem::kind)
                .containsExactly("superseded");
        assertThat(takeOff(first)).isEmpty();
    }

    @Test
    void whatWasBegunEndsFirst() {
        Flight first = takeOff(accept("H1", 1)).get(0);
        long second = accept("H1", 2);
        long third = accept("H1", 3);
        assertThat(view(second).state()).isEqualTo(TransferState.SUPERSEDED);
        assertThat(view(third).state()).isEqualTo(TransferState.WAITING);
        deliver(first);

        assertThat(view(third).state()).isEqualTo(TransferState.READY);
        deliver(takeOff(third).get(0));
        assertThat(test.journal().balance().get(0))
                .isEqualTo(new Journal.BalanceRow(PROVINCE, "21583", 3, 2, 0, 0, 0, 1));
    }

    @Test
    void whatWasTriedWaitsParkedOrMayHaveArrivedStays() {
        Outcome later = new Outcome.Deferred(TestJournal.problem("busy"), null, false);
        Outcome unclear = new Outcome.Unclear(TestJournal.problem("time-out"));
        Outcome refused = new Outcome.Rejected(TestJournal.problem("refused"));
        for (Map.Entry<TransferState, Outcome> end : Map.of(
                        TransferState.WAITING, later, TransferState.UNCLEAR, unclear, TransferState.PARKED, refused)
                .entrySet()) {
            String code = "H-" + end.getKey();
            long tried = accept(code, 1);
            test.journal()
                    .land(landing(takeOff(tried).get(0), end.getValue(), end.getKey(), now(), Held.NOTHING))
                    .join();
            long passed = accept(code, 2);
            long newest = accept(code, 3);
            assertThat(view(tried).state()).isEqualTo(end.getKey());
            assertThat(view(passed).state()).isEqualTo(TransferState.SUPERSEDED);
            assertThat(view(newest).state()).isEqualTo(TransferState.WAITING);
        }
    }

    @Test
    void whatMayHaveArrivedBeforeItWasGivenUpIsAskedAboutByTheNewest() {
        long tried = accept("H1", 1);
        test.journal()
                .land(landing(
                        takeOff(tried).get(0),
                        new Outcome.Unclear(TestJournal.problem("time-out")),
                        TransferState.UNCLEAR,
                        now(),
                        Held.NOTHING))
                .join();
        accept("H1", 2);
        long newest = accept("H1", 3);
        test.journal().cancel(TransferFilter.only(tried), HOA, false).join();

        assertThat(takeOff(newest).get(0).unclear()).isTrue();
    }

    @Test
    void anOlderRecordThatArrivesLaterIsNeverSent() {
        long third = accept("H1", 3);
        long second = accept("H1", 2);

        assertThat(view(second).state()).isEqualTo(TransferState.SUPERSEDED);
        assertThat(view(third).state()).isEqualTo(TransferState.READY);
    }

    @Test
    void manyRecordsOfOneDossierAtOnceLeaveOnlyTheLast() {
        List<CompletableFuture<Acceptance>> all = new ArrayList<>();
        for (int revision = 1; revision <= 200; revision++) {
            all.add(test.journal().accept(TestJournal.entry("city", "H1", revision, PROVINCE)));
        }
        all.forEach(CompletableFuture::join);

        assertThat(test.journal().balance().get(0))
                .isEqualTo(new Journal.BalanceRow(PROVINCE, "21583", 200, 0, 1, 0, 0, 199));
        TransferFilter open = new TransferFilter(null, null, null, null, Set.of(TransferState.READY), null);
        assertThat(test.journal().transfers(open, null, 10))
                .extracting(TransferView::revision)
                .containsExactly(200);
    }

    @Test
    void otherDestinationsAreSentEveryRecord() {
        TestJournal.receipt(test.journal(), TestJournal.entry("city", "H1", 1, PROVINCE, "echo"));
        TestJournal.receipt(test.journal(), TestJournal.entry("city", "H1", 2, PROVINCE, "echo"));

        assertThat(test.journal().balance())
                .containsExactly(
                        new Journal.BalanceRow("echo", "21583", 2, 0, 2, 0, 0, 0),
                        new Journal.BalanceRow(PROVINCE, "21583", 2, 0, 1, 0, 0, 1));
    }

    @Test
    void whatHadGatheredBeforeTheSettingIsPassedWhenItsTurnComes() {
        test.journal().newestOnly(Set.of());
        Flight first = takeOff(accept("H1", 1)).get(0);
        long second = accept("H1", 2);
        long third = accept("H1", 3);
        long fourth = accept("H1", 4);
        test.journal().newestOnly(Set.of(PROVINCE));
        deliver(first);

        assertThat(view(second).state()).isEqualTo(TransferState.SUPERSEDED);
        assertThat(view(third).state()).isEqualTo(TransferState.SUPERSEDED);
        assertThat(view(fourth).state()).isEqualTo(TransferState.READY);
    }

    @Test
    void twoNodesNeverLoseALineNorSendAnOlderRecordAfterANewerOne() throws InterruptedException {
        try (Journal other = Journal.open(
                test.pool(), test.clock(), JournalSettings.defaults().withNode("hub-2"))) {
            other.newestOnly(Set.of(PROVINCE));
            for (Journal node : List.of(test.journal(), other)) {
                node.onReady(hints::addAll);
            }
            List<Thread> flying = List.of(started(() -> fly(test.journal())), started(() -> fly(other)));
            List<CompletableFuture<Acceptance>> accepted = new ArrayList<>();
            for (int revision = 1; revision <= REVISIONS; revision++) {
                for (int dossier = 0; dossier < DOSSIERS; dossier++) {
                    Journal node = (revision + dossier) % 2 == 0 ? test.journal() : other;
                    accepted.add(node.accept(TestJournal.entry("city", "H" + dossier, revision, PROVINCE)));
                }
                accepted.forEach(CompletableFuture::join);
            }
            TestJournal.eventually(() -> test.journal().balance().get(0).waiting() == 0);
            over.set(true);
            for (Thread thread : flying) {
                thread.join();
            }
        }
        assertThat(sent).hasSize(DOSSIERS);
        sent.values()
                .forEach(revisions ->
                        assertThat(revisions).isSorted().doesNotHaveDuplicates().endsWith(REVISIONS));
        Journal.BalanceRow sums = test.journal().balance().get(0);
        assertThat(sums.delivered() + sums.superseded()).isEqualTo(DOSSIERS * REVISIONS);
        assertThat(sums.superseded()).isPositive();
    }

    private static Thread started(Runnable work) {
        Thread thread = new Thread(work);
        thread.start();
        return thread;
    }

    private void fly(Journal node) {
        while (!over.get()) {
            List<Long> ids = new ArrayList<>();
            for (Journal.Ready hint = hints.poll(); hint != null && ids.size() < 10; hint = hints.poll()) {
                ids.add(hint.transferId());
            }
            for (Flight flight : node.takeOff(PROVINCE, ids).join()) {
                sent.computeIfAbsent(flight.dossierCode(), key -> Collections.synchronizedList(new ArrayList<>()))
                        .add(flight.revision());
                node.land(TestJournal.delivered(flight, now())).join();
            }
            if (ids.isEmpty()) {
                node.lanesWithBacklog()
                        .forEach(lane -> hints.addAll(node.backlog(lane.destination(), lane.unit(), null, 50)));
            }
        }
    }
}
