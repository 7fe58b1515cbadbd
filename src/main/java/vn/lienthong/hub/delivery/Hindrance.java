package vn.lienthong.hub.delivery;

import vn.lienthong.hub.vocabulary.Outcome;

/**
 * Why a record may not go yet, or never: a file is not held, a register that must be asked has not said what is wanted. Our own trouble, and none of the
 * destination's. A message that only asks may go all the same. Immutable.
 *
 * @param row what stands in the journal for it
 * @param fetching whether a file is on its way and nothing is wrong
 */
record Hindrance(String row, Outcome outcome, boolean fetching) {}
