/** Tests of differences. */
@NullMarked
package vn.lienthong.hub.difference;

import org.jspecify.annotations.NullMarked;
