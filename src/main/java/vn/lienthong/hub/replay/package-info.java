/**
 * What a tester needs: the fake province, the sample day and the player. The only room that knows WireMock.
 */
@NullMarked
package vn.lienthong.hub.replay;

import org.jspecify.annotations.NullMarked;
