package vn.lienthong.hub.app;

import static org.apache.commons.text.StringEscapeUtils.escapeXml10;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.app.SwitchoverDemoLog.Judgement;
import vn.lienthong.hub.app.SwitchoverTally.Sums;
import vn.lienthong.hub.app.SwitchoverTally.Ward;
import vn.lienthong.hub.switchover.PlanCalendar;
import vn.lienthong.hub.vocabulary.SwitchoverState;

/**
 * What a project leader would sign when a switchover is over: as sheets, which text and page show alike. Holds nothing but what the seed decides.
 *
 * @param sheets tables, each with its title
 * @param sound whether every balance closes and every ward is settled
 */
record SwitchoverReport(String title, List<String> head, List<Sheet> sheets, List<String> foot, boolean sound) {

    /**
     * A table.
     *
     * @param numbersFrom index of the first column that is set to the right
     */
    record Sheet(String title, int numbersFrom, List<String> columns, List<List<String>> rows) {}

    static SwitchoverReport of(
            List<Ward> wards, PlanCalendar calendar, SwitchoverDemoLog log, SwitchoverDemo.Size size) {
        boolean closes = wards.stream().allMatch(ward -> ward.sums().closes());
        boolean settled = wards.stream().allMatch(ward -> ward.state() == SwitchoverState.SETTLED);
        long late = wards.stream().mapToLong(Ward::late).sum();
        Sums total = total(wards);
        List<String> head = List.of(
                calendar.plan().name() + ", to " + calendar.plan().destination() + ", "
                        + calendar.days().get(0).day() + " to "
                        + calendar.days().get(calendar.days().size() - 1).day(),
                "A demonstration with seed " + size.seed() + " and scale " + size.scale()
                        + ". Nobody in it exists; telephone numbers and limits are made up.",
                wards.size() + " wards, settled "
                        + wards.stream().filter(ward -> ward.settled() != null).count() + "; records accepted "
                        + total.accepted() + ", delivered " + total.delivered() + ", cancelled " + total.cancelled()
                        + ", still open " + (total.waiting() + total.later() + total.parked()) + "; late by transfer "
                        + late + ". The balance " + (closes ? "closes." : "DOES NOT CLOSE."));
        List<String> foot = List.of(
                "Late by transfer: reported more than 8 working hours after it was accepted from a ward that works towards the province.",
                "Người phụ trách dự án / project leader: ______________________    Ngày / date: ______________");
        return new SwitchoverReport(
                "BIÊN BẢN CHUYỂN ĐỔI / SWITCHOVER REPORT",
                head,
                List.of(wentOver(wards), records(wards), rehearsed(log), gates(log), happened(log)),
                foot,
                closes && settled);
    }

    private static Sheet wentOver(List<Ward> wards) {
        List<List<String>> rows = new ArrayList<>();
        wards.forEach(ward -> rows.add(List.of(
                ward.unit().code() + " " + ward.unit().name(),
                ward.wave(),
                time(ward.over()),
                time(ward.settled()),
                ward.state().name())));
        return new Sheet(
                "When each ward went", 5, List.of("ward", "wave", "at the province since", "settled", "state"), rows);
    }

    private static Sheet records(List<Ward> wards) {
        List<List<String>> rows = new ArrayList<>();
        wards.forEach(
                ward -> rows.add(row(ward.unit().code() + " " + ward.unit().name(), ward.sums(), ward)));
        return new Sheet(
                "Records of each ward (times in hours)",
                1,
                List.of(
                        "ward",
                        "accepted",
                        "delivered",
                        "cancelled",
                        "open",
                        "held for a while",
                        "longest hold",
                        "oldest unreported, working",
                        "late by transfer",
                        "balance"),
                rows);
    }

    private static List<String> row(String name, Sums sums, Ward ward) {
        return List.of(
                name,
                String.valueOf(sums.accepted()),
                String.valueOf(sums.delivered()),
                String.valueOf(sums.cancelled()),
                String.valueOf(sums.waiting() + sums.later() + sums.parked()),
                String.valueOf(ward.held()),
                SwitchoverTally.hours(ward.longestHold()),
                SwitchoverTally.hours(ward.oldest()),
                String.valueOf(ward.late()),
                sums.closes() ? "closes" : "OPEN");
    }

    private static Sums total(List<Ward> wards) {
        Sums total = new Sums(0, 0, 0, 0, 0, 0);
        for (Ward ward : wards) {
            Sums one = ward.sums();
            total = new Sums(
                    total.accepted() + one.accepted(),
                    total.delivered() + one.delivered(),
                    total.waiting() + one.waiting(),
                    total.later() + one.later(),
                    total.parked() + one.parked(),
                    total.cancelled() + one.cancelled());
        }
        return total;
    }

    private static Sheet rehearsed(SwitchoverDemoLog log) {
        List<List<String>> rows = new ArrayList<>();
        log.rehearsed()
                .forEach(one -> rows.add(List.of(
                        time(one.at()),
                        one.unit() + " " + one.name(),
                        one.causes().isEmpty() ? "-" : one.causes(),
                        String.valueOf(one.records()),
                        one.records() == 0 ? "-" : String.format(Locale.ROOT, "%.1f %%", one.ready()),
                        String.valueOf(one.failures()))));
        return new Sheet(
                "Readiness of each ward, rehearsed before it went (pages: rehearsals/ beside this report)",
                3,
                List.of("when", "ward", "what would fail", "records", "ready", "failed"),
                rows);
    }

    private static Sheet gates(SwitchoverDemoLog log) {
        List<List<String>> rows = new ArrayList<>();
        for (Judgement judgement : log.judgements()) {
            rows.add(List.of(
                    time(judgement.at()),
                    judgement.unit(),
                    judgement.to().name(),
                    judgement.taken() ? "gone" : "stays",
                    String.join("; ", judgement.gates())));
        }
        return new Sheet("Gates", 5, List.of("when", "ward", "to", "", "number and limit of each gate"), rows);
    }

    private static Sheet happened(SwitchoverDemoLog log) {
        List<List<String>> rows = new ArrayList<>();
        log.happened().forEach(one -> rows.add(List.of(time(one.at()), one.words())));
        return new Sheet("What happened, what went wrong, and how it was mended", 2, List.of("when", "what"), rows);
    }

    private static String time(@Nullable LocalDateTime time) {
        return time == null ? "-" : time.toString().replace('T', ' ');
    }

    /** For a terminal, or paper. */
    String text() {
        StringBuilder text = new StringBuilder(title).append("\n\n");
        head.forEach(line -> text.append(line).append('\n'));
        for (Sheet sheet : sheets) {
            Table table = new Table(sheet.numbersFrom(), sheet.columns().toArray(String[]::new));
            sheet.rows().forEach(row -> table.row(row.toArray()));
            text.append('\n').append(sheet.title()).append("\n\n").append(table);
        }
        text.append('\n');
        foot.forEach(line -> text.append(line).append("\n\n"));
        return text.toString();
    }

    /** The same as a page that needs nothing else. */
    String html() {
        StringBuilder page = new StringBuilder(
                "<!DOCTYPE html>\n<html lang=\"vi\"><head><meta charset=\"utf-8\"><title>" + escapeXml10(title)
                        + "</title>\n<style>body{font:14px sans-serif;margin:2em}table{border-collapse:collapse;margin:1em 0}"
                        + "td,th{border:1px solid #999;padding:2px 8px;text-align:left;vertical-align:top}"
                        + "td.n{text-align:right}</style></head><body>\n<h1>" + escapeXml10(title) + "</h1>\n");
        head.forEach(line -> page.append("<p>").append(escapeXml10(line)).append("</p>\n"));
        for (Sheet sheet : sheets) {
            page.append("<h2>").append(escapeXml10(sheet.title())).append("</h2>\n<table>\n<tr>");
            sheet.columns()
                    .forEach(name ->
                            page.append("<th>").append(escapeXml10(name)).append("</th>"));
            page.append("</tr>\n");
            sheet.rows().forEach(row -> page.append(htmlRow(row, sheet.numbersFrom())));
            page.append("</table>\n");
        }
        foot.forEach(line -> page.append("<p>").append(escapeXml10(line)).append("</p>\n"));
        return page.append("</body></html>\n").toString();
    }

    private static String htmlRow(List<String> row, int numbersFrom) {
        StringBuilder cells = new StringBuilder("<tr>");
        for (int i = 0; i < row.size(); i++) {
            cells.append(i < numbersFrom ? "<td>" : "<td class=\"n\">")
                    .append(escapeXml10(row.get(i)))
                    .append("</td>");
        }
        return cells.append("</tr>\n").toString();
    }
}
