/** Tests of contract drift. */
@NullMarked
package vn.lienthong.hub.drift;

import org.jspecify.annotations.NullMarked;
