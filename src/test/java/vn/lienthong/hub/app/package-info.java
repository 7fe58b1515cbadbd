/** Tests of the application: commands, settings, what people read, and the hub end to end. */
@NullMarked
package vn.lienthong.hub.app;

import org.jspecify.annotations.NullMarked;
