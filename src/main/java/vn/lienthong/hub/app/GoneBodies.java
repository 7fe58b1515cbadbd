package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import vn.lienthong.hub.journal.Retention;
import vn.lienthong.hub.vocabulary.Ids;

/** Says in an explanation of which submissions the body is no longer in the journal, and where it is. */
final class GoneBodies {
    private GoneBodies() {}

    static ObjectNode told(ObjectNode explanation, Retention retention) {
        Map<Long, ObjectNode> came = new HashMap<>();
        for (JsonNode path : explanation.path("paths")) {
            for (JsonNode one : path.path("came")) {
                Ids.parse(one.path("id").asText()).ifPresent(id -> came.put(id, (ObjectNode) one));
            }
        }
        retention.gone(came.keySet()).forEach((id, words) -> came.getOrDefault(id, Json.object())
                .put("body", words));
        return explanation;
    }
}
