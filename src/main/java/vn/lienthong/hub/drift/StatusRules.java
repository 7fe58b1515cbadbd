package vn.lienthong.hub.drift;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import vn.lienthong.hub.connector.ContractFacts.Endpoint;
import vn.lienthong.hub.connector.ContractUse.Called;

/** Judges which answers an endpoint may give: HTTP statuses, the Faults of a WSDL. */
final class StatusRules {

    private final Changes changes;
    private final boolean soap;

    StatusRules(Changes changes, boolean soap) {
        this.changes = changes;
        this.soap = soap;
    }

    void compare(Endpoint before, Endpoint now, Called called) {
        for (Map.Entry<String, JsonNode> answer : now.answers().entrySet()) {
            JsonNode was = before.answers().get(answer.getKey());
            if (was == null) {
                added(answer.getKey(), called);
            } else if (!answer.getKey().startsWith("fault ") && isRead(answer.getKey(), called)) {
                new AnswerRules(changes, soap, called, place(answer.getKey())).compare(was, answer.getValue());
            }
        }
        Set<String> gone = new TreeSet<>(before.answers().keySet());
        gone.removeAll(now.answers().keySet());
        gone.forEach(one -> removed(one, now, called));
        gone.forEach(one -> inherited(one, before, now, called));
    }

    /** What stood under a status of its own may stand under a new one of success now, under that of its hundred, or under that of all others. */
    private void inherited(String status, Endpoint before, Endpoint now, Called called) {
        JsonNode was = before.answers().get(status);
        if (soap || was == null || !isRead(status, called)) {
            return;
        }
        Set<String> heirs = new TreeSet<>(now.answers().keySet());
        heirs.removeAll(before.answers().keySet());
        heirs.removeIf(one -> !status.startsWith("2") || !one.matches("2\\d\\d") || !covers(called.taken(), one));
        if (heirs.isEmpty()) {
            String rest = now.answers().containsKey(status.charAt(0) + "XX") ? status.charAt(0) + "XX" : "DEFAULT";
            JsonNode is = now.answers().get(rest);
            if (is != null) {
                new AnswerRules(changes, soap, called, place(status)).compare(was, is);
            }
        }
        for (String heir : heirs) {
            new AnswerRules(changes, soap, called, place(heir))
                    .compare(was, now.answers().getOrDefault(heir, Schemas.OPEN));
        }
    }

    private String place(String status) {
        return soap ? status : "answer " + status;
    }

    /** Of a refusal the rows read the status, and its words wherever they stand. */
    private boolean isRead(String status, Called called) {
        return soap
                || status.startsWith("2")
                || status.equals("DEFAULT")
                || !called.known().isEmpty();
    }

    private void added(String status, Called called) {
        String what = soap ? "new " + status : "new answer " + status;
        if (soap) {
            fault(status, what, called);
        } else if (status.equals("DEFAULT") || covers(called.known(), status)) {
            changes.harmless(place(status), what, "outcomes.yaml has a row for it");
        } else if (status.startsWith("2") && !covers(called.taken(), status)) {
            changes.mayBreak(place(status), what, "no row of outcomes.yaml reads it as delivered");
        } else {
            changes.mayBreak(place(status), what, "no row of outcomes.yaml knows it: such an answer is unclear");
        }
    }

    private void fault(String name, String what, Called called) {
        if (called.anyFault()) {
            changes.harmless(name, what, "a row of outcomes.yaml knows every Fault");
        } else {
            changes.mayBreak(name, what, "no row of outcomes.yaml knows it: such an answer is unclear");
        }
    }

    private void removed(String status, Endpoint now, Called called) {
        boolean success = !soap && status.startsWith("2") && covers(called.taken(), status);
        boolean other = now.answers().keySet().stream()
                .anyMatch(one -> one.equals("2XX") || one.startsWith("2") && covers(called.taken(), one));
        String what = (soap ? status : "answer " + status) + " is gone";
        if (success && !other && now.answers().containsKey("DEFAULT")) {
            changes.mayBreak(
                    place(status), what, "success is read by it, and nobody says any more which status it has");
        } else if (success && !other) {
            changes.breaks(place(status), what, "by it alone success is read, and no other one that would be");
        } else {
            changes.harmless(place(status), what, "what still comes is read as before");
        }
    }

    /** A status, or {@code 4XX} for all that begin so. */
    private static boolean covers(Set<Integer> statuses, String status) {
        if (status.matches("\\dXX")) {
            int first = (status.charAt(0) - '0') * 100;
            return statuses.stream().filter(one -> one / 100 * 100 == first).count() >= 100;
        }
        return status.matches("\\d{3}") && statuses.contains(Integer.parseInt(status));
    }
}
