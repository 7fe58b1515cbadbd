/**
 * The rules of the house, checked: who may know whom, how large a thing may be, and that what the documents say is so. Reads files and bytecode; starts nothing.
 */
@NullMarked
package vn.lienthong.hub.house;

import org.jspecify.annotations.NullMarked;
