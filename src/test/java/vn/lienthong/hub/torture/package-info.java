/**
 * The torture run: the hub and its real parts as processes of their own, everything that can go wrong on one machine, and a count from
 * outside of what came of it. What it does and how to read it is in docs/torture.md.
 */
@NullMarked
package vn.lienthong.hub.torture;

import org.jspecify.annotations.NullMarked;
