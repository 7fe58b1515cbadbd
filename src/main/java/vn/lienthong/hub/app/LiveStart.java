package vn.lienthong.hub.app;

import org.springframework.context.SmartLifecycle;
import vn.lienthong.hub.delivery.Delivery;
import vn.lienthong.hub.recording.LiveRecording;

/** Has the live recording hear of each attempt, from the start of delivery on. It ends when the application does, after delivery. */
final class LiveStart implements SmartLifecycle {
    private final LiveRecording live;
    private final HubLifecycle lifecycle;
    private volatile boolean begun;

    LiveStart(LiveRecording live, HubLifecycle lifecycle) {
        this.live = live;
        this.lifecycle = lifecycle;
    }

    @Override
    public void start() {
        Delivery delivery = lifecycle.delivery();
        if (delivery != null && !begun) {
            begun = true;
            live.start();
            delivery.onLanded(live::offer);
        }
    }

    @Override
    public void stop() {
        // What lands while delivery stops is recorded too: closed with the application.
    }

    @Override
    public boolean isRunning() {
        return begun;
    }

    /** Directly behind delivery. */
    @Override
    public int getPhase() {
        return 1;
    }
}
