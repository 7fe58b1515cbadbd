/**
 * History: the dossiers that existed before the hub knew them, read from an export or a view of the city's database, put into order, and handed to the intake
 * as if they were pushed now. What is sent on of them, and when, is decided by the journal.
 */
@NullMarked
package vn.lienthong.hub.history;

import org.jspecify.annotations.NullMarked;
