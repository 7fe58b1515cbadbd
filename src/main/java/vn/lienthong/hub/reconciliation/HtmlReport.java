package vn.lienthong.hub.reconciliation;

import static org.apache.commons.text.StringEscapeUtils.escapeXml10;

import java.io.IOException;
import java.util.List;
import vn.lienthong.hub.vocabulary.Times;

/** The page that a project leader reads: the sums, each unit, and the first differences. */
final class HtmlReport {
    private static final int SHOWN = 1_000;
    private static final String HEAD =
            """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><title>%s</title>
            <style>
            body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 72rem; padding: 0 1rem; color: #1b1f24; background: #fff }
            table { border-collapse: collapse; width: 100%%; margin: 1rem 0 2rem }
            th, td { border-bottom: 1px solid #d0d7de; padding: .35rem .6rem; text-align: left; vertical-align: top }
            td.n, th.n { text-align: right; font-variant-numeric: tabular-nums }
            .good { color: #116329 } .bad { color: #a40e26 } code { white-space: nowrap }
            </style></head><body>
            """;

    private final Reconciled reconciled;
    private final Reports reports;
    private final StringBuilder page = new StringBuilder();

    HtmlReport(Reconciled reconciled, Reports reports) {
        this.reconciled = reconciled;
        this.reports = reports;
    }

    String page() throws IOException {
        String title = "Reconciliation " + reconciled.id();
        page.append(HEAD.formatted(escapeXml10(title)));
        page.append("<h1>").append(escapeXml10(title)).append("</h1>\n<p>");
        page.append(escapeXml10(
                Times.text(reconciled.at()) + ", destination " + reconciled.destination() + ", " + reports.counts()));
        page.append(".</p>\n<p class=\"")
                .append(reconciled.same() ? "good" : "bad")
                .append("\"><strong>");
        page.append(reconciled.differences()).append(" dossiers differ</strong>, ");
        page.append(reconciled.onTheirWay()).append(" differ only by what is on its way.</p>\n");
        notCompared();
        kinds();
        units();
        dossiers();
        return page.append("</body></html>\n").toString();
    }

    private void notCompared() {
        if (!reconciled.notCompared().isEmpty()) {
            page.append("<p>Not compared:</p><ul>");
            reconciled.notCompared().forEach(words -> page.append("<li>")
                    .append(escapeXml10(words))
                    .append("</li>"));
            page.append("</ul>\n");
        }
    }

    private void kinds() {
        head("what", "dossiers");
        for (Kind kind : Kind.values()) {
            row(kind.words(), reconciled.kinds().getOrDefault(kind, 0L));
        }
        page.append("</table>\n");
    }

    private void units() {
        head("unit", "city", "hub", "province", "differ", "on their way");
        reconciled
                .units()
                .forEach((unit, count) -> row(
                        unit.isEmpty() ? "not named" : unit,
                        count.of(Side.CITY),
                        count.of(Side.HUB),
                        count.of(Side.PROVINCE),
                        count.differences(),
                        count.onTheirWay()));
        page.append("</table>\n");
    }

    private void dossiers() throws IOException {
        List<Difference> first = reports.first(SHOWN);
        if (first.isEmpty()) {
            return;
        }
        head("dossier", "differs in", "city", "hub", "province", "likely cause and cure");
        for (Difference one : first) {
            page.append("<tr><td><code>").append(escapeXml10(one.dossierCode())).append("</code><br>");
            page.append(escapeXml10(one.unit() + (one.day() == null ? "" : " " + one.day())))
                    .append("</td><td>");
            page.append(escapeXml10(String.join(
                            ", ", one.kinds().stream().map(Kind::words).toList())))
                    .append("</td>");
            for (Side side : Side.values()) {
                page.append("<td>")
                        .append(escapeXml10(one.says().getOrDefault(side, "not asked")))
                        .append("</td>");
            }
            page.append("<td>").append(escapeXml10(one.cause().words())).append("<br>");
            page.append(escapeXml10(one.cause().cure())).append("</td></tr>\n");
        }
        page.append("</table>\n");
        if (reconciled.differences() > first.size()) {
            page.append("<p>And ")
                    .append(reconciled.differences() - first.size())
                    .append(" more, in the reports as CSV and JSON.</p>\n");
        }
    }

    private void head(String... names) {
        page.append("<table><tr>");
        for (String name : names) {
            page.append("<th>").append(escapeXml10(name)).append("</th>");
        }
        page.append("</tr>\n");
    }

    private void row(String name, long... numbers) {
        page.append("<tr><td>").append(escapeXml10(name)).append("</td>");
        for (long number : numbers) {
            page.append("<td class=\"n\">").append(number).append("</td>");
        }
        page.append("</tr>\n");
    }
}
