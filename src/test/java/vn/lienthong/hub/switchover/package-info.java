/** Tests of plans and gates, and what they share. */
@NullMarked
package vn.lienthong.hub.switchover;

import org.jspecify.annotations.NullMarked;
