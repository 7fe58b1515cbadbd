package vn.lienthong.hub.delivery;

import java.util.concurrent.atomic.AtomicInteger;
import vn.lienthong.hub.delivery.Lanes.Bundle;

/** When the broker may forget a bundle: when the last of it is over. Thread-safe. */
final class Lease {
    private final Bundle bundle;
    private final AtomicInteger left;

    Lease(Bundle bundle) {
        this.bundle = bundle;
        this.left = new AtomicInteger(bundle.transfers().size());
    }

    void oneOver() {
        if (left.decrementAndGet() == 0) {
            bundle.done();
        }
    }
}
