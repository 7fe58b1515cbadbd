package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import vn.lienthong.hub.connector.Connectors;
import vn.lienthong.hub.connector.Conversation;
import vn.lienthong.hub.recording.HttpBytes;
import vn.lienthong.hub.recording.RecordedExchange;
import vn.lienthong.hub.recording.RecordedExchange.Leg;

/** A recorded message as a mapping hands it to a connector. */
final class RecordedMessage {
    private static final TextNode DROPPED = TextNode.valueOf(RecordedExchange.DROPPED);

    private RecordedMessage() {}

    /** What a connector cannot say again. */
    static final class Unsayable extends Exception {
        private static final long serialVersionUID = 1L;

        Unsayable(String why) {
            super(why);
        }
    }

    static JsonNode of(Connectors connectors, String connector, Leg leg) throws Unsayable {
        if (Conversation.isPreparation(leg.operation())) {
            throw new Unsayable("it carries a file, and a recording keeps none");
        }
        byte[] body = HttpBytes.parse(leg.request()).body();
        JsonNode said = connectors.said(connector, leg.operation(), body).orElse(null);
        if (said != null) {
            return withoutSecrets(said);
        }
        try {
            JsonNode json = Json.MAPPER.readTree(body);
            if (json != null && json.isObject()) {
                return withoutSecrets(json);
            }
        } catch (IOException e) {
            // Told below.
        }
        throw new Unsayable(
                "it is neither JSON nor an envelope of the connector's contract, so the connector cannot say it");
    }

    /** What was dropped is left to the connector, as the mapping leaves it. */
    private static JsonNode withoutSecrets(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(one -> one.setValue(withoutSecrets(one.getValue())));
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, withoutSecrets(array.get(i)));
            }
        }
        return node.equals(DROPPED) ? TextNode.valueOf("") : node;
    }
}
