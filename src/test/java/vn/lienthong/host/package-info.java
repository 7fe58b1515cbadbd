/**
 * Somebody else's Spring Boot application that embeds the hub as a library: it names no type of ours and scans only its own package.
 */
@NullMarked
package vn.lienthong.host;

import org.jspecify.annotations.NullMarked;
