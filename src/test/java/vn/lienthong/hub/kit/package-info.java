/**
 * The test kit for integration engineers, packed as {@code lienthong-hub-VERSION-testkit.jar}: cases as folders, a hub whose clock and delivery
 * the test drives, and the other sides it speaks to. Uses nothing of the other tests, and no library but JUnit besides what the hub brings;
 * docs/test-kit.md is its manual.
 */
@NullMarked
package vn.lienthong.hub.kit;

import org.jspecify.annotations.NullMarked;
