package vn.lienthong.hub.intake;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the answers of one batch, in the order of its lines.
 *
 * <p>Many HTTP libraries (the JDK's client among them) read no answer before they have sent the whole body. Answers written to such a
 * sender fill the buffers between, then both sides wait for ever. So answers go out at once only within a credit that fits
 * any connection's buffers; beyond it they wait in a {@link Spool}, until the batch has ended or has been quiet, as it is when the
 * sender waits for us.
 *
 * <p>At most a window of results and a limit of bytes wait: behind it the reading waits, so that neither a slow journal nor
 * a sender that never reads can fill memory or disk.
 */
final class BatchAnswers implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(BatchAnswers.class);
    private static final Pending END = new Pending(0, CompletableFuture.completedFuture(JournalIntake.unable()));
    /** Half of what any connection holds, its sender's window and our own buffer together. */
    private static final int CREDIT = 64 << 10;
    /** How long a batch must be quiet for new credit: a moment while it is small, longer once it is plainly a bulk. */
    private static final long QUIET_MILLIS = 100;

    private static final long QUIET_IN_BULK_MILLIS = 2_000;
    private static final long BULK = 1 << 20;

    private final BlockingQueue<Pending> window;
    private final OutputStream out;
    private final long limit;
    private final boolean last;
    private final Spool spool = new Spool();
    private long credit;
    private boolean deaf;
    private volatile boolean troubled;

    /**
     * Answers to one batch.
     *
     * @param window most results that may wait for their commit
     * @param limit most bytes of answers that may wait for their sender
     * @param last whether none is to go out before the batch has ended
     */
    BatchAnswers(OutputStream out, int window, long limit, boolean last) {
        this.out = out;
        this.window = new ArrayBlockingQueue<>(window);
        this.limit = limit;
        this.last = last;
        this.credit = last ? 0 : CREDIT;
    }

    private record Pending(long line, CompletableFuture<IntakeResult> result) {}

    /** Waits while the window is full. */
    void add(long line, CompletableFuture<IntakeResult> result) throws InterruptedException {
        window.put(new Pending(line, result));
    }

    /** Whether the latest answer was "not now". */
    boolean isTroubled() {
        return troubled;
    }

    void end() throws InterruptedException {
        window.put(END);
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // END is a mark, not a value
    public void run() {
        try (spool) {
            for (Pending next = take(); next != END; next = take()) {
                if (!next.result().isDone()) {
                    speak(out::flush);
                }
                IntakeResult result = next.result().join();
                troubled = result instanceof IntakeResult.Unable;
                byte[] line = AnswerJson.line(next.line(), result);
                speak(() -> write(line));
            }
            speak(() -> spool.pour(out, Long.MAX_VALUE));
            speak(out::flush);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.warn("The file of a batch's answers could not be taken away: {}", e.toString());
        }
    }

    private Pending take() throws InterruptedException {
        @Nullable Pending next = window.poll();
        if (next != null) {
            return next;
        }
        speak(out::flush);
        while (next == null && !last && !deaf && (credit < CREDIT || spool.size() > 0)) {
            next = window.poll(spool.size() > BULK ? QUIET_IN_BULK_MILLIS : QUIET_MILLIS, TimeUnit.MILLISECONDS);
            if (next == null) {
                speak(this::renew);
            }
        }
        return next == null ? window.take() : next;
    }

    /** The batch is quiet: whoever sends it may be waiting for us. */
    private void renew() throws IOException {
        long before = spool.size();
        spool.pour(out, CREDIT);
        out.flush();
        credit = CREDIT - (before - spool.size());
    }

    private void write(byte[] line) throws IOException {
        if (spool.size() == 0 && credit >= line.length) {
            credit -= line.length;
            out.write(line);
            return;
        }
        spool.add(line);
        if (spool.size() > limit) {
            spool.pour(out, line.length);
        }
    }

    /** Something said to the sender. If it no longer listens, its complete lines are accepted all the same, unanswered. */
    private void speak(Saying saying) {
        if (deaf) {
            return;
        }
        try {
            saying.say();
        } catch (IOException gone) {
            deaf = true;
            LOG.info("The answers of a batch can no longer be written: {}", gone.toString());
        }
    }

    /** Bytes on their way to the sender. */
    private interface Saying {
        void say() throws IOException;
    }
}
