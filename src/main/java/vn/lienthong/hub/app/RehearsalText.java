package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** A readiness report for a terminal. */
final class RehearsalText {
    private static final int SHOWN = 3;

    private RehearsalText() {}

    static String of(JsonNode report) {
        StringBuilder text = new StringBuilder();
        text.append(report.path("unitName").asText())
                .append(" (")
                .append(report.path("unit").asText())
                .append(") to ")
                .append(report.path("destination").asText())
                .append(": ")
                .append(String.format(
                        Locale.ROOT, "%.1f", report.path("readyPercent").asDouble()))
                .append(" % ready. ")
                .append(report.path("records").asLong())
                .append(" records, ")
                .append(report.path("failures").asLong())
                .append(" failed, ")
                .append(report.path("notRead").asLong())
                .append(" lines not read; ")
                .append(report.path("state").asText())
                .append(report.path("limited").asBoolean() ? ", of a part only: opens no gate.\n" : ".\n");
        if (report.has("backfill")) {
            text.append("Backfill: ")
                    .append(report.at("/backfill/words").asText())
                    .append('\n');
        }
        report.path("causes").forEach(cause -> cause(text, cause));
        report.path("notes").forEach(note -> text.append("note: ")
                .append(note.path("note").asText())
                .append(", in ")
                .append(note.path("count").asLong())
                .append('\n'));
        return text.toString();
    }

    private static void cause(StringBuilder text, JsonNode cause) {
        text.append(cause.path("count").asLong())
                .append(" x ")
                .append(cause.path("title").asText())
                .append(": ")
                .append(cause.path("subject").asText())
                .append("\n  ")
                .append(cause.path("what").asText())
                .append(' ')
                .append(cause.path("cure").asText())
                .append("\n  who can act: ")
                .append(cause.path("who").asText())
                .append('\n');
        for (int i = 0; i < Math.min(SHOWN, cause.path("first").size()); i++) {
            JsonNode one = cause.path("first").path(i);
            text.append("  ").append(one.path("dossierCode").asText());
            text.append(" revision ").append(one.path("revision").asInt()).append('\n');
        }
        cause.path("proposals").forEach(one -> text.append("  perhaps ")
                .append(one.path("nationalCode").asText())
                .append(' ')
                .append(one.path("name").asText())
                .append(" (")
                .append(String.format(Locale.ROOT, "%.2f", one.path("score").asDouble()))
                .append("); if so, add to procedures.csv:\n    ")
                .append(one.path("row").asText())
                .append('\n'));
    }
}
