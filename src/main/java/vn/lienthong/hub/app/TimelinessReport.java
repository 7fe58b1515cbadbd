package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import vn.lienthong.hub.timeliness.ReportPage;

/** Reports which deadlines of a period were met, and of the others where the time went. */
@Command(
        name = "report",
        description =
                "Which deadlines of a period were met as the destination counts it, and where the time of the others went.")
final class TimelinessReport extends HubCommand {
    private static final int SHOWN = 20;

    @Option(names = "--from", required = true, paramLabel = "DAY", description = "first day of the deadlines")
    private String from;

    @Option(names = "--to", required = true, paramLabel = "DAY", description = "last day of the deadlines")
    private String to;

    @Option(names = "--unit", paramLabel = "UNIT", description = "only this unit, by its code")
    private @Nullable String unit;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "1000",
            description = "so many late dossiers are named at most; all are counted (default: ${DEFAULT-VALUE})")
    private int limit;

    @Option(names = "--html", paramLabel = "FILE", description = "write a page for people")
    private @Nullable Path html;

    @Option(names = "--csv", paramLabel = "FILE", description = "write the late dossiers as a table")
    private @Nullable Path csv;

    @Option(names = "--json", description = "print the answer of the hub as it is")
    private boolean json;

    @Mixin
    private HubAddress hub;

    @Override
    public Integer call() {
        Map<String, String> asked = new HashMap<>(Map.of("from", from, "to", to, "limit", Integer.toString(limit)));
        if (unit != null) {
            asked.put("unit", unit);
        }
        JsonNode report = hub.client().get("/v1/timeliness/report", asked);
        if (html != null) {
            write(html, ReportPage.html(report));
        }
        if (csv != null) {
            write(csv, ReportPage.csv(report));
        }
        out().print(json ? Json.pretty(report) + System.lineSeparator() : text(report));
        return DONE;
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw CommandFailure.usage(
                    "A file of the report cannot be written.",
                    file + " (" + e.getClass().getSimpleName() + ")",
                    "Name a file in a folder that exists and may be written to.");
        }
    }

    static String text(JsonNode report) {
        StringBuilder text = new StringBuilder(ReportPage.period(report)).append(".\n");
        if (report.path("totals").isEmpty()) {
            text.append("No deadline lies in that time.\n");
        }
        for (JsonNode total : report.path("totals")) {
            text.append('\n').append(ReportPage.kind(total)).append('\n');
            ReportPage.sentences(total)
                    .forEach(line -> text.append("  ").append(line).append('\n'));
            String causes = ReportPage.hours(total.path("workingHoursByCause"));
            if (!causes.isEmpty()) {
                text.append("  Working hours of the late ones: ").append(causes).append('\n');
            }
        }
        text.append(units(report)).append(late(report));
        aside(text, report, "owedToNobody", " deadlines are of records that are owed to nobody; not counted.");
        aside(text, report, "beforeSwitchover", " deadlines were over before their unit went over; not counted.");
        aside(text, report, "givenUp", " were given up by a person, and are counted.");
        return text.toString();
    }

    private static void aside(StringBuilder text, JsonNode report, String field, String words) {
        if (report.path(field).asLong() > 0) {
            text.append(report.path(field).asLong()).append(words).append('\n');
        }
    }

    private static String units(JsonNode report) {
        if (report.path("rows").isEmpty()) {
            return "";
        }
        Table table = new Table(
                3,
                "kind",
                "unit",
                "destination",
                "all",
                "on time",
                "not done",
                "office",
                "source",
                "transfer",
                "by destination",
                "on time share",
                "without late transfers");
        for (JsonNode row : report.path("rows")) {
            table.row(
                    row.path("kind").asText(),
                    ReportPage.unit(row),
                    row.path("destination").asText(),
                    row.path("all").asLong(),
                    row.path("onTime").asLong(),
                    row.path("notDone").asLong(),
                    row.path("lateByOffice").asLong(),
                    row.path("lateBySource").asLong(),
                    row.path("lateByTransfer").asLong(),
                    row.path("lateByDestination").asLong(),
                    ReportPage.percent(row, "onTimeShare"),
                    ReportPage.percent(row, "onTimeShareWithoutLateTransfers"));
        }
        return "\n" + table;
    }

    private static String late(JsonNode report) {
        if (report.path("late").isEmpty()) {
            return "";
        }
        Table table = new Table(99, "dossier", "kind", "verdict", "unit", "due", "reported", "late, hours", "causes");
        int shown = 0;
        for (JsonNode one : report.path("late")) {
            if (shown++ < SHOWN) {
                table.row(
                        one.path("dossierCode").asText(),
                        one.path("kind").asText(),
                        one.path("verdict").asText(),
                        one.path("unit").asText(),
                        one.path("dueAt").asText(),
                        one.path("reportedAt").asText("-"),
                        one.path("lateWorkingHours").asText(),
                        ReportPage.hours(one.path("workingHoursByCause")));
            }
        }
        long all = report.path("lateCount").asLong();
        return "\n" + table + (all > SHOWN ? all - SHOWN + " more; --csv or --html names them.\n" : "");
    }
}
