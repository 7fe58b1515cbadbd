package vn.lienthong.hub.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.vocabulary.DossierRecord;
import vn.lienthong.hub.vocabulary.TransferState;

/** The journal in PostgreSQL. */
final class PostgresJournal implements Journal {
    private static final int PATIENT_ATTEMPTS = 10;

    private final Clock clock;
    private final Writer writer;
    private final TransferReads transfers;
    private final LaneReads lanes;
    private final BalanceReads balances;
    private final HistoryReads history;
    private final Holds holds;
    private final Switchovers switchovers;
    private final UnmappedCodes unmapped;
    private final Audit audit;
    private final Retention retention;
    private final NewestOnly newest;
    private final CarriedReads carried;
    private final Agreement agreement;
    private final PullBook pulls;
    private final Timings timings;
    private final LastKnownReads lastKnown;

    private PostgresJournal(Clock clock, Writer writer, DataSource database, PayloadSeal seal, Batch.Post post) {
        this.agreement = new Agreement(database, post.node());
        Reads reads = new Reads(database);
        this.pulls = new PostgresPullBook(database, reads, writer, clock, post.node());
        this.timings = new TimingReads(
                database, reads, post.node(), () -> switchovers().rules().destinations());
        this.audit = new PostgresAudit(reads, post.audit(), clock, seal.hasKey());
        this.retention = new PostgresRetention(database, reads, writer, seal);
        this.newest = post.newest();
        this.carried = new CarriedReads(reads, seal);
        this.lastKnown = new LastKnownReads(database, seal);
        this.clock = clock;
        this.writer = writer;
        this.transfers = new TransferReads(reads);
        this.lanes = new LaneReads(reads);
        this.balances = new BalanceReads(reads);
        this.history = new HistoryReads(reads, seal, transfers, post.governed());
        this.holds = new PostgresHolds(clock, writer, new HoldReads(reads));
        this.switchovers = new PostgresSwitchovers(
                clock, writer, new SwitchoverReads(reads, post.governed()), post.governed(), holds);
        this.unmapped = new UnmappedReads(
                reads, seal, (ids, by) -> Op.joined(act(Act.release(TransferFilter.ANY, by, false), ids)));
    }

    static Journal open(DataSource database, Clock clock, JournalSettings settings) {
        try {
            awaitSlowOne(database);
            UnsafeSettings.tell(database);
            Flyway.configure()
                    .dataSource(database)
                    .locations("classpath:db/migration")
                    .load()
                    .migrate();
            PayloadSeal seal = PayloadKey.seal(database, settings.keyFile());
            int node = NodeNumber.of(database, settings.node());
            WriterSession session = new WriterSession(database, clock, node, settings);
            session.db();
            session.keepHouse();
            long last = NodeNumber.lastId(database);
            IdMint ids = new IdMint(clock, node, last);
            AuditChain audit =
                    AuditChain.open(session.db(), node, seal, session.wroteBefore() ? last : 0, clock.instant());
            Batch.Post post = new Batch.Post(
                    node, ids, new Payloads(seal, ids, settings.cacheBytes()), audit, new NewestOnly(), new Governed());
            Writer writer = new Writer(session, post, clock, settings);
            writer.start();
            return new PostgresJournal(clock, writer, database, seal, post);
        } catch (SQLException | FlywayException e) {
            throw FullDisk.told(e).orElseGet(() -> NotOpened.because(e));
        }
    }

    /**
     * A connection takes longer than readers may wait, where the machine or the way is slow: that is no reason not to start. A database that
     * refuses, or is not there, is.
     */
    private static void awaitSlowOne(DataSource database) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try (Connection connection = database.getConnection()) {
                return;
            } catch (SQLTransientConnectionException e) {
                if (e.getCause() instanceof SQLException || attempt == PATIENT_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    @Override
    public CompletableFuture<Acceptance> accept(Entry entry) {
        DossierRecord record = entry.record();
        try {
            Texts.require("source", entry.source());
            Texts.require("dossierCode", record.dossierCode());
            Texts.require("procedureCode", record.procedureCode());
            Texts.require("unit", record.unit());
            for (String destination : entry.owedTo()) {
                if (destination.indexOf(',') >= 0 || destination.isEmpty()) {
                    throw new IllegalArgumentException("A destination is named by a folder name. Found: \""
                            + destination + "\". Correct the name.");
                }
            }
        } catch (IllegalArgumentException e) {
            return CompletableFuture.failedFuture(e);
        }
        return writer.submit(new Op.Accepting(clock.instant(), entry));
    }

    @Override
    public CompletableFuture<Long> refuse(RefusedSubmission refused) {
        return writer.submit(new Op.Refusing(clock.instant(), refused));
    }

    @Override
    public CompletableFuture<List<Flight>> takeOff(String destination, Collection<Long> transferIds) {
        return writer.submit(new Op.TakingOff(clock.instant(), destination, transferIds));
    }

    @Override
    public CompletableFuture<Void> land(Landing landing) {
        return writer.submit(new Op.Landed(clock.instant(), landing));
    }

    @Override
    public CompletableFuture<Void> putBack(Collection<Long> transferIds) {
        return writer.submit(new Op.PuttingBack(clock.instant(), transferIds));
    }

    @Override
    public void onReady(Consumer<List<Ready>> listener) {
        writer.onReady(listener);
    }

    @Override
    public CompletableFuture<List<Ready>> due(Instant now, int limit) {
        return writer.submit(new Op.FallingDue(clock.instant(), now, limit));
    }

    @Override
    public List<Ready> backlog(String destination, String unit, @Nullable Ready after, int limit) {
        return lanes.backlog(destination, unit, after, limit);
    }

    @Override
    public List<Lane> lanesWithBacklog() {
        return lanes.withBacklog();
    }

    @Override
    public int recoverAfterCrash() {
        return writer.submit(new Op.Recovering(clock.instant())).join();
    }

    @Override
    public CompletableFuture<Integer> takeOver(Duration quiet) {
        Life life = writer.life();
        return life.mayJudgeOthers()
                ? writer.submit(new Op.TakingOver(clock.instant(), quiet, life::mayJudgeOthers))
                : CompletableFuture.completedFuture(0);
    }

    @Override
    public CompletableFuture<Integer> wake(String destination, int limit) {
        return writer.submit(new Op.Waking(clock.instant(), destination, limit));
    }

    @Override
    public Gathered gathered(String destination) {
        return lanes.gathered(destination);
    }

    @Override
    public long attempts(String destination, LocalDate day) {
        return lanes.attempts(destination, day);
    }

    @Override
    public boolean mayBegin() {
        return writer.life().isFresh();
    }

    @Override
    public int lives() {
        return writer.life().lives();
    }

    @Override
    public boolean leads() {
        return writer.life().leads();
    }

    @Override
    public List<Lane> lanes() {
        return lanes.all();
    }

    @Override
    public List<Difference> compare(Map<String, String> matters) {
        return agreement.compare(matters);
    }

    @Override
    public Optional<Ready> nearest(String destination) {
        return lanes.nearest(destination);
    }

    @Override
    public CompletableFuture<List<ActResult>> release(TransferFilter filter, By by, boolean dryRun) {
        return act(false, filter, by, dryRun);
    }

    @Override
    public CompletableFuture<List<ActResult>> cancel(TransferFilter filter, By by, boolean dryRun) {
        return act(true, filter, by, dryRun);
    }

    @Override
    public PullBook pulls() {
        return pulls;
    }

    @Override
    public Holds holds() {
        return holds;
    }

    @Override
    public Switchovers switchovers() {
        return switchovers;
    }

    @Override
    public UnmappedCodes unmapped() {
        return unmapped;
    }

    @Override
    public void newestOnly(Collection<String> destinations) {
        newest.are(destinations);
    }

    @Override
    public ActTotals act(Act act) {
        return new BulkAct(transfers, writer, clock).run(act);
    }

    @Override
    public List<BalanceRow> balance() {
        return balances.balance();
    }

    @Override
    public List<BalanceRow> recount() {
        return balances.recount();
    }

    @Override
    public Optional<SubmissionView> submission(long id) {
        return history.submission(id);
    }

    @Override
    public Optional<TransferView> transfer(long id) {
        return transfers.page(TransferFilter.only(id), null, 1).stream().findFirst();
    }

    @Override
    public List<TransferView> transfers(TransferFilter filter, @Nullable Long afterId, int limit) {
        return transfers.page(filter, afterId, limit);
    }

    @Override
    public List<Carried> carried(TransferFilter filter, @Nullable Long afterId, int limit) {
        return carried.page(filter, afterId, limit);
    }

    @Override
    public KeptPage kept(KeptRange range, long afterId, int scan) {
        return history.kept(range, afterId, scan);
    }

    @Override
    public void lastKnown(LastKnown.Asked asked, Consumer<LastKnown> told) {
        lastKnown.each(asked, told);
    }

    @Override
    public List<DossierHistory> dossier(String dossierCode) {
        return history.dossier(dossierCode);
    }

    @Override
    public List<FeedItem> outcomes(String source, long afterCursor, int limit) {
        return history.outcomes(source, afterCursor, limit);
    }

    @Override
    public Optional<byte[]> content(long submissionId) {
        return history.content(submissionId);
    }

    @Override
    public Timings timings() {
        return timings;
    }

    @Override
    public Audit audit() {
        return audit;
    }

    @Override
    public Retention retention() {
        return retention;
    }

    @Override
    public Optional<String> trouble() {
        return writer.trouble();
    }

    @Override
    public void close() {
        writer.close();
    }

    String counts() {
        return writer.counts();
    }

    /** Acts on many in steps. Whoever names one transfer gets an answer for it whatever its state; a filter means those that can be moved. */
    private CompletableFuture<List<ActResult>> act(boolean cancels, TransferFilter filter, By by, boolean dryRun) {
        try {
            BulkAct.requireNamed(by);
        } catch (IllegalArgumentException e) {
            return CompletableFuture.failedFuture(e);
        }
        Act act = cancels ? Act.cancel(meant(true, filter), by, dryRun) : Act.release(meant(false, filter), by, dryRun);
        Long one = filter.id();
        List<Long> ids = one != null
                ? List.of(one)
                : transfers.meant(act, new TransferReads.Range(0, Long.MAX_VALUE, false), Integer.MAX_VALUE);
        return act(act, ids);
    }

    private CompletableFuture<List<ActResult>> act(Act act, List<Long> ids) {
        CompletableFuture<List<ActResult>> results = CompletableFuture.completedFuture(new ArrayList<>());
        for (int from = 0; from < ids.size(); from += BulkAct.STEP) {
            List<Long> step = ids.subList(from, Math.min(ids.size(), from + BulkAct.STEP));
            results = results.thenCompose(sofar -> writer.submit(new Op.Acting(clock.instant(), act, step))
                    .thenApply(more -> {
                        sofar.addAll(more);
                        return sofar;
                    }));
        }
        return results;
    }

    private static TransferFilter meant(boolean cancels, TransferFilter filter) {
        if (!filter.states().isEmpty()) {
            return filter;
        }
        Set<TransferState> states = cancels
                ? Set.of(TransferState.PARKED, TransferState.WAITING, TransferState.READY, TransferState.UNCLEAR)
                : Set.of(TransferState.PARKED);
        return filter.in(states);
    }
}
