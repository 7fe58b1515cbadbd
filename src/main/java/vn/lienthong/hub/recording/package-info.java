/**
 * Recorded exchanges: their folder, and what makes them fit to leave the house. Masks, and proves that nothing was left.
 */
@NullMarked
package vn.lienthong.hub.recording;

import org.jspecify.annotations.NullMarked;
