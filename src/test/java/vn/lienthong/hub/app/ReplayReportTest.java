package vn.lienthong.hub.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.difference.Exchanges;
import vn.lienthong.hub.difference.Ignore;
import vn.lienthong.hub.difference.Report;
import vn.lienthong.hub.recording.RecordedExchange;
import vn.lienthong.hub.replay.Replayed;

/** When a replay is a success, and that nothing gets lost on the way. All that is in it is made up. */
class ReplayReportTest {
    private final List<Replayed> kept = new ArrayList<>();
    private final ReplayReport report = report(List.of());

    private ReplayReport report(List<Ignore> everywhere) {
        return new ReplayReport(everywhere, new ReplayReport.Begun() {
            @Override
            public void begins() {
                kept.clear();
            }

            @Override
            public void played(Replayed replayed) {
                kept.add(replayed);
            }
        });
    }

    private static RecordedExchange answered(String body) {
        return Exchanges.of(
                "000-1",
                "1",
                List.of(Exchanges.leg(
                        "DongBoHoSoMC",
                        "POST /ws HTTP/1.1\r\n\r\n",
                        "HTTP/1.1 200\r\n\r\n{\"luc\":\"" + body + "\"}")));
    }

    private static void compared(ReplayReport report, String name, String left, String right) {
        report.compared(name, new Replayed(answered(left), answered(right)), List.of());
    }

    @Test
    void whatFailedIsNoSuccessAndWhatWasLeftOutIsNone() {
        compared(report, "a", "08:00", "08:00");
        report.notAsked("b", "the recording has no record");
        assertThat(report.sound()).isTrue();
        report.failed("c", "the hub refused the record: HTTP 422");
        assertThat(report.sound()).isFalse();
        assertThat(report.summary().get(0)).endsWith("1 the same, 0 different; 1 failed; 1 not asked");
        assertThat(report.summary()).contains("failed: 1, the hub refused the record: HTTP 422: c");
        assertThat(kept).hasSize(1);
    }

    @Test
    void aReportForMachinesIsToldWhatFailedAndWhatCameUnasked(@TempDir Path place) throws Exception {
        compared(report, "a", "08:00", "08:00");
        report.notAsked("b", "the recording has no record");
        report.failed("c", "the hub refused the record: HTTP 422");
        report.stranger("province-rest: POST /x", 3);
        Path file = place.resolve("TEST-replay.xml");
        Report junit = Report.junit(file);
        report.show(junit);
        junit.end(report.tally());
        assertThat(file)
                .content()
                .contains("tests=\"4\" failures=\"0\" errors=\"2\" skipped=\"1\"")
                .contains("<error type=\"failed\" message=\"came 3 times, and belongs to no exchange\"/>");
    }

    @Test
    void noExchangeVanishes() {
        compared(report, "a", "08:00", "08:00");
        report.notAsked("b", "left");
        report.complete(List.of("a", "b", "c"));
        assertThat(report.sound()).isFalse();
        assertThat(report.json().at("/failed/0/exchange").asText()).isEqualTo("c");
        assertThat(report.json().path("failed")).hasSize(1);
    }

    @Test
    void outOfReachIsWhereNothingArrivedAtAll() {
        assertThat(report.outOfReach()).isNull();
        report.unreached("a", "CONNECT, refused");
        assertThat(report.outOfReach()).isEqualTo("CONNECT, refused");
        compared(report, "b", "08:00", "08:00");
        assertThat(report.outOfReach()).isNull();
        assertThat(report.sound()).isFalse();
    }

    @Test
    void whatIsIgnoredIsCountedWithItsReason() {
        ReplayReport ignoring =
                report(List.of(new Ignore("answer:/luc", "the time of the call", "", "", "ignore.yaml")));
        compared(ignoring, "a", "08:00", "09:00");
        assertThat(ignoring.sound()).isTrue();
        assertThat(ignoring.json().at("/ignored/0").toString())
                .isEqualTo("{\"where\":\"answer:/luc\",\"because\":\"the time of the call\",\"differences\":1}");
    }

    @Test
    void whereADossierBeginsInTheMiddleAndDiffersItIsSaid() {
        compared(report, "r2", "08:00", "08:00");
        report.begunLater(Set.of("r2"));
        assertThat(String.join("\n", report.summary())).doesNotContain("note:");
        compared(report, "r7", "08:00", "09:00");
        compared(report, "r8", "08:00", "09:00");
        report.begunLater(Set.of("r2", "r7"));
        assertThat(String.join("\n", report.summary()))
                .contains("note: 1 of those that differ are later revisions")
                .contains("(r7)")
                .endsWith("Record the whole dossier: record --dossier CODE");
        assertThat(report.json().at("/notes/0").asText()).contains("(r7)");
    }
}
