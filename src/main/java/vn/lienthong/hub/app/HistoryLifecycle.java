package vn.lienthong.hub.app;

import org.springframework.context.SmartLifecycle;
import vn.lienthong.hub.history.HistoryLoads;

/** Loads of history go on after everything is up, and end before anything goes. */
record HistoryLifecycle(HistoryLoads loads, java.util.concurrent.atomic.AtomicBoolean running)
        implements SmartLifecycle {
    @Override
    public void start() {
        loads.start();
        running.set(true);
    }

    @Override
    public void stop() {
        if (running.getAndSet(false)) {
            loads.close();
        }
    }

    @Override
    public boolean isRunning() {
        return running.get();
    }

    /** As the housekeeping: after delivery is up; stopped before it. */
    @Override
    public int getPhase() {
        return 1;
    }
}
