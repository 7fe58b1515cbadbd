package vn.lienthong.hub.connector;

import java.time.Duration;

/**
 * What one HTTP exchange may cost at most.
 *
 * @param connect until a connection stands, TLS included
 * @param answer from the first byte sent to the last byte received, however slowly they drip
 * @param connections open at the same time to one host
 * @param largestAnswer in bytes
 */
record HttpLimits(Duration connect, Duration answer, int connections, int largestAnswer) {

    /** 1 MiB: the largest honest answer seen is a list of procedures of some hundred kilobytes. */
    static final int LARGEST_ANSWER = 1 << 20;
}
