/**
 * Takes in what a source pushes, over HTTP: checks it, gives it to the journal, answers with a receipt or a problem document.
 */
@NullMarked
package vn.lienthong.hub.intake;

import org.jspecify.annotations.NullMarked;
