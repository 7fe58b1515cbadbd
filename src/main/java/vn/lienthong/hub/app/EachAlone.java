package vn.lienthong.hub.app;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.hub.journal.JournalUnavailable;

/**
 * Things that are done again and again, each for itself: one that fails stops no other. It is said once when it begins to fail and once when it
 * is well again, and counted each time. For one thread.
 */
final class EachAlone {
    private static final Logger LOG = LoggerFactory.getLogger(EachAlone.class);

    private final Consumer<String> failed;
    private final Set<String> failing = new HashSet<>();

    /**
     * Nothing failed yet.
     *
     * @param failed is told the name of what failed, each time
     */
    EachAlone(Consumer<String> failed) {
        this.failed = failed;
    }

    void run(String what, Runnable task) {
        try {
            task.run();
            if (failing.remove(what)) {
                LOG.info("Counting works again: {}", what);
            }
        } catch (JournalUnavailable e) {
            // Health tells that, for all of them.
            failed.accept(what);
            LOG.debug("Could not be counted: {}", what, e);
        } catch (RuntimeException e) {
            failed.accept(what);
            if (failing.add(what)) {
                LOG.warn(
                        "One figure cannot be counted; the others go on. Found: {} ({}). It is tried again all the time, and said here when it works.",
                        what,
                        e.toString(),
                        e);
            }
        }
    }
}
