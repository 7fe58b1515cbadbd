package vn.lienthong.hub.torture;

import com.fasterxml.jackson.databind.JsonNode;

/** The hub's own sums of a ward at the end, held against what was counted outside. */
final class HubSums {
    private HubSums() {}

    /**
     * Whether they are the same: both destinations were owed every record, have all but those that were overtaken, and nothing is left.
     *
     * @param balance what the hub answers
     */
    static boolean are(JsonNode balance, WardCount count) {
        int rows = 0;
        boolean same = balance.path("closes").asBoolean();
        for (JsonNode row : balance.path("rows")) {
            if (row.path("unit").asText().equals(count.unit())) {
                rows++;
                same &= row.path("accepted").asLong() == count.accepted()
                        && row.path("delivered").asLong() == count.due()
                        && row.path("superseded").asLong() == count.overtaken()
                        && row.path("owedLater").asLong() == 0;
            }
        }
        return same && rows == 2;
    }
}
