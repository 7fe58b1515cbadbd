/**
 * The end-to-end benchmark: load and sink in one process with one clock, the hub and its peers as processes of their own,
 * interleaved in rounds. Run by {@code mvn -Pbench verify}; never part of the tests.
 */
@NullMarked
package vn.lienthong.hub.bench;

import org.jspecify.annotations.NullMarked;
