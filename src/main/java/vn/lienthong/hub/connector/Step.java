package vn.lienthong.hub.connector;

import org.apache.camel.Exchange;

/** A named step of a Kamelet, made once per place where it stands. Thread-safe. */
interface Step {

    /** Does its part of the call; what the network or the other side does is left in the call, not thrown. */
    void take(Call call, Exchange exchange);
}
