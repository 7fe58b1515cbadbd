/**
 * What was reported late to the other side, and whether the transfer or the office was the cause. Reads the journal only.
 */
@NullMarked
package vn.lienthong.hub.timeliness;

import org.jspecify.annotations.NullMarked;
