/**
 * The move of a unit to the provincial software: its plan, its gates and its steps. What is true now stands in the journal.
 */
@NullMarked
package vn.lienthong.hub.switchover;

import org.jspecify.annotations.NullMarked;
