/**
 * What is true of the world outside: units by date, procedures, working calendar, numbers and legacy text. Read from tables, immutable once read.
 */
@NullMarked
package vn.lienthong.hub.reference;

import org.jspecify.annotations.NullMarked;
