package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.JsonNode;

/** Loads of history for people. */
final class HistoryText {
    private HistoryText() {}

    static String list(JsonNode answer) {
        if (answer.path("loads").isEmpty()) {
            return "Nothing was loaded from before.\n";
        }
        Table table = new Table(
                5, "load", "of", "source", "state", "done at", "read", "taken", "repeated", "older", "refused", "%");
        answer.path("loads")
                .forEach(load -> table.row(
                        load.path("id").asText(),
                        of(load),
                        load.path("source").asText(),
                        state(load),
                        load.path("doneAt").asText(load.path("ended").asText("-")),
                        load.at("/rows/read").asLong(),
                        load.at("/rows/taken").asLong(),
                        load.at("/rows/repeated").asLong(),
                        load.at("/rows/older").asLong(),
                        load.at("/rows/refused").asLong(),
                        load.has("share") ? Math.round(load.path("share").asDouble() * 100) : "-"));
        return table.toString();
    }

    private static String of(JsonNode load) {
        return load.path("file").asText("view " + load.path("view").asText())
                + (load.path("dryRun").asBoolean() ? " (dry run)" : "");
    }

    private static String state(JsonNode load) {
        boolean runs = load.path("state").asText().equals("running");
        String waits = load.path("waitsFor").asText();
        return load.path("state").asText()
                + (runs ? ", " + stage(load) : "")
                + (waits.isEmpty() ? "" : ", waits for " + waits);
    }

    private static String stage(JsonNode load) {
        return switch (load.path("stage").asText()) {
            case "reading" -> "reading";
            case "open" -> "open dossiers";
            default -> "closed dossiers";
        };
    }

    static String one(JsonNode load) {
        StringBuilder text = new StringBuilder("Load " + load.path("id").asText() + " of " + of(load) + " as "
                + load.path("source").asText() + ": " + state(load) + ".\n");
        JsonNode rows = load.path("rows");
        line(text, "read", rows.path("read").asLong() + " rows");
        line(
                text,
                "taken",
                rows.path("taken").asLong() + " rows; "
                        + rows.path("openDossiers").asLong() + " open dossiers, "
                        + rows.path("closedDossiers").asLong() + " closed");
        line(text, "repeated", rows.path("repeated").asLong() + " were known");
        line(text, "older", rows.path("older").asLong() + " are older than what is known, and kept out");
        line(
                text,
                "left out",
                rows.path("otherUnit").asLong() + " of other units, "
                        + rows.path("closedEarlier").asLong() + " of dossiers closed earlier");
        line(text, "refused", rows.path("refused").asLong() + "");
        load.path("causes")
                .properties()
                .forEach(cause -> line(text, "", cause.getValue().asLong() + " " + cause.getKey()));
        if (load.has("refusedRows")) {
            line(text, "", load.path("refusedRows").asText());
        }
        if (load.has("perSecond")) {
            line(
                    text,
                    "pace",
                    load.path("perSecond").asLong() + " rows/s, done at "
                            + load.path("doneAt").asText("a time not known"));
        }
        if (load.has("problem")) {
            JsonNode problem = load.path("problem");
            line(
                    text,
                    "problem",
                    problem.path("what").asText() + " Found: "
                            + problem.path("found").asText() + ". "
                            + problem.path("cure").asText());
        }
        load.path("deeds")
                .forEach(deed -> line(
                        text,
                        deed.path("what").asText(),
                        deed.path("at").asText() + " by " + deed.path("by").asText() + ": "
                                + deed.path("why").asText()));
        return text.toString();
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(String.format(java.util.Locale.ROOT, "  %-9s %s%n", name, value));
    }
}
