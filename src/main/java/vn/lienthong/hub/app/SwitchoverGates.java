package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import vn.lienthong.hub.vocabulary.SwitchoverState;

/** What must hold before a unit takes a step forward. */
interface SwitchoverGates {
    /** Every step may be taken. */
    SwitchoverGates NONE = (unit, from, to) -> new Verdict(true, "", Json.array());

    /** Looks at the gates before a step, as they are now. */
    Verdict judge(String unit, SwitchoverState from, SwitchoverState to);

    /**
     * What the gates say.
     *
     * @param figures what they counted, in words, kept with the step
     * @param gates one object for each gate, with its key, whether it passes, and in words what it says
     */
    record Verdict(boolean passes, String figures, ArrayNode gates) {}
}
