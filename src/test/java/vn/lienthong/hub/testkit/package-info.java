/** Test tools that several rooms of this repository share. What others may use is the test kit, in {@code kit}. */
@NullMarked
package vn.lienthong.hub.testkit;

import org.jspecify.annotations.NullMarked;
