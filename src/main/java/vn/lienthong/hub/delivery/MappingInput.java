package vn.lienthong.hub.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import vn.lienthong.hub.vocabulary.Held;
import vn.lienthong.hub.vocabulary.HeldSteps;

/** What a mapping is given: made here only, so that whoever tries a mapping gives it what delivery would. */
public final class MappingInput {
    private MappingInput() {}

    /**
     * The input for one record.
     *
     * @param held what the destination is known to hold of the dossier
     * @param enquiry whether the mapping is to ask instead of telling
     * @param settings of the destination, as a mapping may read them
     */
    public static ObjectNode of(JsonNode record, Held held, boolean enquiry, Map<String, String> settings) {
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        input.set("record", record);
        put(input.putObject("held"), held);
        input.put("enquiry", enquiry);
        ObjectNode destination = input.putObject("destination");
        settings.forEach(destination::put);
        return input;
    }

    private static void put(ObjectNode known, Held held) {
        HeldSteps steps = held.steps();
        known.put("exists", held.exists());
        steps.confirmed().forEach(known.putArray("steps")::add);
        known.put("count", steps.counted());
        List<String> inDoubt = steps.inDoubt();
        if (inDoubt == null) {
            known.putNull("inDoubt");
        } else {
            inDoubt.forEach(known.putArray("inDoubt")::add);
        }
        Map<String, String> remembered = Remembered.of(held.reference()).values();
        if (!remembered.isEmpty()) {
            remembered.forEach(known.putObject("remembered")::put);
        }
    }
}
