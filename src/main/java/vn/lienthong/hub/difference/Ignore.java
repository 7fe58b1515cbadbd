package vn.lienthong.hub.difference;

/**
 * A place whose differences mean nothing, written down by a person, with a reason. Immutable.
 *
 * <p>Where: {@code [[NN-]SIDE:]PATH[#order|#any]}. A path covers what lies below it; {@code *} is any one step, {@code **} any number of them, an XML
 * name without {@code [n]} any of that name. It forgives another value. That something is missing, extra, or of another type it forgives with {@code
 * #any} only, another order of a list with {@code #order} or {@code #any}.
 *
 * @param why never empty
 * @param connector the only one for which it holds; empty for all
 * @param operation the only one for which it holds; empty for all
 * @param from where it was written, for people
 */
public record Ignore(String where, String why, String connector, String operation, String from) {
    /**
     * Checks itself.
     *
     * @throws BadIgnore when it has no reason, or the place cannot be read
     */
    public Ignore {
        if (why.isBlank()) {
            throw new BadIgnore(
                    "A difference is not ignored without a reason.",
                    "no why for " + where + " in " + from,
                    "Write after 'why:' what this is and why it means nothing, or take the row away.");
        }
        Place.of(where, from);
    }
}
