package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import vn.lienthong.hub.wardbook.BookReport;
import vn.lienthong.hub.wardbook.BookReport.Finding;
import vn.lienthong.hub.wardbook.Words;

/** What was found in a ward book, as JSON: the same from the command and from a running hub. */
final class BookJson {
    private static final int MOST = 2_000;

    private BookJson() {}

    static ObjectNode of(BookReport report) {
        ObjectNode node = Json.object();
        node.put("form", report.form()).put("readable", report.readable()).put("sound", report.isSound());
        node.put("rows", report.rows().size());
        node.put("sendable", report.taken().size());
        node.put("returned", report.returned().size());
        ArrayNode sheets = node.putArray("sheets");
        report.sheets().forEach(sheet -> {
            ObjectNode one = sheets.addObject().put("name", sheet.name());
            one.put("firstHeading", sheet.firstHeading()).put("lastHeading", sheet.lastHeading());
            sheet.columns().forEach(one.putArray("columns")::add);
        });
        ArrayNode findings = node.putArray("findings");
        report.findings().stream().limit(MOST).forEach(one -> findings.add(of(one)));
        if (report.findings().size() > MOST) {
            node.put("findingsNotShown", report.findings().size() - MOST);
        }
        ArrayNode tallies = node.putArray("tallies");
        report.tallies().forEach(tally -> tallies.addObject()
                .put("kind", lower(tally.kind()))
                .put("code", tally.code())
                .put("sheet", tally.sheet())
                .put("column", tally.column())
                .put("times", tally.times()));
        return node;
    }

    private static ObjectNode of(Finding finding) {
        ObjectNode node = Json.object().put("kind", lower(finding.kind())).put("code", finding.code());
        node.put("sheet", finding.sheet()).put("line", finding.line()).put("cell", finding.cell());
        put(node.putObject("what"), finding.what());
        put(node.putObject("found"), finding.found());
        put(node.putObject("cure"), finding.cure());
        return node;
    }

    private static void put(ObjectNode node, Words words) {
        node.put("en", words.en()).put("vi", words.vi());
    }

    static String lower(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }
}
