/** Tests of the fake province, the sample day and the player. */
@NullMarked
package vn.lienthong.hub.replay;

import org.jspecify.annotations.NullMarked;
