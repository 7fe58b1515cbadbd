package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.JsonNode;

/** What came of a step of a wave, for people: each unit with each of its gates. */
final class WaveText {
    private WaveText() {}

    static String of(JsonNode done) {
        StringBuilder text = new StringBuilder();
        boolean dryRun = done.path("dryRun").asBoolean();
        for (JsonNode unit : done.path("units")) {
            text.append(unit.path("unit").asText())
                    .append(' ')
                    .append(unit.path("name").asText())
                    .append("  ")
                    .append(unit.path("from").asText());
            if (unit.path("taken").asBoolean()) {
                text.append(dryRun ? " could go to " : " -> ")
                        .append(unit.path("to").asText());
            } else {
                text.append(
                        unit.has("refusedBecause")
                                ? " stays: " + unit.path("refusedBecause").asText()
                                : " already");
            }
            text.append(
                            unit.has("until")
                                    ? "  returns by itself at "
                                            + unit.path("until").asText()
                                    : "")
                    .append('\n');
            for (JsonNode gate : unit.path("gates")) {
                text.append(gate.path("passes").asBoolean() ? "  passes  " : "  FAILS   ")
                        .append(gate.path("words").asText())
                        .append('\n');
            }
        }
        return text.append(done.path("wave").asText(done.at("/units/0/unit").asText()))
                .append(" to ")
                .append(done.path("to").asText())
                .append(dryRun ? ": could go " : ": gone ")
                .append(done.path("taken").asLong())
                .append(", refused ")
                .append(done.path("refused").asLong())
                .append(dryRun ? " (dry run).\n" : ".\n")
                .toString();
    }
}
