/**
 * The front door for whoever embeds the hub: {@code Hub.at(folder)}, check, start, stop.
 */
@NullMarked
package vn.lienthong.hub.hub;

import org.jspecify.annotations.NullMarked;
