package vn.lienthong.hub.intake;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A long body for a thread of our own, whose waiting takes no thread of the container's. A wait that was too long leaves everything else as it
 * was, so that an answer can still be given; in a read of the container's own it could not. Read by one thread.
 *
 * <p>Only the container's threads touch the connection: they bring what has come, and wait here while the reader is busy, which is how a slow
 * journal slows the sender. A second thread at the connection would now and then cross one of theirs, and lose the last word.
 */
final class BodyStream extends InputStream implements ReadListener {
    private static final Logger LOG = LoggerFactory.getLogger(BodyStream.class);
    private static final int BUFFER = 64 << 10;
    /** How long a broken connection is kept open for what remains to be said. */
    private static final long LAST_WORDS_SECONDS = 60;

    private final HttpServletRequest request;
    private final AsyncContext async;
    private final ServletInputStream in;
    private final Duration silence;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition came = lock.newCondition();
    private final Condition taken = lock.newCondition();
    private final CountDownLatch finished = new CountDownLatch(1);
    private final byte[] buffer = new byte[BUFFER];
    private int from;
    private int to;
    private volatile boolean ended;
    private boolean closed;
    private @Nullable IOException broken;

    private BodyStream(HttpServletRequest request, Duration silence) throws IOException {
        this.request = request;
        this.silence = silence;
        this.in = request.getInputStream();
        this.async = request.startAsync();
        // The time limits are those of the reads.
        async.setTimeout(0);
    }

    /**
     * Puts a call aside and opens its body. {@link #finish} must follow.
     *
     * @param silence longest wait for the next byte
     */
    static BodyStream open(HttpServletRequest request, Duration silence) throws IOException {
        BodyStream stream = new BodyStream(request, silence);
        stream.in.setReadListener(stream);
        return stream;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    /**
     * Reads what is there, or waits for it.
     *
     * @throws SocketTimeoutException when nothing came for too long
     */
    @Override
    public int read(byte[] into, int at, int most) throws IOException {
        return read(into, at, most, silence);
    }

    private int read(byte[] into, int at, int most, Duration patience) throws IOException {
        lock.lock();
        try {
            long left = patience.toNanos();
            while (from == to && !ended) {
                if (broken != null) {
                    throw broken;
                }
                if (left <= 0) {
                    throw new SocketTimeoutException("nothing for " + patience);
                }
                left = came.awaitNanos(left);
            }
            int count = Math.min(most, to - from);
            System.arraycopy(buffer, from, into, at, count);
            from += count;
            if (from == to) {
                taken.signalAll();
            }
            return count == 0 && most > 0 ? -1 : count;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("the hub stops").initCause(e);
        } finally {
            lock.unlock();
        }
    }

    /** Reads away what is left, within limits: many senders look for the answer only when they have sent everything. */
    void readAway(long most, Duration patience, Duration longest) {
        byte[] away = new byte[BUFFER];
        long end = System.nanoTime() + longest.toNanos();
        try {
            for (long count = 0; count < most && System.nanoTime() < end; ) {
                int read = read(away, 0, BUFFER, patience);
                if (read < 0) {
                    return;
                }
                count += read;
            }
        } catch (IOException gone) {
            LOG.debug("Nobody left to be polite to: {}", gone.toString());
        }
    }

    /** Whether the body was read to its end. */
    boolean isEnded() {
        return ended;
    }

    /** Ends the call: closes the answer, which then is whole, and does not wait for the rest of a body that nobody reads. */
    void finish() {
        lock.lock();
        try {
            closed = true;
            taken.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            async.getResponse().getOutputStream().close();
        } catch (IOException | IllegalStateException gone) {
            LOG.debug("Nobody heard the end of an answer: {}", gone.toString());
        }
        try {
            if (!ended && request.getAttribute(IntakeServlets.LEAVE) instanceof Runnable leave) {
                leave.run();
            }
            async.complete();
        } catch (IllegalStateException gone) {
            LOG.debug("A call was gone before it could be ended: {}", gone.toString());
        } finally {
            finished.countDown();
        }
    }

    @Override
    public void onDataAvailable() throws IOException {
        lock.lock();
        try {
            while (isTaken() && !in.isFinished() && in.isReady()) {
                from = 0;
                to = 0;
                fill();
                came.signalAll();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("the hub stops").initCause(e);
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the reader has taken everything; whether it wants more. */
    private boolean isTaken() throws InterruptedException {
        while (from < to && !closed) {
            taken.await();
        }
        return !closed;
    }

    private void fill() throws IOException {
        do {
            int count = in.read(buffer, to, BUFFER - to);
            if (count < 0) {
                ended = true;
                return;
            }
            to += count;
        } while (to < BUFFER && !in.isFinished() && in.isReady());
    }

    @Override
    public void onAllDataRead() {
        lock.lock();
        try {
            ended = true;
            came.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The connection is about to be closed: whoever reads here may say a last word first. */
    @Override
    public void onError(Throwable failure) {
        lock.lock();
        try {
            broken = failure instanceof IOException io ? io : new IOException(failure);
            came.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            if (!finished.await(LAST_WORDS_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("A broken body was not let go within {} s.", LAST_WORDS_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
