package vn.lienthong.hub.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vn.lienthong.hub.connector.Connectors;
import vn.lienthong.hub.difference.Exchanges;
import vn.lienthong.hub.recording.RecordedExchange;
import vn.lienthong.hub.recording.RecordedExchange.About;
import vn.lienthong.hub.recording.RecordedExchange.Leg;
import vn.lienthong.hub.replay.ReplayScript;

/** What is expected in a case that is made of a recorded exchange, and where a recording begins. All that is in it is made up. */
class CaseDraftTest {
    private static final String BUSY = "{\"error_code\":\"-1\",\"message\":\"Hệ thống đang gặp sự cố\"}";

    private static Leg answered(String operation, String answer) {
        return Exchanges.leg(
                operation,
                "POST /mapi/g HTTP/1.1\r\nContent-Type: application/json\r\n\r\n{\"service\":\"" + operation
                        + "\",\"data\":[{\"MaHoSo\":\"000.00.01.H08-191216-0042\"}]}",
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n" + answer);
    }

    private static ReplayScript script(String name, int revision, Leg... legs) {
        RecordedExchange made = Exchanges.of("000.00.01.H08-191216-0042", "0000000000001", List.of(legs));
        About about = made.about();
        About later = new About(
                about.dossierCode(),
                revision,
                about.transfer(),
                about.unit(),
                about.destination(),
                about.connector(),
                about.versions(),
                about.state(),
                about.row(),
                about.problem(),
                about.acceptedAt(),
                about.recorded());
        return new ReplayScript(Path.of(name), new RecordedExchange(later, null, made.legs(), List.of(), List.of()));
    }

    @Test
    void theSameAnswerReadsTheSameHoweverOftenItCame() {
        String accepted = "{\"error_code\":0,\"message\":\"Cập nhật thành công\"}";
        ReplayScript script = script(
                "busy",
                1,
                answered("DongBoHoSoMC", BUSY),
                answered("DongBoHoSoMC", accepted),
                answered("CapNhatTienDoHoSoMC", BUSY),
                answered("DongBoHoSoMC", BUSY));
        Path folder = Path.of("connectors");
        try (CaseDraft draft = CaseDraft.play(folder, Connectors.load(folder), "province-rest", script)) {
            assertThat(rows(draft.files("to-be-written")))
                    .containsExactly("to-be-written", "accepted", "to-be-written", "to-be-written");
            assertThat(rows(draft.files(null))).containsExactly("busy", "accepted", "busy", "busy");
        }
    }

    private static List<String> rows(Map<String, String> files) {
        return String.valueOf(files.get("expected.yaml"))
                .lines()
                .filter(line -> line.startsWith("  - row: "))
                .map(line -> line.substring("  - row: ".length()))
                .toList();
    }

    @Test
    void aDossierWhoseEarlierRevisionsAreNotThereBeginsLater() {
        Leg leg = answered("DongBoHoSoMC", BUSY);
        assertThat(new ReplayFolder(List.of(script("r3", 3, leg), script("r2", 2, leg)), Map.of()).begunLater())
                .containsExactly("r2");
        assertThat(new ReplayFolder(List.of(script("r2", 2, leg), script("r1", 1, leg)), Map.of()).begunLater())
                .isEmpty();
    }
}
