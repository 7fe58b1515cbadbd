/**
 * Books that wards without software keep in spreadsheets: read, judged cell by cell, and turned into records.
 */
@NullMarked
package vn.lienthong.hub.wardbook;

import org.jspecify.annotations.NullMarked;
