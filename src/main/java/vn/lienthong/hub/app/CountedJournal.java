package vn.lienthong.hub.app;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.journal.Acceptance;
import vn.lienthong.hub.journal.Act;
import vn.lienthong.hub.journal.ActTotals;
import vn.lienthong.hub.journal.Audit;
import vn.lienthong.hub.journal.Carried;
import vn.lienthong.hub.journal.DossierHistory;
import vn.lienthong.hub.journal.Entry;
import vn.lienthong.hub.journal.FeedItem;
import vn.lienthong.hub.journal.Flight;
import vn.lienthong.hub.journal.Holds;
import vn.lienthong.hub.journal.Journal;
import vn.lienthong.hub.journal.KeptPage;
import vn.lienthong.hub.journal.KeptRange;
import vn.lienthong.hub.journal.Landing;
import vn.lienthong.hub.journal.LastKnown;
import vn.lienthong.hub.journal.PullBook;
import vn.lienthong.hub.journal.RefusedSubmission;
import vn.lienthong.hub.journal.Retention;
import vn.lienthong.hub.journal.SubmissionView;
import vn.lienthong.hub.journal.Switchovers;
import vn.lienthong.hub.journal.Timings;
import vn.lienthong.hub.journal.TransferFilter;
import vn.lienthong.hub.journal.TransferView;
import vn.lienthong.hub.journal.UnmappedCodes;

/**
 * A journal whose answers are counted on the way, so that no other room has to know about metrics. The journal itself is asked for
 * at each call: it may still be opening when this is built.
 */
final class CountedJournal implements Journal {
    private final Supplier<Journal> journal;
    private final HubMetrics metrics;

    CountedJournal(Supplier<Journal> journal, HubMetrics metrics) {
        this.journal = journal;
        this.metrics = metrics;
    }

    @Override
    public CompletableFuture<Acceptance> accept(Entry entry) {
        CompletableFuture<Acceptance> accepted = journal.get().accept(entry);
        accepted.whenComplete((acceptance, failure) -> {
            if (failure == null) {
                metrics.answered(entry.source(), acceptance);
            } else {
                metrics.unavailable(entry.source());
            }
        });
        return accepted;
    }

    @Override
    public CompletableFuture<Long> refuse(RefusedSubmission refused) {
        if (refused.problems().stream().noneMatch(one -> one.code().equals(RefusedSubmission.NO_RECORD))) {
            metrics.refused(refused.source());
        }
        return journal.get().refuse(refused);
    }

    @Override
    public CompletableFuture<Void> land(Landing landing) {
        CompletableFuture<Void> landed = journal.get().land(landing);
        landed.whenComplete((nothing, failure) -> {
            if (failure == null) {
                metrics.landed(landing);
            }
        });
        return landed;
    }

    @Override
    public CompletableFuture<List<Flight>> takeOff(String destination, Collection<Long> transferIds) {
        return journal.get().takeOff(destination, transferIds);
    }

    @Override
    public CompletableFuture<Void> putBack(Collection<Long> transferIds) {
        return journal.get().putBack(transferIds);
    }

    @Override
    public void onReady(Consumer<List<Ready>> listener) {
        journal.get().onReady(listener);
    }

    @Override
    public CompletableFuture<List<Ready>> due(Instant now, int limit) {
        return journal.get().due(now, limit);
    }

    @Override
    public List<Ready> backlog(String destination, String unit, @Nullable Ready after, int limit) {
        return journal.get().backlog(destination, unit, after, limit);
    }

    @Override
    public List<Lane> lanes() {
        return journal.get().lanes();
    }

    @Override
    public List<Difference> compare(Map<String, String> matters) {
        return journal.get().compare(matters);
    }

    @Override
    public Optional<Ready> nearest(String destination) {
        return journal.get().nearest(destination);
    }

    @Override
    public CompletableFuture<Integer> takeOver(Duration quiet) {
        return journal.get().takeOver(quiet);
    }

    @Override
    public CompletableFuture<Integer> wake(String destination, int limit) {
        return journal.get().wake(destination, limit);
    }

    @Override
    public Gathered gathered(String destination) {
        return journal.get().gathered(destination);
    }

    @Override
    public long attempts(String destination, LocalDate day) {
        return journal.get().attempts(destination, day);
    }

    @Override
    public boolean mayBegin() {
        return journal.get().mayBegin();
    }

    @Override
    public int lives() {
        return journal.get().lives();
    }

    @Override
    public boolean leads() {
        return journal.get().leads();
    }

    @Override
    public List<Lane> lanesWithBacklog() {
        return journal.get().lanesWithBacklog();
    }

    @Override
    public int recoverAfterCrash() {
        return journal.get().recoverAfterCrash();
    }

    @Override
    public CompletableFuture<List<ActResult>> release(TransferFilter filter, By by, boolean dryRun) {
        return journal.get().release(filter, by, dryRun);
    }

    @Override
    public CompletableFuture<List<ActResult>> cancel(TransferFilter filter, By by, boolean dryRun) {
        return journal.get().cancel(filter, by, dryRun);
    }

    @Override
    public PullBook pulls() {
        return journal.get().pulls();
    }

    @Override
    public Timings timings() {
        return journal.get().timings();
    }

    @Override
    public Holds holds() {
        return journal.get().holds();
    }

    @Override
    public Switchovers switchovers() {
        return journal.get().switchovers();
    }

    @Override
    public UnmappedCodes unmapped() {
        return journal.get().unmapped();
    }

    @Override
    public void newestOnly(Collection<String> destinations) {
        journal.get().newestOnly(destinations);
    }

    @Override
    public ActTotals act(Act act) {
        return journal.get().act(act);
    }

    @Override
    public List<BalanceRow> balance() {
        return journal.get().balance();
    }

    @Override
    public List<BalanceRow> recount() {
        return journal.get().recount();
    }

    @Override
    public Optional<SubmissionView> submission(long id) {
        return journal.get().submission(id);
    }

    @Override
    public Optional<TransferView> transfer(long id) {
        return journal.get().transfer(id);
    }

    @Override
    public List<TransferView> transfers(TransferFilter filter, @Nullable Long afterId, int limit) {
        return journal.get().transfers(filter, afterId, limit);
    }

    @Override
    public List<Carried> carried(TransferFilter filter, @Nullable Long afterId, int limit) {
        return journal.get().carried(filter, afterId, limit);
    }

    @Override
    public KeptPage kept(KeptRange range, long afterId, int scan) {
        return journal.get().kept(range, afterId, scan);
    }

    @Override
    public void lastKnown(LastKnown.Asked asked, Consumer<LastKnown> told) {
        journal.get().lastKnown(asked, told);
    }

    @Override
    public List<DossierHistory> dossier(String dossierCode) {
        return journal.get().dossier(dossierCode);
    }

    @Override
    public List<FeedItem> outcomes(String source, long afterCursor, int limit) {
        return journal.get().outcomes(source, afterCursor, limit);
    }

    @Override
    public Optional<byte[]> content(long submissionId) {
        return journal.get().content(submissionId);
    }

    @Override
    public Audit audit() {
        return journal.get().audit();
    }

    @Override
    public Retention retention() {
        return journal.get().retention();
    }

    @Override
    public Optional<String> trouble() {
        return journal.get().trouble();
    }

    @Override
    public void close() {
        journal.get().close();
    }
}
