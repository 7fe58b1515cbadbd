/**
 * The runnable hub: application, settings, commands, health. The only room that knows Spring.
 */
@NullMarked
package vn.lienthong.hub.app;

import org.jspecify.annotations.NullMarked;
