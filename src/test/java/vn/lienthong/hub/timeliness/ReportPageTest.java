package vn.lienthong.hub.timeliness;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vn.lienthong.hub.journal.Duty;
import vn.lienthong.hub.journal.Timings.Closed;
import vn.lienthong.hub.journal.Timings.Owed;
import vn.lienthong.hub.journal.Timings.Span;

/** What people read of a period; a new text is read in the failure and put into the file that it names. */
class ReportPageTest {
    private static final Path APPROVED = Path.of("src/test/resources/vn/lienthong/hub/timeliness");
    private static final Instant DUE = at("2019-12-16T17:30");

    @Test
    void thePageAndTheTableAreApproved() throws IOException {
        JsonNode report = report();
        String json = new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(report) + "\n";
        assertApproved("report.json", json);
        assertApproved("report.html", ReportPage.html(report));
        assertApproved("report.csv", ReportPage.csv(report).replace("\r\n", "\n"));
    }

    @Test
    void whatComesFromOutsideIsOnlyText() {
        PeriodReport report = new PeriodReport(SyncAgesTest.TABLES, List.of(), at("2020-03-02T07:30"), 10);
        report.add(owed("<script>\"&", "21556", "2019-12-16T18:00", null));
        String page = ReportPage.html(report.json(new Span(DUE, DUE.plusSeconds(1), "<b>"), DUE));
        assertThat(page).contains("&lt;script&gt;&quot;&amp;", "&lt;b&gt;").doesNotContain("<script", "<b>");
    }

    private static JsonNode report() {
        Closed away = new Closed(
                "province-rest",
                null,
                null,
                null,
                at("2019-12-16T16:00"),
                at("2019-12-17T09:30"),
                false,
                "connection-refused");
        PeriodReport report = new PeriodReport(SyncAgesTest.TABLES, List.of(away), at("2026-03-02T07:30"), 3);
        report.add(owed("000.00.ZZ.H08-191216-0001", "21556", "2019-12-16T10:00", "2019-12-16T10:01"));
        report.add(owed("000.00.ZZ.H08-191216-0002", "21556", "2019-12-16T15:00", "2019-12-17T09:31"));
        report.add(owed("000.00.ZZ.H08-191216-0003", "21583", "2019-12-17T08:30", "2019-12-17T09:32"));
        report.add(owed("000.00.ZZ.H08-191216-0004", "21583", null, null));
        report.add(owed("000.00.ZZ.H08-191216-0005", "21583", "2019-12-17T10:30", null));
        return report.json(new Span(at("2019-12-01T00:00"), at("2020-01-01T00:00"), null), at("2020-01-01T00:00"));
    }

    private static Owed owed(String code, String unit, @Nullable String met, @Nullable String reported) {
        Instant fact = met == null ? null : at(met);
        return new Owed(
                Duty.Kind.RESULT,
                code,
                unit,
                "1.001193.000.00.00.H08",
                at("2019-12-16T08:00"),
                DUE,
                fact,
                "city",
                fact == null ? at("2019-12-16T08:01") : fact.plusSeconds(60),
                "province-rest",
                reported == null ? null : at(reported),
                false,
                false,
                List.of());
    }

    private static void assertApproved(String name, String text) throws IOException {
        Path file = APPROVED.resolve(name);
        String approved = Files.exists(file) ? Files.readString(file, StandardCharsets.UTF_8) : "";
        assertThat(text).as("approved text " + file).isEqualTo(approved);
    }

    private static Instant at(String local) {
        return SyncAgesTest.at(local);
    }
}
