package vn.lienthong.hub.torture;

/**
 * What one home keeps of a dossier, as its own book says.
 *
 * @param revisions one bit for each
 * @param whole whether it has all that the newest of these says
 * @param twice what it took a second time as something new
 * @param older what it took after something newer
 * @param again what came a second time as the same, byte for byte; asked of the province only
 */
record Kept(long revisions, boolean whole, int twice, int older, int again) {
    static final Kept NOTHING = new Kept(0, true, 0, 0, 0);
}
