/**
 * Changes the shape of a record: the mapping catalogue, its code tables and its closed output schemas. A mapping never sends and never waits.
 */
@NullMarked
package vn.lienthong.hub.mapping;

import org.jspecify.annotations.NullMarked;
