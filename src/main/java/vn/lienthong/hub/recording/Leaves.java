package vn.lienthong.hub.recording;

/** What is done with each value that a walk finds: masked, looked at. What comes back stands in its place. */
interface Leaves {

    /** A value that holds no other layer. */
    String value(Spot spot, Kind kind, String text);

    /**
     * A value as it stands there; the blanks belong to it only where it is cut off at one.
     *
     * @param behind blanks that follow it
     */
    default String value(Spot spot, Kind kind, String core, String behind) {
        return value(spot, kind, core) + behind;
    }

    /** The bytes of a file. */
    byte[] file(Spot spot, byte[] bytes);

    /** Something beside the values that a person must know, such as a length that was counted again. */
    void note(String what);
}
