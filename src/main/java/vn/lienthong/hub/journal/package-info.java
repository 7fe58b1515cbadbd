/**
 * The one truth: every submission, transfer, attempt and act, in PostgreSQL. The only room that knows JDBC and the one place that decides transitions.
 */
@NullMarked
package vn.lienthong.hub.journal;

import org.jspecify.annotations.NullMarked;
