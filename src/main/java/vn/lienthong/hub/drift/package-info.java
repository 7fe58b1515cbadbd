/**
 * Compares the contract by which a connector works with the one that the other side publishes now, and says of each change whether it breaks what the connector
 * really sends and reads. Pure: no network, no files, no clock.
 */
@NullMarked
package vn.lienthong.hub.drift;

import org.jspecify.annotations.NullMarked;
