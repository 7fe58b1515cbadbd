package vn.lienthong.hub.torture;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The hub's own book of a ward's steps, held against what its operator saw: each step begins where the one before ended, has a name and a
 * reason, and was taken once however often it was asked for. One with a window that was over before it was asked for again may be taken again: these
 * go by the reason, which the operator gives each of them for itself.
 *
 * @param steps as the hub lists them, the oldest first
 */
record StepBook(String unit, List<JsonNode> steps) {

    /** What is wrong, in words. */
    List<String> broken(int forwards, int back, int windows) {
        List<String> broken = new ArrayList<>();
        String state = "CITY";
        String why = "";
        Set<String> missed = new HashSet<>();
        for (JsonNode step : steps) {
            if (step.path("kind").asText().equals("inherit")) {
                // Of a later unit of the same code, which took no step.
                continue;
            }
            String from = step.path("from").asText();
            if (!from.equals(state)) {
                broken.add(unit + ": a step begins in " + from + ", and the one before ended in " + state);
            }
            if (step.path("by").asText("").isEmpty()
                    || step.path("why").asText("").isEmpty()) {
                broken.add(unit + ": a step has no name or no reason: " + step);
            }
            if (step.path("kind").asText().equals("return")) {
                missed.add(why);
            }
            state = step.path("to").asText();
            why = step.path("why").asText();
        }
        into(broken, forwards);
        counts(broken, "back", back, count("kind", "back"));
        counts(broken, "with windows that nobody kept", windows, missed.size());
        return broken;
    }

    /** A backfill in its window goes on by itself: one that an operator wanted back in that moment was at the province unseen. */
    private void into(List<String> broken, int seen) {
        long written = count("to", "PROVINCE");
        long bySelf = steps.stream()
                .filter(step -> step.path("to").asText().equals("PROVINCE")
                        && step.path("by").asText().equals("hub"))
                .count();
        if (written < seen || written - bySelf > seen) {
            counts(broken, "into PROVINCE", seen, written);
        }
    }

    private long count(String field, String text) {
        return steps.stream()
                .filter(step -> !step.path("kind").asText().equals("inherit"))
                .filter(step -> step.path(field).asText().equals(text))
                .count();
    }

    private void counts(List<String> broken, String what, int seen, long written) {
        if (seen != written) {
            broken.add(unit + ": " + seen + " steps " + what + " were seen, and " + written + " are written down");
        }
    }
}
