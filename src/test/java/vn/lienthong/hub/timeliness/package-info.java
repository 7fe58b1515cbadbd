@NullMarked
package vn.lienthong.hub.timeliness;

import org.jspecify.annotations.NullMarked;
