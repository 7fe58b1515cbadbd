package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import vn.lienthong.hub.connector.SoapElement.Content;
import vn.lienthong.hub.connector.SoapElement.Occurs;

/**
 * Makes up a message for an element of a contract: everything that may stand in it once, of alternatives the first, of types that hold themselves one
 * turn. Nobody's data. One use, one thread.
 */
final class SoapSample {

    private static final int DEEPEST = 12;
    private static final int MANY = 400;
    private static final int MOST = 5_000;
    private static final int TRIES = 40;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Deque<Content> around = new ArrayDeque<>();
    private final boolean everything;
    private int made;

    private SoapSample(boolean everything) {
        this.everything = everything;
    }

    /** Whether a message keeps the contract; says why not by throwing. */
    interface Trial {
        void keeps(ObjectNode message);
    }

    /**
     * A message that keeps the contract.
     *
     * @throws ContractFault if none could be made up
     */
    static ObjectNode of(SoapElement element, Trial trial) {
        String why = "";
        for (boolean everything : List.of(true, false)) {
            ObjectNode message = new SoapSample(everything).object(element);
            for (int i = 0; i < TRIES; i++) {
                try {
                    trial.keeps(message);
                    return message;
                } catch (SoapContract.OffContract e) {
                    String now = String.valueOf(e.getMessage());
                    why = why.isEmpty() ? now : why;
                    // What may be left out is, where the made-up value will not do.
                    if (!without(message, now)) {
                        break;
                    }
                }
            }
        }
        throw new ContractFault(
                "No message could be made up that keeps the contract",
                element.name().getLocalPart() + ": " + why,
                "Begin with another operation, or without --from and with a message of theirs");
    }

    private ObjectNode object(SoapElement element) {
        ObjectNode object = JSON.objectNode();
        element.attributes().stream()
                .filter(attribute -> everything || attribute.required())
                .forEach(attribute -> object.set(
                        attribute.key(),
                        attribute.fixed() == null ? XsdSample.of(attribute.type()) : JSON.textNode(attribute.fixed())));
        if (element.text()) {
            return object.<ObjectNode>set(
                    SoapElement.TEXT, XsdSample.of(element.content().type()));
        }
        around.push(element.content());
        for (SoapElement child : element.children()) {
            if (wanted(child)) {
                made++;
                object.set(
                        child.name().getLocalPart(),
                        child.plain() ? XsdSample.of(child.content().type()) : object(child));
            }
        }
        around.pop();
        return object;
    }

    private boolean wanted(SoapElement child) {
        if (around.contains(child.content()) || made >= MOST) {
            return false;
        }
        return child.occurs() == Occurs.ALWAYS
                || child.occurs() == Occurs.PERHAPS && everything && around.size() < DEEPEST && made < MANY;
    }

    /** Takes out what stands at the place that is named first; false if there is nothing. */
    private static boolean without(ObjectNode message, String why) {
        List<String> steps = List.of(why.replaceFirst(" .*$", "").split("/"));
        JsonNode here = message;
        // The first one is the wrapper itself.
        for (String step : steps.subList(Math.min(2, steps.size()), Math.max(2, steps.size() - 1))) {
            here = here.path(step);
        }
        return steps.size() > 2
                && here instanceof ObjectNode holder
                && holder.remove(steps.get(steps.size() - 1)) != null;
    }
}
