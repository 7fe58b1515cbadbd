/**
 * How the hub speaks to an outside system: connector folders, outcome tables and the named steps. Knows nothing of transfers.
 */
@NullMarked
package vn.lienthong.hub.connector;

import org.jspecify.annotations.NullMarked;
