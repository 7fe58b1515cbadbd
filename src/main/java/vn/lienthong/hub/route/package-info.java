/**
 * The verbs that a flow in routes/ may use, as the Camel component {@code hub:}. Flows stay free of logic and of error handling.
 */
@NullMarked
package vn.lienthong.hub.route;

import org.jspecify.annotations.NullMarked;
