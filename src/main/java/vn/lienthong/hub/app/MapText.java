package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.JsonNode;

/** What {@code map} found, as a person reads it. */
final class MapText {
    private MapText() {}

    static String of(JsonNode result) {
        StringBuilder text = new StringBuilder();
        if (result.has("unreadable")) {
            text.append("The record is refused before it is mapped:\n");
            result.path("unreadable").forEach(finding -> finding(text, finding));
            return text.toString();
        }
        if (!result.path("read").isEmpty()) {
            text.append("Made good or odd on reading:\n");
            result.path("read").forEach(finding -> finding(text, finding));
        }
        if (result.has("refused")) {
            JsonNode refused = result.path("refused");
            text.append("The record cannot be said in this shape; the transfer would be parked:\n");
            finding(text, refused);
            return text.toString();
        }
        int number = 1;
        for (JsonNode message : result.path("messages")) {
            text.append("Message ")
                    .append(number++)
                    .append(", ")
                    .append(message.path("operation").asText());
            text.append(":\n").append(Json.pretty(message.path("body"))).append('\n');
        }
        text.append(result.path("notes").isEmpty() ? "Nothing is missing or cut.\n" : "Missing, cut or replaced:\n");
        result.path("notes")
                .forEach(note -> text.append("  ").append(note.asText()).append('\n'));
        return text.toString();
    }

    private static void finding(StringBuilder text, JsonNode finding) {
        String pointer = finding.path("pointer").asText();
        text.append("  ")
                .append(pointer)
                .append(pointer.isEmpty() ? "" : ": ")
                .append(finding.path("what").asText());
        text.append(" Found: ").append(finding.path("found").asText()).append(". ");
        text.append(finding.path("cure").asText()).append('\n');
    }
}
