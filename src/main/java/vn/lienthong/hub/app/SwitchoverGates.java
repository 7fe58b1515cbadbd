package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;
import vn.lienthong.hub.vocabulary.SwitchoverState;

/** What must hold before a unit takes a step forward. */
interface SwitchoverGates {
    /** Every step may be taken. */
    SwitchoverGates NONE = (unit, from, to) -> new Verdict(List.of(), "", Json.array());

    /** Looks at the gates before a step, as they are now. */
    Verdict judge(String unit, SwitchoverState from, SwitchoverState to);

    /**
     * What the gates say.
     *
     * @param failed those that fail, by name
     * @param figures what they counted, in words, kept with the step
     * @param gates one object for each gate, with its key, whether it passes, and in words what it says
     */
    record Verdict(List<String> failed, String figures, ArrayNode gates) {
        public Verdict {
            failed = List.copyOf(failed);
        }

        public boolean passes() {
            return failed.isEmpty();
        }

        /** Why the step is not taken. */
        String refusal() {
            return SwitchoverGates.refusal(failed);
        }
    }

    /** Why a step is not taken before which gates fail. */
    static String refusal(List<String> failed) {
        return "Gates that fail: " + String.join(", ", failed) + ".";
    }
}
