package vn.lienthong.hub.rehearsal;

import static org.apache.commons.text.StringEscapeUtils.escapeXml10;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** A readiness report as a page to read and to print: one file, no script, nothing fetched. */
public final class ReportPage {
    private static final String HEAD =
            """
            <!doctype html>
            <html lang="vi">
            <head>
            <meta charset="utf-8">
            <title>%s</title>
            <style>
            body { font: 15px/1.45 system-ui, sans-serif; margin: 2em auto; max-width: 60em; padding: 0 1em; color: #222; }
            table { border-collapse: collapse; width: 100%%; margin: .5em 0 1.5em; }
            th, td { border: 1px solid #ccc; padding: .3em .6em; text-align: left; vertical-align: top; }
            .n { text-align: right; }
            .ready { font-size: 2.6em; font-weight: 600; }
            code { white-space: pre-wrap; overflow-wrap: anywhere; }
            </style>
            </head>
            <body>
            """;

    private ReportPage() {}

    /** The page of a report. */
    public static String of(JsonNode report) {
        String unit =
                report.path("unitName").asText() + " (" + report.path("unit").asText() + ")";
        StringBuilder page = new StringBuilder(HEAD.formatted(escapeXml10("Diễn tập: " + unit)));
        page.append("<h1>Mức sẵn sàng chuyển đổi / readiness: ")
                .append(escapeXml10(unit))
                .append("</h1>\n");
        page.append("<p class=\"ready\">")
                .append(String.format(
                        Locale.ROOT, "%.1f", report.path("readyPercent").asDouble()))
                .append(" %</p>\n");
        head(page, report);
        page.append("<h2>Nguyên nhân / causes</h2>\n");
        if (report.path("causes").isEmpty()) {
            page.append("<p>Không có hồ sơ nào bị lỗi. No record failed.</p>\n");
        }
        report.path("causes").forEach(cause -> cause(page, cause));
        notes(page, report.path("notes"));
        return page.append("</body>\n</html>\n").toString();
    }

    private static void head(StringBuilder page, JsonNode report) {
        page.append("<table>\n");
        row(page, "Nơi nhận / destination", report.path("destination").asText());
        row(page, "Nguồn / what was rehearsed", report.path("what").asText());
        if (report.path("limited").asBoolean()) {
            row(page, "Phạm vi / extent", "chỉ một phần, không mở cổng nào / a part only, opens no gate");
        }
        row(page, "Gửi thử / sent to", report.path("sentTo").asText("không gửi / nothing was sent"));
        row(
                page,
                "Kết thúc / ended",
                report.path("endedAt").asText() + ", " + report.path("state").asText());
        row(
                page,
                "Bản ghi / records",
                report.path("records").asLong() + ", đạt / ready "
                        + report.path("ready").asLong() + ", lỗi / failed "
                        + report.path("failures").asLong());
        JsonNode dossiers = report.path("dossiers");
        row(
                page,
                "Hồ sơ / dossiers",
                dossiers.path("all").asLong() + ", đạt / ready "
                        + dossiers.path("ready").asLong() + ", đang giải quyết / open "
                        + dossiers.path("open").asLong());
        row(page, "Dòng không đọc được / lines not read", report.path("notRead").asText("0"));
        row(
                page,
                "Thời gian chuyển hồ sơ cũ / backfill",
                report.path("backfill").path("words").asText());
        page.append("</table>\n");
    }

    private static void cause(StringBuilder page, JsonNode cause) {
        page.append("<h3>")
                .append(cause.path("count").asLong())
                .append(" × ")
                .append(escapeXml10(cause.path("vietnamese").asText()))
                .append(" / ")
                .append(escapeXml10(cause.path("title").asText()))
                .append(": ")
                .append(escapeXml10(cause.path("subject").asText()))
                .append("</h3>\n<table>\n");
        row(page, "Lỗi / what", cause.path("what").asText());
        row(page, "Cách xử lý / cure", cause.path("cure").asText());
        row(page, "Người xử lý / who can act", cause.path("who").asText());
        page.append("</table>\n");
        cause.path("proposals").forEach(one -> proposal(page, one));
        page.append("<table>\n<tr><th>hồ sơ / dossier</th><th>revision</th><th>found</th></tr>\n");
        cause.path("first").forEach(one -> page.append("<tr><td>")
                .append(escapeXml10(one.path("dossierCode").asText()))
                .append("</td><td class=\"n\">")
                .append(one.path("revision").asInt())
                .append("</td><td>")
                .append(escapeXml10(one.path("found").asText()))
                .append("</td></tr>\n"));
        page.append("</table>\n");
    }

    private static void proposal(StringBuilder page, JsonNode one) {
        page.append("<p>Đề xuất / proposed: <b>")
                .append(escapeXml10(one.path("nationalCode").asText()))
                .append("</b> ")
                .append(escapeXml10(one.path("name").asText()))
                .append(" (")
                .append(String.format(Locale.ROOT, "%.2f", one.path("score").asDouble()))
                .append(
                        "). Nếu đúng, thêm dòng này vào / if a person confirms it, add to mappings/tables/procedures.csv:<br>\n<code>")
                .append(escapeXml10(one.path("row").asText()))
                .append("</code></p>\n");
    }

    private static void notes(StringBuilder page, JsonNode notes) {
        if (notes.isEmpty()) {
            return;
        }
        page.append("<h2>Trường bị cắt hoặc bỏ / fields cut or left out</h2>\n<table>\n");
        notes.forEach(
                one -> row(page, one.path("note").asText(), one.path("count").asText()));
        page.append("</table>\n");
    }

    private static void row(StringBuilder page, String name, String value) {
        page.append("<tr><th>")
                .append(escapeXml10(name))
                .append("</th><td>")
                .append(escapeXml10(value))
                .append("</td></tr>\n");
    }
}
