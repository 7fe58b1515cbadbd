package vn.lienthong.hub.timeliness;

import static org.apache.commons.text.StringEscapeUtils.escapeXml10;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.StringJoiner;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** The report of a period as a page for people and as a table for a spreadsheet, made of its JSON. Names no person. */
public final class ReportPage {
    private static final String STYLE =
            "body{font:15px sans-serif;margin:2em;max-width:75em}table{border-collapse:collapse;margin:1em 0}"
                    + "th,td{border:1px solid #bbb;padding:.25em .6em;text-align:left}td.n{text-align:right}th{background:#eee}";

    private ReportPage() {}

    /** A whole page, without scripts and without anything from elsewhere. */
    public static String html(JsonNode report) {
        StringBuilder page = new StringBuilder();
        page.append(
                        "<!doctype html>\n<html lang=\"vi\"><head><meta charset=\"utf-8\"><title>Đúng hạn / In time</title><style>")
                .append(STYLE)
                .append("</style></head><body>\n<h1>Hồ sơ đúng hạn, trễ hạn và nguyên nhân</h1>\n<p>")
                .append(escapeXml10(period(report)))
                .append("</p>\n");
        for (JsonNode total : report.path("totals")) {
            page.append("<h2>").append(escapeXml10(kind(total))).append("</h2>\n<ul>\n");
            sentences(total)
                    .forEach(line ->
                            page.append("<li>").append(escapeXml10(line)).append("</li>\n"));
            page.append("</ul>\n");
            causes(page, total);
            units(page, report, total.path("kind").asText());
        }
        late(page, report);
        return page.append("</body></html>\n").toString();
    }

    /** One line a late dossier, with a heading. */
    public static String csv(JsonNode report) {
        StringBuilder text = new StringBuilder();
        try (CSVPrinter printer = new CSVPrinter(text, CSVFormat.RFC4180)) {
            printer.printRecord(
                    "dossierCode",
                    "kind",
                    "verdict",
                    "destination",
                    "unit",
                    "name",
                    "successor",
                    "dueAt",
                    "factAt",
                    "acceptedAt",
                    "reportedAt",
                    "source",
                    "lateWorkingHours",
                    "workingHoursByCause");
            for (JsonNode late : report.path("late")) {
                printer.printRecord(
                        late.path("dossierCode").asText(),
                        late.path("kind").asText(),
                        late.path("verdict").asText(),
                        late.path("destination").asText(),
                        late.path("unit").asText(),
                        late.path("name").asText(),
                        late.path("successor").asText(),
                        late.path("dueAt").asText(),
                        late.path("factAt").asText(),
                        late.path("acceptedAt").asText(),
                        late.path("reportedAt").asText(),
                        late.path("source").asText(),
                        late.path("lateWorkingHours").asDouble(),
                        hours(late.path("workingHoursByCause")));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("A text in memory is always writable", e);
        }
        return text.toString();
    }

    /** Of which deadlines it tells. */
    public static String period(JsonNode report) {
        return "Deadlines from " + report.path("from").asText() + " to before "
                + report.path("countedUntil").asText() + ", as of "
                + report.path("asOf").asText()
                + (report.has("unit") ? ", unit " + report.path("unit").asText() : "");
    }

    /** What a kind of deadline is. */
    public static String kind(JsonNode node) {
        return node.path("kind").asText().equals("ANSWER")
                ? "Tiếp nhận hồ sơ trực tuyến trong 8 giờ làm việc / Answer to an online filing"
                : "Giải quyết hồ sơ theo ngày hẹn trả / Result by its due time";
    }

    /** The sums in sentences; the first one closes. */
    public static List<String> sentences(JsonNode sums) {
        StringJoiner parts = new StringJoiner(" + ");
        for (Verdict verdict : Verdict.values()) {
            parts.add(sums.path(verdict.field).asLong() + " " + verdict.en);
        }
        return List.of(
                sums.path("all").asLong() + " = " + parts,
                "On-time share as the destination counts it, of those that are done: " + percent(sums, "onTimeShare"),
                "It would be, without late transfers: " + percent(sums, "onTimeShareWithoutLateTransfers"),
                "With those that are not done yet counted as late: " + percent(sums, "onTimeShareWithNotDone"),
                "Of the late ones that are done, late by synchronisation and not by the office: "
                        + percent(sums, "lateBySynchronisationShare"));
    }

    /** A share with its sign, or that there is none. */
    public static String percent(JsonNode node, String share) {
        return node.has(share) ? node.path(share).asDouble() + " %" : "-";
    }

    /** Causes and hours in one line. */
    public static String hours(JsonNode causes) {
        StringJoiner text = new StringJoiner("; ");
        causes.properties()
                .forEach(one -> text.add(one.getKey() + " " + one.getValue().asDouble() + " h"));
        return text.toString();
    }

    private static void causes(StringBuilder page, JsonNode total) {
        if (total.path("workingHoursByCause").isEmpty()) {
            return;
        }
        page.append("<table><tr><th>Nguyên nhân / cause</th><th>Giờ làm việc / working hours</th></tr>\n");
        total.path("workingHoursByCause").properties().forEach(one -> {
            page.append("<tr>");
            cell(page, one.getKey(), false);
            cell(page, one.getValue().asText(), true);
            page.append("</tr>\n");
        });
        page.append("</table>\n");
    }

    private static void units(StringBuilder page, JsonNode report, String kind) {
        page.append("<table><tr><th>Đơn vị / unit</th><th>Nơi nhận / destination</th><th>Tổng / all</th>");
        for (Verdict verdict : Verdict.values()) {
            page.append("<th>")
                    .append(verdict.vi)
                    .append(" / ")
                    .append(verdict.en)
                    .append("</th>");
        }
        page.append("<th>% đúng hạn / on time</th><th>% nếu chuyển kịp / without late transfers</th></tr>\n");
        for (JsonNode row : report.path("rows")) {
            if (row.path("kind").asText().equals(kind)) {
                page.append("<tr>");
                cell(page, unit(row), false);
                cell(page, row.path("destination").asText(), false);
                cell(page, row.path("all").asText(), true);
                for (Verdict verdict : Verdict.values()) {
                    cell(page, row.path(verdict.field).asText(), true);
                }
                cell(page, percent(row, "onTimeShare"), true);
                cell(page, percent(row, "onTimeShareWithoutLateTransfers"), true);
                page.append("</tr>\n");
            }
        }
        page.append("</table>\n");
    }

    private static void late(StringBuilder page, JsonNode report) {
        page.append("<h2>Hồ sơ trễ / late dossiers: ")
                .append(report.path("lateCount").asLong());
        if (report.path("late").size() < report.path("lateCount").asLong()) {
            page.append(", ").append(report.path("late").size()).append(" shown");
        }
        page.append(
                "</h2>\n<table><tr><th>Mã hồ sơ</th><th>Đơn vị / unit</th><th>Kết luận / verdict</th><th>Hạn / due</th>"
                        + "<th>Xong lúc / fact</th><th>Đến hệ thống / accepted</th><th>Bên nhận xác nhận / reported</th>"
                        + "<th>Trễ (giờ) / late</th><th>Nguyên nhân / causes</th></tr>\n");
        for (JsonNode one : report.path("late")) {
            Verdict verdict = Verdict.valueOf(one.path("verdict").asText());
            page.append("<tr>");
            cell(page, one.path("dossierCode").asText(), false);
            cell(page, unit(one), false);
            cell(page, verdict.vi + " / " + verdict.en, false);
            cell(page, one.path("dueAt").asText(), false);
            cell(page, one.path("factAt").asText("-"), false);
            cell(page, one.path("acceptedAt").asText("-"), false);
            cell(page, one.path("reportedAt").asText("-"), false);
            cell(page, one.path("lateWorkingHours").asText(), true);
            cell(page, hours(one.path("workingHoursByCause")), false);
            page.append("</tr>\n");
        }
        page.append("</table>\n");
    }

    /** A unit as it was called then, and who stands for it now. */
    public static String unit(JsonNode row) {
        return (row.path("unit").asText() + " " + row.path("name").asText()).strip()
                + (row.has("successor")
                        ? ", nay là / now " + row.path("successor").asText()
                        : "");
    }

    private static void cell(StringBuilder page, String text, boolean number) {
        page.append(number ? "<td class=\"n\">" : "<td>")
                .append(escapeXml10(text))
                .append("</td>");
    }
}
