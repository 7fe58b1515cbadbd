/** Test tools for whoever tests with the hub: a settable clock and what else several rooms share. */
@NullMarked
package vn.lienthong.hub.testkit;

import org.jspecify.annotations.NullMarked;
