package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Tells people what became of a contract. */
final class ContractText {
    private static final List<String> LEVELS = List.of("breaks", "may break", "harmless");

    private ContractText() {}

    static String of(JsonNode told) {
        StringBuilder text =
                new StringBuilder(told.path("connector").asText()).append(": ").append(verdict(told));
        if (told.has("comparedWith")) {
            line(text, "  ours   " + told.path("contract").asText());
            line(
                    text,
                    "  theirs " + told.path("comparedWith").asText()
                            + (told.has("assumption")
                                    ? " (assumed: " + told.path("assumption").asText() + ")"
                                    : ""));
        }
        JsonNode problem = told.path("problem");
        if (problem.isObject()) {
            line(text, "  " + problem.path("what").asText());
            line(text, "  Found: " + problem.path("found").asText());
            line(text, "  To do: " + problem.path("cure").asText());
        }
        LEVELS.forEach(level -> changes(text, told, level));
        told.path("touches").forEach(way -> way(text, way, told.path("verdict").asText()));
        return text.append(System.lineSeparator()).toString();
    }

    private static void line(StringBuilder text, String line) {
        text.append(System.lineSeparator()).append(line);
    }

    private static String verdict(JsonNode told) {
        String verdict = told.path("verdict").asText();
        return switch (verdict) {
            case "same" -> "the contract says what it said";
            case "unknown" -> "nobody knows whether the contract has changed";
            default ->
                "the contract has changed: "
                        + LEVELS.stream()
                                .filter(level -> told.path("counts").path(level).asInt() > 0)
                                .map(level -> told.path("counts").path(level).asInt() + " " + level)
                                .collect(Collectors.joining(", "));
        };
    }

    private static void changes(StringBuilder text, JsonNode told, String level) {
        List<JsonNode> all = new ArrayList<>();
        told.path("changes").forEach(change -> {
            if (change.path("level").asText().equals(level)) {
                all.add(change);
            }
        });
        if (all.isEmpty()) {
            return;
        }
        line(text, "");
        line(text, "  " + level);
        for (JsonNode change : all) {
            String operations = names(change.path("operations"));
            String endpoint = change.path("endpoint").asText();
            String place = change.path("place").asText();
            line(
                    text,
                    "    " + endpoint
                            + (operations.isEmpty() || operations.equals(endpoint) ? "" : " (" + operations + ")")
                            + (place.isEmpty() ? "" : ", " + place) + ": "
                            + change.path("what").asText());
            line(text, "      " + change.path("why").asText());
        }
    }

    private static String names(JsonNode list) {
        List<String> names = new ArrayList<>();
        list.forEach(one -> names.add(one.asText()));
        return String.join(", ", names);
    }

    private static void way(StringBuilder text, JsonNode way, String verdict) {
        if (verdict.equals("same") || verdict.equals("unknown")) {
            return;
        }
        int count = way.path("units").size();
        line(text, "");
        line(
                text,
                "  " + (verdict.equals("harmless") ? "goes this way, untouched" : "touched") + ", as "
                        + way.path("as").asText() + towards(way) + ": " + count + (count == 1 ? " ward" : " wards")
                        + (way.path("departments").asInt() > 0
                                ? " and " + way.path("departments").asInt() + " units of the city itself"
                                : "")
                        + ", with all their procedures");
        ContractWards.byMove(way)
                .forEach((move, units) ->
                        line(text, "    " + (move.isEmpty() ? "" : move + ": ") + String.join(", ", units)));
    }

    private static String towards(JsonNode way) {
        return way.path("as").asText().equals("destination") ? "" : " for " + names(way.path("destinations"));
    }
}
