/**
 * The words of the glossary as records and sealed types. Depends on the JDK only; everything else depends on it.
 */
@NullMarked
package vn.lienthong.hub.vocabulary;

import org.jspecify.annotations.NullMarked;
