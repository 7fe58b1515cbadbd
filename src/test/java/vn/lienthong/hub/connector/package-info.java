/** The free tests of every folder in connectors/, and what the named steps promise. */
@NullMarked
package vn.lienthong.hub.connector;

import org.jspecify.annotations.NullMarked;
