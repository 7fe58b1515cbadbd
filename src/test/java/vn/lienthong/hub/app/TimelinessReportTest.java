package vn.lienthong.hub.app;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TimelinessReportTest {
    @Test
    void theReportIsApproved() throws IOException {
        Path json = Path.of("src/test/resources/vn/lienthong/hub/timeliness/report.json");
        Approved.assertApproved("timeliness-report.txt", TimelinessReport.text(Json.MAPPER.readTree(json.toFile())));
    }
}
