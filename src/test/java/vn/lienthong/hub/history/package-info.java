/** Tests of the loads of history. All people and dossiers are made up. */
@NullMarked
package vn.lienthong.hub.history;

import org.jspecify.annotations.NullMarked;
