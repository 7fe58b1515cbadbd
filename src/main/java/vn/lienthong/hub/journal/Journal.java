package vn.lienthong.hub.journal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.vocabulary.TransferState;

/**
 * The one truth: every submission, transfer, attempt and act.
 *
 * <p>Writing methods return futures that complete after the commit is on disk (group commit: what arrives while a commit
 * runs joins the next one). They complete exceptionally with {@link JournalUnavailable} when the database is out of reach or full;
 * then nothing was written. Thread-safe.
 */
public interface Journal extends AutoCloseable {

    /**
     * Opens the journal in a database, making or bringing up to date its tables.
     *
     * @param clock tells the time of acceptance and the time in ids
     * @throws JournalUnavailable when the database is out of reach, or another hub with the same node name uses it
     */
    static Journal open(DataSource database, Clock clock, JournalSettings settings) {
        return PostgresJournal.open(database, clock, settings);
    }

    /** As {@link #open(DataSource, Clock, JournalSettings)}; the database is closed by whoever made it, after the journal. */
    static Journal open(Database database, Clock clock, JournalSettings settings) {
        return open(database.dataSource(), clock, settings);
    }

    /**
     * Destinations for which only the newest record of a dossier counts: what was not begun when a newer one comes is superseded from now on.
     * None before it is said.
     */
    void newestOnly(Collection<String> destinations);

    /** Takes in one record with the transfers it is owed; decides repetition, conflict and supersession. */
    CompletableFuture<Acceptance> accept(Entry entry);

    /** Keeps the bytes of a refused submission. The future gives the id under which they are kept. */
    CompletableFuture<Long> refuse(RefusedSubmission refused);

    /**
     * Takes ready (or unclear and due) transfers into flight. Those that are no longer in such a state are left out:
     * a lane message is a hint, this is the guard.
     */
    CompletableFuture<List<Flight>> takeOff(String destination, Collection<Long> transferIds);

    /** Writes down how an attempt ended, moves the transfer, and makes the dossier's next transfer ready if this one is done. */
    CompletableFuture<Void> land(Landing landing);

    /** Puts transfers in flight back to ready without counting an attempt (the node stops, or the breaker opened). */
    CompletableFuture<Void> putBack(Collection<Long> transferIds);

    /** Called after each commit with the transfers that became ready by it, on the writer's thread: must not block. */
    void onReady(Consumer<List<Ready>> listener);

    /** Makes waiting transfers ready, and returns unclear ones, whose time has come. Returns them; at most {@code limit}. */
    CompletableFuture<List<Ready>> due(Instant now, int limit);

    /** Ready transfers of one lane in the order they should go (nearest deadline, then age), after a position; for filling a lane from the backlog. */
    List<Ready> backlog(String destination, String unit, @Nullable Ready after, int limit);

    /** Lanes (destination, unit) that have ready transfers. */
    List<Lane> lanesWithBacklog();

    /**
     * Says what this node goes by in matters in which all nodes must go by the same, and tells of living nodes that go by something else.
     *
     * @param matters by name, such as a destination's; of each value only a sum is kept
     */
    default List<Difference> compare(Map<String, String> matters) {
        return List.of();
    }

    /** Every lane that ever carried something. */
    List<Lane> lanes();

    /** The ready transfer of a destination whose deadline is nearest, over all its lanes. */
    Optional<Ready> nearest(String destination);

    /**
     * Makes unclear what other nodes had in flight that have given no sign of life for their lease. Does nothing unless this node leads, and
     * has been connected for a lease: after an outage of the database everybody needs time to come back.
     *
     * @param quiet how long, by the database's clock, the destination is not asked about them: until what such a node was saying has surely
     *     ended
     * @return how many
     */
    CompletableFuture<Integer> takeOver(Duration quiet);

    /** Makes ready what was put off for the trouble of a destination that is back; at most {@code limit}. Returns how many. */
    CompletableFuture<Integer> wake(String destination, int limit);

    /** What is ready for a destination now. */
    Gathered gathered(String destination);

    /** Attempts of a destination on a day of Viet Nam in which something was said, of all nodes. */
    long attempts(String destination, LocalDate day);

    /**
     * Whether this node may begin to speak to a destination: no other one can have taken it for dead. False after half a lease without
     * the database.
     */
    boolean mayBegin();

    /**
     * How often this node was silent for so long that others may have taken over what it had in flight. What was taken off before that number
     * changed may be another node's by now, also when {@link #mayBegin} is true again.
     */
    int lives();

    /** Whether this node is the one that fills the lanes from the backlog: the living node of the lowest number. */
    boolean leads();

    /** Everything found in flight of this node becomes unclear: called once at start, before the lanes open. Returns how many. */
    int recoverAfterCrash();

    /**
     * Does what a person decided, to one transfer or to any number: a few hundred at a time, so that nobody is held up. Who names one gets
     * an answer for it whatever its state; a filter means those in its states, or in the act's own where it names none. Blocks until all is
     * done. What was done before a failure stays done; the same act again does the rest.
     */
    ActTotals act(Act act);

    /** Lets parked (or waiting) transfers go on, a few of them. Returns what happened to each. */
    CompletableFuture<List<ActResult>> release(TransferFilter filter, By by, boolean dryRun);

    /** Gives a few transfers up; the dossier's next one becomes ready. */
    CompletableFuture<List<ActResult>> cancel(TransferFilter filter, By by, boolean dryRun);

    /** Named reasons why something does not go now. */
    Holds holds();

    /** How far each unit has moved over. */
    default Switchovers switchovers() {
        throw new UnsupportedOperationException("This journal knows no switchovers");
    }

    /** What was pulled from sources that must be told that we have it. */
    default PullBook pulls() {
        throw new UnsupportedOperationException("This journal keeps no book of what was pulled");
    }

    /** Codes without counterpart, and what waits under them. */
    UnmappedCodes unmapped();

    /** The sums per unit and destination: ends from sums kept with each end, the rest counted now. */
    List<BalanceRow> balance();

    /** The same sums counted anew from every submission and transfer: slow; differs from {@link #balance()} only if something is wrong. */
    List<BalanceRow> recount();

    Optional<SubmissionView> submission(long id);

    Optional<TransferView> transfer(long id);

    /** One page, oldest first. */
    List<TransferView> transfers(TransferFilter filter, @Nullable Long afterId, int limit);

    /** One page, oldest first, with records and all that was sent. */
    List<Carried> carried(TransferFilter filter, @Nullable Long afterId, int limit);

    /** The whole path of a dossier, from every source that sent it. */
    List<DossierHistory> dossier(String dossierCode);

    /** What became of a source's records after a cursor, in order and gap-free. */
    List<FeedItem> outcomes(String source, long afterCursor, int limit);

    /** Bytes of a kept submission (accepted or refused). */
    Optional<byte[]> content(long submissionId);

    /** Who sent what and who did what, hash-linked. */
    Audit audit();

    /** What takes bodies out when their time is over. */
    Retention retention();

    /** One word per fault, for health; empty when all is well. */
    Optional<String> trouble();

    @Override
    void close();

    /** A lane: the transfers of one unit towards one destination. */
    record Lane(String destination, String unit) {}

    /** A transfer that may go, as a hint for a lane. */
    record Ready(long transferId, String destination, String unit, @Nullable Instant deadline) {}

    /**
     * What was ready at a moment.
     *
     * @param latestId the greatest id among them, 0 when there are none: what is accepted later has a greater one
     */
    record Gathered(long count, long latestId) {}

    /** A matter in which another node goes by something else. */
    record Difference(String matter, String node) {}

    /** A person and a reason. */
    record By(String who, String why) {}

    /**
     * What an act did to one transfer.
     *
     * @param resentAs the new transfer that a resend made of it; null in a dry run, and where it goes on itself
     */
    record ActResult(
            long transferId,
            TransferState before,
            TransferState after,
            @Nullable String refusedBecause,
            @Nullable Long resentAs) {

        /** Of an act that makes no new transfer. */
        public ActResult(long transferId, TransferState before, TransferState after, @Nullable String refusedBecause) {
            this(transferId, before, after, refusedBecause, null);
        }
    }

    /**
     * The sums of one unit and destination. Closes when accepted equals the sum of all the others.
     *
     * @param waiting waiting, ready, in flight and unclear together
     * @param later kept until the unit goes over: not among the accepted until then
     */
    record BalanceRow(
            String destination,
            String unit,
            long accepted,
            long delivered,
            long waiting,
            long parked,
            long cancelled,
            long superseded,
            long later) {

        /** One of which nothing is owed later. */
        public BalanceRow(
                String destination,
                String unit,
                long accepted,
                long delivered,
                long waiting,
                long parked,
                long cancelled,
                long superseded) {
            this(destination, unit, accepted, delivered, waiting, parked, cancelled, superseded, 0);
        }

        public boolean closes() {
            return difference() == 0;
        }

        public long difference() {
            return accepted - delivered - waiting - parked - cancelled - superseded;
        }
    }
}
