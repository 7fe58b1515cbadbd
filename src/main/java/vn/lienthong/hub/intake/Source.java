package vn.lienthong.hub.intake;

/**
 * An outside system in the role of one that sends.
 *
 * @param name from its credential; stands with everything it sent, for good
 */
public record Source(String name) {
    /** Who is meant on loopback while no credential is configured. */
    public static final Source DEMO = new Source("demo");
}
