package vn.lienthong.hub.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.journal.Acceptance;
import vn.lienthong.hub.journal.Act;
import vn.lienthong.hub.journal.ActTotals;
import vn.lienthong.hub.journal.Carried;
import vn.lienthong.hub.journal.DossierHistory;
import vn.lienthong.hub.journal.Entry;
import vn.lienthong.hub.journal.FeedItem;
import vn.lienthong.hub.journal.Flight;
import vn.lienthong.hub.journal.Holds;
import vn.lienthong.hub.journal.Journal;
import vn.lienthong.hub.journal.JournalUnavailable;
import vn.lienthong.hub.journal.KeptPage;
import vn.lienthong.hub.journal.KeptRange;
import vn.lienthong.hub.journal.Landing;
import vn.lienthong.hub.journal.RefusedSubmission;
import vn.lienthong.hub.journal.SubmissionView;
import vn.lienthong.hub.journal.TransferFilter;
import vn.lienthong.hub.journal.TransferView;
import vn.lienthong.hub.journal.UnmappedCodes;

/** Test tool: of a journal, what delivery asks it: what is ready, taking off, landing. Any question can be made to fail once. */
final class FakeJournal implements Journal {
    final Map<Long, Ready> ready = new ConcurrentSkipListMap<>();
    final List<Landing> landed = new CopyOnWriteArrayList<>();
    final List<Long> putBack = new CopyOnWriteArrayList<>();
    volatile boolean leads = true;
    final AtomicInteger lives = new AtomicInteger(1);
    private final Set<String> failing = ConcurrentHashMap.newKeySet();

    /** The next question of this name finds no database. */
    void failOnce(String question) {
        failing.add(question);
    }

    private void asked(String question) {
        if (failing.remove(question)) {
            throw new JournalUnavailable("The journal's database is away. Found: a test. Ask again later.");
        }
    }

    Ready add(long id, String unit) {
        Ready one = new Ready(id, "province-rest", unit, null);
        ready.put(id, one);
        return one;
    }

    @Override
    public CompletableFuture<List<Flight>> takeOff(String destination, Collection<Long> transferIds) {
        if (failing.remove("takeOff")) {
            return CompletableFuture.failedFuture(
                    new JournalUnavailable("The journal has more to write than it can hold."));
        }
        List<Flight> flights = new ArrayList<>();
        for (long id : transferIds) {
            if (ready.remove(id) != null) {
                flights.add(Flights.numbered(id));
            }
        }
        return CompletableFuture.completedFuture(flights);
    }

    @Override
    @SuppressWarnings("NullAway") // a future of Void is completed with null
    public CompletableFuture<Void> land(Landing landing) {
        landed.add(landing);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    @SuppressWarnings("NullAway") // a future of Void is completed with null
    public CompletableFuture<Void> putBack(Collection<Long> transferIds) {
        putBack.addAll(transferIds);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void onReady(Consumer<List<Ready>> listener) {
        // Nothing becomes ready by itself here.
    }

    @Override
    public CompletableFuture<List<Ready>> due(Instant now, int limit) {
        return CompletableFuture.completedFuture(List.of());
    }

    @Override
    public List<Ready> backlog(String destination, String unit, @Nullable Ready after, int limit) {
        asked("backlog");
        return ready.values().stream()
                .filter(one -> one.unit().equals(unit) && (after == null || one.transferId() > after.transferId()))
                .limit(limit)
                .toList();
    }

    @Override
    public List<Lane> lanesWithBacklog() {
        asked("lanesWithBacklog");
        return lanes();
    }

    @Override
    public List<Lane> lanes() {
        return ready.values().stream()
                .map(one -> new Lane(one.destination(), one.unit()))
                .distinct()
                .sorted(Comparator.comparing(Lane::unit))
                .toList();
    }

    @Override
    public Optional<Ready> nearest(String destination) {
        asked("nearest");
        return ready.values().stream().findFirst();
    }

    @Override
    public CompletableFuture<Integer> takeOver(Duration quiet) {
        return CompletableFuture.completedFuture(0);
    }

    @Override
    public CompletableFuture<Integer> wake(String destination, int limit) {
        asked("wake");
        return CompletableFuture.completedFuture(0);
    }

    @Override
    public Gathered gathered(String destination) {
        asked("gathered");
        return new Gathered(ready.size(), ready.keySet().stream().reduce(0L, Math::max));
    }

    @Override
    public long attempts(String destination, LocalDate day) {
        return 0;
    }

    @Override
    public boolean mayBegin() {
        return true;
    }

    @Override
    public int lives() {
        return lives.get();
    }

    @Override
    public boolean leads() {
        return leads;
    }

    @Override
    public void close() {
        // Nothing was opened.
    }

    private static UnsupportedOperationException notHere() {
        return new UnsupportedOperationException("Delivery does not ask this");
    }

    @Override
    public CompletableFuture<Acceptance> accept(Entry entry) {
        throw notHere();
    }

    @Override
    public CompletableFuture<Long> refuse(RefusedSubmission refused) {
        throw notHere();
    }

    @Override
    public int recoverAfterCrash() {
        throw notHere();
    }

    @Override
    public CompletableFuture<List<ActResult>> release(TransferFilter filter, By by, boolean dryRun) {
        throw notHere();
    }

    @Override
    public CompletableFuture<List<ActResult>> cancel(TransferFilter filter, By by, boolean dryRun) {
        throw notHere();
    }

    @Override
    public Holds holds() {
        throw notHere();
    }

    @Override
    public void newestOnly(Collection<String> destinations) {
        throw notHere();
    }

    @Override
    public UnmappedCodes unmapped() {
        throw notHere();
    }

    @Override
    public ActTotals act(Act act) {
        throw notHere();
    }

    @Override
    public List<BalanceRow> balance() {
        throw notHere();
    }

    @Override
    public List<BalanceRow> recount() {
        throw notHere();
    }

    @Override
    public Optional<SubmissionView> submission(long id) {
        throw notHere();
    }

    @Override
    public Optional<TransferView> transfer(long id) {
        throw notHere();
    }

    @Override
    public List<TransferView> transfers(TransferFilter filter, @Nullable Long afterId, int limit) {
        throw notHere();
    }

    @Override
    public KeptPage kept(KeptRange range, long afterId, int scan) {
        throw notHere();
    }

    @Override
    public List<Carried> carried(TransferFilter filter, @Nullable Long afterId, int limit) {
        throw notHere();
    }

    @Override
    public List<DossierHistory> dossier(String dossierCode) {
        throw notHere();
    }

    @Override
    public List<FeedItem> outcomes(String source, long afterCursor, int limit) {
        throw notHere();
    }

    @Override
    public Optional<byte[]> content(long submissionId) {
        throw notHere();
    }

    @Override
    public vn.lienthong.hub.journal.Audit audit() {
        throw new UnsupportedOperationException();
    }

    @Override
    public vn.lienthong.hub.journal.Retention retention() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<String> trouble() {
        throw notHere();
    }
}
