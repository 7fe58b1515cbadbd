/** Tests of the rehearsal room: grouping, proposals, counts and reports; with the journal in {@code app}. */
@NullMarked
package vn.lienthong.hub.rehearsal;

import org.jspecify.annotations.NullMarked;
