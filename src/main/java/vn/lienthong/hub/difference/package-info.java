/**
 * What differs between two recorded exchanges, by meaning. Finds it, forgives what a person wrote down with a reason, and shows it to people and machines.
 */
@NullMarked
package vn.lienthong.hub.difference;

import org.jspecify.annotations.NullMarked;
