package vn.lienthong.hub.torture;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;

/** A made-up dossier whose every revision follows from its seed: one to six of them, steps that grow, now and then many at once. */
record Dossier(String code, String unit, long seed) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final LocalDateTime MORNING = LocalDateTime.of(2019, 12, 16, 7, 30);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss'+07:00'");
    private static final int MANY = 11;

    /** How many revisions it will have. */
    int revisions() {
        return 1 + new Draws(seed).below(6);
    }

    /** How many steps it has by a revision. */
    int steps(int revision) {
        Draws draws = new Draws(seed + 1);
        int steps = 0;
        for (int i = 1; i <= revision; i++) {
            // More than one message of the province's form can carry.
            steps += draws.below(8) == 0 ? MANY : 1 + draws.below(3);
        }
        return steps;
    }

    /** What its record of a revision says. */
    String status(int revision) {
        return revision == 1 ? "RECEIVED" : "PROCESSING";
    }

    /** The record of a revision; the same bytes each time. */
    byte[] record(int revision) {
        Draws draws = new Draws(seed + 2);
        ObjectNode record = JSON.createObjectNode()
                .put("dossierCode", code)
                .put("revision", revision)
                .put("procedureCode", "1.001193.000.00.00.H08")
                .put("unit", unit)
                .put("status", status(revision))
                .put("summary", "[synthetic r" + revision + "] Hồ sơ thử của đợt tra tấn")
                .put("receivedAt", TIME.format(MORNING))
                .put("dueAt", TIME.format(MORNING.plusHours(draws.between(24, 240))));
        // Made up: nobody has this name and number.
        record.putObject("applicant")
                .put("kind", "CITIZEN")
                .put("name", "NGUYỄN VĂN MẪU")
                .putObject("identity")
                .put("type", "CCCD")
                .put("number", "0520" + draws.between(10_000_000, 99_999_999));
        ArrayNode steps = record.putArray("steps");
        for (int i = 1; i <= steps(revision); i++) {
            steps.addObject()
                    .put("at", TIME.format(MORNING.plusMinutes(i)))
                    .put("by", "TRẦN THỊ MẪU")
                    .put("note", "Bước " + i)
                    .put("status", i == 1 ? "RECEIVED" : "PROCESSING");
        }
        return record.toString().getBytes(StandardCharsets.UTF_8);
    }
}
