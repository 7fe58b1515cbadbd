/**
 * Carries what is ready to its destination: lanes, retry plan, breaker and enquiry. The only room that retries.
 */
@NullMarked
package vn.lienthong.hub.delivery;

import org.jspecify.annotations.NullMarked;
