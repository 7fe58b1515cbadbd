package vn.lienthong.hub.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.reference.Reference;
import vn.lienthong.hub.rehearsal.BackfillTime.Openings;
import vn.lienthong.hub.rehearsal.Outside.Outlook;
import vn.lienthong.hub.rehearsal.Trial.Fit;
import vn.lienthong.hub.rehearsal.Trial.Stage;

/** The report as people and programs read it, approved whole: {@code src/test/resources/vn/lienthong/hub/rehearsal}. */
class ReadinessReportTest {
    private static final Instant NOW = Instant.parse("2026-03-02T01:00:00Z");
    private static final Proposals PROPOSALS = new Proposals(
            Reference.load(Path.of("mappings", "tables")).procedures().all());

    @TempDir
    private Path folder;

    @Test
    void isApprovedAsJson() throws IOException {
        assertThat(report("finished", NOW).toPrettyString() + "\n").isEqualTo(approved("readiness.approved.json"));
    }

    @Test
    void isApprovedAsAPage() throws IOException {
        assertThat(ReportPage.of(report("finished", NOW))).isEqualTo(approved("readiness.approved.html"));
    }

    @Test
    void aPageShowsWhateverStandsInARecordAsText() {
        ObjectNode report = report("finished", NOW);
        report.put("unitName", "<script>alert(1)</script> & \"x\"");
        assertThat(ReportPage.of(report))
                .doesNotContain("<script>")
                .contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;x&quot;");
    }

    @Test
    void aPageSaysThatARunWasOfAPartOnly() {
        assertThat(ReportPage.of(report("finished", NOW).put("limited", true)))
                .contains("chỉ một phần, không mở cổng nào / a part only, opens no gate");
    }

    @Test
    void aGateReadsTheNewestWholeRunOfEachKindAndWhatCameSince() {
        ReportBook book = new ReportBook(folder);
        assertThat(book.failures("21556")).isEmpty();
        book.keep("21556", report("finished", NOW));
        book.keep("21556", report("cancelled", NOW.plusSeconds(60)));
        ObjectNode limited = report("finished", NOW.plusSeconds(120)).put("limited", true);
        book.keep("21556", limited);
        assertThat(book.failures("21556")).contains(new ReportBook.Failures(4, NOW.plusSeconds(30)));

        for (int i = 0; i < 15; i++) {
            book.keep("21556", report("finished", NOW.plusSeconds(200 + i)).put("kind", "history"));
        }
        assertThat(book.failures("21556")).map(ReportBook.Failures::failures).contains(8L);
        assertThat(book.last("21556").orElseThrow().path("kind").asText()).isEqualTo("history");

        ObjectNode live = report("running", NOW.plusSeconds(400)).put("kind", "live");
        book.keepLive("21556", live);
        assertThat(book.failures("21556")).contains(new ReportBook.Failures(12, NOW.plusSeconds(430)));
        assertThat(book.units()).containsExactly("21556");
    }

    @Test
    void aReportThatDoesNotSayThatItIsWholeIsShownAndOpensNoGate() {
        ReportBook book = new ReportBook(folder);
        ObjectNode old = report("finished", NOW);
        old.remove("whole");
        book.keep("21556", old);

        assertThat(book.newest("21556")).isPresent();
        assertThat(book.counting("21556")).isEmpty();
        assertThat(book.failures("21556")).isEmpty();
    }

    @Test
    void oneThatBeganAndNeverEndedLeavesATraceUntilTheNextOneEnds() {
        ReportBook book = new ReportBook(folder);
        ObjectNode killed = report("running", NOW);
        book.begins("21556", killed);

        ReportBook afterTheRestart = new ReportBook(folder);
        assertThat(afterTheRestart.begun("21556").orElseThrow().toPrettyString())
                .isEqualTo(killed.toPrettyString());
        assertThat(afterTheRestart.units()).containsExactly("21556");
        assertThat(afterTheRestart.last("21556")).isEmpty();
        assertThat(afterTheRestart.failures("21556")).isEmpty();

        afterTheRestart.keep("21556", report("finished", NOW.plusSeconds(60)));
        assertThat(afterTheRestart.begun("21556")).isEmpty();
    }

    @Test
    void whatWasKeptIsCountedOnByTheNext() {
        Tally tally = new Tally();
        tally.restore(report("running", NOW));
        tally.add(Records.of("H-9", 1, "RECEIVED"), new Fit(List.of(), 1, Duration.ZERO));

        ObjectNode more = ReportJson.counted(tally, PROPOSALS);

        assertThat(more.path("records").asLong()).isEqualTo(13);
        assertThat(more.path("failures").asLong()).isEqualTo(4);
        assertThat(more.path("causes")).hasSize(3);
        assertThat(more.path("readyPercent").asDouble()).isEqualTo(71.4);
    }

    private static ObjectNode report(String state, Instant startedAt) {
        ObjectNode report = JsonNodeFactory.instance.objectNode();
        report.put("unit", "21556").put("unitName", "Phường Đống Đa").put("destination", "province-rest");
        report.put("kind", "journal").put("what", "journal").put("state", state).put("limited", false);
        report.put("whole", state.equals("finished"));
        ReportJson.time(report, "startedAt", startedAt);
        ReportJson.time(report, "endedAt", startedAt.plusSeconds(30));
        Tally tally = tally();
        report.setAll(ReportJson.counted(tally, PROPOSALS));
        Expected.into(report, tally, new Outlook(2, 16, 0, Openings.ALWAYS), 0, NOW);
        return report;
    }

    private static Tally tally() {
        Tally tally = new Tally();
        Fit fit = new Fit(List.of("NgayTra: left out, because status 9 has not ended the dossier"), 2, Duration.ZERO);
        for (int i = 0; i < 9; i++) {
            tally.add(Records.of("H-" + i, 1, i < 7 ? "RECEIVED" : "RETURNED"), fit);
        }
        tally.add(
                Records.of("H-1", 2, "PROCESSING"),
                Records.unfit(Stage.MAPPING, "unmapped-procedure", "procedure KS_cu", "procedure:KS_cu"));
        tally.add(
                Records.of("H-2", 2, "PROCESSING"),
                Records.unfit(Stage.MAPPING, "unmapped-procedure", "procedure KS_cu", "procedure:KS_cu"));
        tally.add(
                Records.of("H-9", 1, "FINISHED"),
                Records.unfit(Stage.FILES, "file-not-held", "attachment a1, without url", null));
        tally.unreadable("", 7, Records.unfit(Stage.READING, "not-json", "text of 12 characters", null));
        return tally;
    }

    private static String approved(String name) throws IOException {
        try (InputStream text = ReadinessReportTest.class.getResourceAsStream(name)) {
            return text == null ? "" : new String(text.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
