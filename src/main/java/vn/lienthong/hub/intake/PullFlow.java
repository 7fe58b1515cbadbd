package vn.lienthong.hub.intake;

/** What a flow in routes/ does with a message that was pulled: a mapping, and to whom the record is owed. */
public interface PullFlow {
    void run(PulledMessage message) throws Exception;
}
