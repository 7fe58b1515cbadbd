package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import vn.lienthong.hub.reference.WallClock;

/** Dossiers that the demo of a switchover sends beside those of its sample days. Nobody in them exists. */
final class DemoRecords {
    static final String KNOWN_PROCEDURE = "1.001193.000.00.00.H08";
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyMMdd", Locale.ROOT);

    private DemoRecords() {}

    static ObjectNode of(String unit, LocalDateTime at, int number, String procedure) {
        String time = Json.time(at.minusMinutes(5).atZone(WallClock.ZONE).toInstant());
        ObjectNode record = Json.object()
                .put("dossierCode", "000.00.ZZ.H08-" + DAY.format(at) + "-" + number)
                .put("revision", 1)
                .put("procedureCode", procedure)
                .put("unit", unit)
                .put("status", "RECEIVED")
                .put("summary", "Hồ sơ mẫu của phần trình diễn")
                .put("receivedAt", time)
                .put("dueAt", Json.time(at.plusHours(8).atZone(WallClock.ZONE).toInstant()));
        // A birth in the next century: nobody has this number.
        record.putObject("applicant")
                .put("kind", "CITIZEN")
                .put("name", "NGUYỄN THỬ MẪU")
                .putObject("identity")
                .put("type", "CCCD")
                .put("number", "052489000001");
        record.putArray("steps")
                .addObject()
                .put("at", time)
                .put("by", "TRẦN THỬ MẪU")
                .put("note", "Tiếp nhận")
                .put("status", "RECEIVED");
        return record;
    }
}
