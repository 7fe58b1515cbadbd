/** Tests of the mapping room: every case of every folder, and the rules of a folder. */
@NullMarked
package vn.lienthong.hub.mapping;

import org.jspecify.annotations.NullMarked;
