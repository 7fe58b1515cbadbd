/** Tests of recorded exchanges. */
@NullMarked
package vn.lienthong.hub.recording;

import org.jspecify.annotations.NullMarked;
