/**
 * Everything but the sending: records of a unit are mapped, validated and counted by the cause of their failure.
 */
@NullMarked
package vn.lienthong.hub.rehearsal;

import org.jspecify.annotations.NullMarked;
