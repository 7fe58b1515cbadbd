package vn.lienthong.hub.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The switchover of 21 wards in a box. */
class SwitchoverDemoIT {

    /** What it gave on another machine, and on another day: so a second play here would tell nothing more. */
    @Test
    void theSameSeedGivesTheSameReport(@TempDir Path place) throws Exception {
        String first = played(place);

        Approved.assertApproved("switchover-demo.approved.txt", first);
        assertThat(first)
                .contains("21 wards, settled 21;", "still open 0;", "The balance closes.")
                .contains("21583 stays in BACKFILL: Gates that fail: parked.")
                .contains("21583 does not go to PROVINCE: parked 1, limit 0: 000.00.ZZ.H08-240904-9001")
                .contains(
                        "21583 returns by itself from BACKFILL to HOLDING: Its window was over. Gates that failed: parked 1")
                .contains("21577 goes back to CITY")
                .contains("21607 returns by itself from HOLDING to REHEARSAL")
                .contains("the province answers nothing but 503");
        assertThat(first.lines().filter(line -> line.contains("17:20  ") && line.endsWith(" 100.0 %       0")))
                .as("wards that have records and were rehearsed")
                .isNotEmpty();
        assertThat(first).contains("rehearsal-failures 0, limit 0").contains("unmapped-procedures 0, limit 0");
        assertThat(first.lines().filter(line -> line.startsWith("21577 Phường Ngô Mây          wave-2")))
                .singleElement()
                .asString()
                .contains("2024-09-05 18:20", "SETTLED");
    }

    private static String played(Path data) throws Exception {
        Ran ran = Ran.command(
                "demo", "--switchover", "--once", "--scale", "0.002", "--data", data.toString(), "--port", "0");
        assertThat(ran.code()).as(ran.out() + ran.err()).isZero();
        Path report = data.resolve("demo").resolve("switchover-report.txt");
        assertThat(Files.readString(report.resolveSibling("switchover-report.html")))
                .contains("<h2>Gates</h2>");
        return Files.readString(report);
    }
}
