package vn.lienthong.hub.app;

import java.io.PrintStream;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the process when a thread ends by an error of the machine, such as no memory left. A hub that lost the thread that writes its journal, or
 * the one that takes connections, would live on and answer nobody; one that ends is started again and recovers what it had accepted.
 */
final class LastWords implements Thread.UncaughtExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(LastWords.class);

    private final PrintStream err;
    private final IntConsumer halt;

    LastWords(PrintStream err, IntConsumer halt) {
        this.err = err;
        this.halt = halt;
    }

    /** For the whole process; for the runnable hub only, a host application decides for itself. */
    static void install() {
        Thread.setDefaultUncaughtExceptionHandler(new LastWords(System.err, Runtime.getRuntime()::halt));
    }

    /** Ends the process if it was told to and this is an error of the machine behind whatever wrapped it. */
    static void about(Throwable failure) {
        Thread.UncaughtExceptionHandler handler = Thread.getDefaultUncaughtExceptionHandler();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof VirtualMachineError
                    && !(cause instanceof StackOverflowError)
                    && handler instanceof LastWords words) {
                words.uncaughtException(Thread.currentThread(), cause);
            }
        }
    }

    @Override
    public void uncaughtException(Thread thread, Throwable failure) {
        if (failure instanceof Error) {
            try {
                err.println("The hub ends, because nothing can be relied on after this."
                        + " Found: " + failure + " in thread " + thread.getName()
                        + ". Start it again: nothing accepted is lost. If it comes again, give it more memory (-Xmx).");
                err.flush();
            } finally {
                // No orderly stop: what would have to work for it may be what is broken.
                halt.accept(CommandFailure.OUT_OF_REACH);
            }
        } else {
            LOG.error("Thread {} ended by itself", thread.getName(), failure);
        }
    }
}
