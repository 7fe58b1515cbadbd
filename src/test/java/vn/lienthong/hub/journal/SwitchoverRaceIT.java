package vn.lienthong.hub.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vn.lienthong.hub.vocabulary.DossierRecord;
import vn.lienthong.hub.vocabulary.Status;
import vn.lienthong.hub.vocabulary.SwitchoverState;

/** Records that are taken in and sent at two nodes while their unit goes forwards and back. */
class SwitchoverRaceIT {
    private static final String PROVINCE = "province-rest";
    private static final String UNIT = "21583";
    private static final int DOSSIERS = 60;
    private static final int REVISIONS = 12;
    private static final Journal.By HOA = new Journal.By("Hoa (made up)", "a test");

    @RegisterExtension
    final TestJournal test = TestJournal.with(Clock.systemUTC(), settings -> settings);

    private final Map<String, List<Integer>> province = new ConcurrentHashMap<>();
    private final AtomicBoolean on = new AtomicBoolean(true);
    private final List<CompletableFuture<Void>> workers = new ArrayList<>();
    private final List<Journal> nodes = new ArrayList<>();

    @BeforeEach
    void open() {
        nodes.add(test.journal());
        nodes.add(Journal.open(
                test.pool(), Clock.systemUTC(), JournalSettings.defaults().withNode("hub-2")));
        for (Journal node : nodes) {
            node.switchovers().govern(new Switchovers.Rules(Set.of(PROVINCE), SwitchoverState.CITY, 20));
        }
    }

    @AfterEach
    void close() {
        on.set(false);
        workers.forEach(CompletableFuture::join);
        nodes.get(1).close();
    }

    @Test
    void everyRecordGoesOnceAndInOrderHoweverOftenTheUnitGoesForthAndBack() {
        for (Journal node : nodes) {
            workers.add(CompletableFuture.runAsync(() -> deliver(node)));
        }
        workers.add(CompletableFuture.runAsync(this::sweep));
        List<CompletableFuture<Void>> city = IntStream.range(0, 4)
                .mapToObj(part -> CompletableFuture.runAsync(() -> push(part)))
                .toList();
        for (int round = 0; round < 3; round++) {
            for (SwitchoverState to :
                    List.of(SwitchoverState.REHEARSAL, SwitchoverState.HOLDING, SwitchoverState.BACKFILL)) {
                step(to, nodes.get(round % 2));
            }
            nodes.get(1).switchovers().back(UNIT, HOA, false);
            closes();
        }
        city.forEach(CompletableFuture::join);
        for (SwitchoverState to : List.of(
                SwitchoverState.REHEARSAL,
                SwitchoverState.HOLDING,
                SwitchoverState.BACKFILL,
                SwitchoverState.PROVINCE)) {
            step(to, test.journal());
        }

        List<Integer> whole = IntStream.rangeClosed(1, REVISIONS).boxed().toList();
        TestJournal.eventually(
                () -> province.values().stream().mapToInt(List::size).sum() >= DOSSIERS * REVISIONS
                        && test.journal().switchovers().of(UNIT).counts().through());
        assertThat(province)
                .hasSize(DOSSIERS)
                .allSatisfy((code, revisions) -> assertThat(revisions).as(code).isEqualTo(whole));
        assertThat(test.journal().recount()).isEqualTo(test.journal().balance());
        assertThat(test.journal().balance())
                .containsExactly(new Journal.BalanceRow(
                        PROVINCE, UNIT, DOSSIERS * REVISIONS, DOSSIERS * REVISIONS, 0, 0, 0, 0, 0));
        assertThat(test.audited().findings()).isEmpty();
    }

    /** As soon as it may be taken. */
    private void step(SwitchoverState to, Journal at) {
        TestJournal.eventually(() -> {
            closes();
            Switchovers.Stepped stepped =
                    at.switchovers().advance(new Switchovers.Wanted(UNIT, null, to, null, "", false), HOA);
            return stepped.unit().state() == to;
        });
    }

    private void closes() {
        assertThat(test.journal().balance()).allMatch(Journal.BalanceRow::closes);
    }

    /** One part of the dossiers, revision after revision, by turns at both nodes. */
    private void push(int part) {
        for (int revision = 1; revision <= REVISIONS; revision++) {
            List<CompletableFuture<Acceptance>> all = new ArrayList<>();
            for (int dossier = part; dossier < DOSSIERS; dossier += 4) {
                Journal node = nodes.get((dossier + revision) % 2);
                all.add(node.accept(TestJournal.entry(record("H" + dossier, revision), "city", null, PROVINCE)));
            }
            all.forEach(one -> assertThat(one.join()).isInstanceOf(Acceptance.Receipt.class));
        }
    }

    private static DossierRecord record(String code, int revision) {
        byte[] json =
                ("{\"dossierCode\":\"" + code + "\",\"revision\":" + revision + "}").getBytes(StandardCharsets.UTF_8);
        return new DossierRecord(
                code, revision, "1.001193", UNIT, Status.PROCESSING, null, TestJournal.START, null, json);
    }

    private void deliver(Journal node) {
        while (on.get()) {
            List<Long> ready = node.backlog(PROVINCE, UNIT, null, 25).stream()
                    .map(Journal.Ready::transferId)
                    .toList();
            for (Flight flight : node.takeOff(PROVINCE, ready).join()) {
                province.computeIfAbsent(flight.dossierCode(), code -> new CopyOnWriteArrayList<>())
                        .add(flight.revision());
                node.land(TestJournal.delivered(flight, Clock.systemUTC().instant()))
                        .join();
            }
        }
    }

    /** As the node that leads does it. */
    private void sweep() {
        Switchovers switchovers = test.journal().switchovers();
        while (on.get()) {
            switchovers.sweep(Clock.systemUTC().instant());
            switchovers.backfill();
        }
    }
}
