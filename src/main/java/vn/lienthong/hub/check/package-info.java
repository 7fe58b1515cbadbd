/**
 * A rule and its violation, shared by the three catalogues. Every message has three parts: what, found, cure.
 */
@NullMarked
package vn.lienthong.hub.check;

import org.jspecify.annotations.NullMarked;
