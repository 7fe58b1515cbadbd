package vn.lienthong.hub.journal;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.hub.vocabulary.Times;

/**
 * Group commit: one thread that takes whatever is waiting, writes it in one transaction, and answers after the commit. What arrives
 * meanwhile joins the next one. Answers are given on a thread of their own, so that callers' continuations do not hold up the next commit.
 */
final class Writer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Writer.class);
    private static final Duration STALLED = Duration.ofSeconds(30);
    private static final int TRIES = 5;

    private final WriterSession session;
    private final Batch.Post post;
    private final Clock clock;
    private final JournalSettings settings;
    private final Life life;
    private final Inbox queue;
    private final List<Consumer<List<Journal.Ready>>> listeners = new CopyOnWriteArrayList<>();
    private final ExecutorService answers = Executors.newSingleThreadExecutor(task -> daemon(task, "journal-answers"));
    private final Thread thread = daemon(this::work, "journal-writer");
    private List<Op<?>> inHand = List.of();
    private final LongAdder batches = new LongAdder();
    private final LongAdder written = new LongAdder();
    private volatile boolean closing;
    private volatile boolean closed;
    private volatile @Nullable Instant away;
    private volatile @Nullable Instant busySince;
    private volatile @Nullable String fault;
    private volatile boolean broken;

    Writer(WriterSession session, Batch.Post post, Clock clock, JournalSettings settings) {
        this.session = session;
        this.post = post;
        this.clock = clock;
        this.settings = settings;
        this.life = new Life(settings.lease());
        this.queue = new Inbox(settings.batch());
    }

    Life life() {
        return life;
    }

    void start() {
        thread.start();
    }

    void onReady(Consumer<List<Journal.Ready>> listener) {
        listeners.add(listener);
    }

    /** Submits, and waits for it; fails as the work failed. Not for the writer's own thread. */
    <T> T done(Op<T> op) {
        return Op.joined(submit(op));
    }

    <T> CompletableFuture<T> submit(Op<T> op) {
        if (closing) {
            op.fail(closed());
        } else if (!op.mustBeWritten() && queue.size() >= settings.queue()) {
            op.fail(new JournalUnavailable("The journal has more to write than it can hold. Found: " + queue.size()
                    + " operations waiting. Send again later."));
        } else if (!op.mustBeWritten() && isAway()) {
            op.fail(new JournalUnavailable(
                    "The journal's database is away. Found: " + fault + awaySince() + ". Send again later."));
        } else {
            queue.add(op);
            if (closed) {
                failTheRest();
            }
        }
        return op.future;
    }

    Optional<String> trouble() {
        if (away != null) {
            return Optional.ofNullable(fault);
        }
        Instant since = busySince;
        if (since != null && Duration.between(since, clock.instant()).compareTo(STALLED) > 0) {
            return Optional.of("writer-stalled");
        }
        return broken || !(thread.isAlive() || closing) ? Optional.of("writer-stopped") : Optional.empty();
    }

    /** Operations that wait. */
    int waiting() {
        return queue.size();
    }

    String counts() {
        return batches + " batches, " + written + " operations";
    }

    /** Writes what was asked for before, then stops. */
    @Override
    public void close() {
        closing = true;
        try {
            thread.join();
            closed = true;
            failTheRest();
            answers.shutdown();
            if (!answers.awaitTermination(10, TimeUnit.SECONDS)) {
                LOG.warn("Answers of the journal were still under way after 10 s.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        session.close();
    }

    /** What came while the writer ended. */
    private void failTheRest() {
        for (Op<?> op = queue.poll(); op != null; op = queue.poll()) {
            op.fail(closed());
        }
    }

    private static JournalUnavailable closed() {
        return new JournalUnavailable("The journal is closed.");
    }

    private String awaySince() {
        Instant since = away;
        return since == null ? "" : " since " + Times.text(since);
    }

    private boolean isAway() {
        Instant since = away;
        return since != null && Duration.between(since, clock.instant()).compareTo(settings.patience()) > 0;
    }

    private void work() {
        while (!closing || !queue.isEmpty()) {
            try {
                inHand = queue.next();
                if (!inHand.isEmpty()) {
                    busySince = clock.instant();
                    try {
                        write(inHand);
                    } finally {
                        busySince = null;
                    }
                    batches.increment();
                    written.add(inHand.size());
                }
                session.keepHouse();
                beat();
            } catch (InterruptedException e) {
                closing = true;
            } catch (RuntimeException e) {
                LOG.error("The journal's writer met something unexpected and goes on.", e);
            } catch (Error e) {
                breakOff();
                throw e;
            }
        }
    }

    private void beat() {
        if (!life.mustBeat()) {
            return;
        }
        long since = System.nanoTime();
        try {
            life.seen(since, session.beat());
            back();
        } catch (SQLException e) {
            life.lost();
            if (Faults.of(e) == Faults.AWAY) {
                gone(e);
            } else {
                session.rollback();
            }
        }
    }

    /**
     * After an error of the machine, such as no memory left, nothing can be relied on here. Everybody is told; the error itself goes to
     * whoever looks after the process.
     */
    private void breakOff() {
        broken = true;
        closing = true;
        closed = true;
        inHand.forEach(op -> op.fail(closed()));
        failTheRest();
    }

    /** Writes operations in one transaction, or, when one of them is at fault, each in its own. */
    private void write(List<Op<?>> ops) {
        List<Op<?>> left = ops;
        for (int attempt = 1; !left.isEmpty(); attempt++) {
            long since = System.nanoTime();
            try {
                commit(left);
                return;
            } catch (SQLException e) {
                boolean slow = System.nanoTime() - since > settings.lease().toNanos();
                left = afterFault(left, e, attempt);
                if (slow && left.size() > 1) {
                    left = smaller(left);
                }
            } catch (RuntimeException e) {
                session.rollback();
                left = apart(left, e);
            }
        }
    }

    /** What took longer than the database lets a transaction stand still may be too much for one: the first half goes alone. */
    private List<Op<?>> smaller(List<Op<?>> ops) {
        int half = ops.size() / 2;
        write(ops.subList(0, half));
        return ops.subList(half, ops.size());
    }

    private void commit(List<Op<?>> ops) throws SQLException {
        Batch batch = new Batch(session.db(), Instant.ofEpochMilli(clock.millis()), post);
        batch.perform(ops);
        long since = System.nanoTime();
        long transaction = session.mark();
        try {
            session.commit();
            life.signed(since);
        } catch (SQLException e) {
            if (Faults.of(e) != Faults.AWAY || !turnedOutCommitted(transaction, ops, e)) {
                throw e;
            }
        }
        post.audit().committed();
        back();
        List<Op<?>> done = List.copyOf(ops);
        List<Journal.Ready> ready = List.copyOf(batch.ready);
        answers.execute(() -> tell(done, ready));
    }

    /**
     * Finds out what became of a transaction when the connection was lost during its commit: asks until the database is there again.
     * Callers do not wait so long; flights that one of them gave up waiting for are put back.
     */
    private boolean turnedOutCommitted(long transaction, List<Op<?>> ops, SQLException cause) throws SQLException {
        gone(cause);
        while (true) {
            turnAwayImpatient(ops, cause);
            try {
                boolean committed = session.committed(transaction);
                if (committed) {
                    Batch.of(ops, Op.TakingOff.class).stream()
                            .filter(op -> op.future.isDone())
                            .forEach(op -> queue.add(new Op.PuttingBack(clock.instant(), op.ids)));
                }
                return committed;
            } catch (SQLException e) {
                if (closing) {
                    throw e;
                }
                PostgresServer.pause(200);
            }
        }
    }

    private void tell(List<Op<?>> done, List<Journal.Ready> ready) {
        for (Op<?> op : done) {
            op.complete();
        }
        if (ready.isEmpty()) {
            return;
        }
        for (Consumer<List<Journal.Ready>> listener : listeners) {
            try {
                listener.accept(ready);
            } catch (RuntimeException e) {
                LOG.error("A listener for ready transfers failed; the backlog will bring them again.", e);
            }
        }
    }

    /** What is left to do after the database answered with an error. */
    private List<Op<?>> afterFault(List<Op<?>> ops, SQLException e, int attempt) {
        Faults meaning = Faults.of(e);
        if (meaning == Faults.AWAY) {
            return whileAway(ops, e, attempt);
        }
        session.rollback();
        // How an attempt ended is not written down poorer because a lock was busy for long.
        boolean insists = ops.size() == 1 && ops.get(0).mustBeWritten() && !closing;
        if (meaning == Faults.AGAIN && (attempt < TRIES || insists)) {
            // Whoever waited for another node must not seem dead meanwhile.
            beat();
            return ops;
        }
        return apart(ops, e);
    }

    private List<Op<?>> whileAway(List<Op<?>> ops, SQLException e, int attempt) {
        gone(e);
        List<Op<?>> left = turnAwayImpatient(ops, e);
        if (!left.isEmpty()) {
            PostgresServer.pause(Math.min(1000, 20L << Math.min(attempt, 6)));
        }
        return left;
    }

    private void back() {
        if (away != null) {
            LOG.info("The journal's database is back.");
            away = null;
        }
    }

    private void gone(SQLException e) {
        life.lost();
        fault = Faults.word(e);
        if (away == null) {
            away = clock.instant();
            LOG.warn("The journal's database is away: {}", e.toString());
        }
        session.drop();
    }

    /**
     * Answers those who have waited long enough, also those who wait behind this batch; gives the others of it, and what must be written
     * however long it takes.
     */
    private List<Op<?>> turnAwayImpatient(List<Op<?>> ops, SQLException e) {
        queue.removeIf(op -> turnedAway(op, e));
        List<Op<?>> left = new ArrayList<>();
        for (Op<?> op : ops) {
            if (!turnedAway(op, e)) {
                left.add(op);
            }
        }
        return left;
    }

    private boolean turnedAway(Op<?> op, SQLException e) {
        boolean patient = Duration.between(op.asked, clock.instant()).compareTo(settings.patience()) <= 0;
        if (!closing && (op.mustBeWritten() || (patient && !op.future.isDone()))) {
            return false;
        }
        op.fail(new JournalUnavailable(
                "The journal's database is away. Found: " + e.getMessage() + ". Send again later.", e));
        return true;
    }

    private List<Op<?>> apart(List<Op<?>> ops, Exception e) {
        if (ops.size() == 1) {
            ops.get(0).fail(e instanceof SQLException sql ? notWritten(sql) : e);
        } else {
            LOG.debug("A batch of {} is written one by one: {}", ops.size(), e.toString());
            for (Op<?> op : ops) {
                write(List.of(op));
                beat();
            }
        }
        return List.of();
    }

    private static RuntimeException notWritten(SQLException e) {
        return Faults.of(e) == Faults.AGAIN
                ? new JournalUnavailable("The journal is busy. Found: " + e.getMessage() + ". Send again later.", e)
                : new IllegalStateException(
                        "The journal could not write this. Found: " + e.getMessage() + ". Correct it and send again.",
                        e);
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
