package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import vn.lienthong.hub.journal.Journal.By;
import vn.lienthong.hub.rehearsal.Plan;
import vn.lienthong.hub.rehearsal.Rehearsals;
import vn.lienthong.hub.switchover.SwitchoverPlan.Wave;

/** Rehearses the wards of a wave before they go: all that the journal keeps of each is mapped and checked, and nothing sent. */
final class DemoRehearsal {
    private static final long POLL_MILLIS = 10;

    private final Rehearsals rehearsals;
    private final String destination;
    private final By by;
    private final Stop stop;

    /**
     * What a rehearsal found.
     *
     * @param records of the ward that were rehearsed
     * @param ready per cent of its dossiers, rounded down to a tenth
     * @param causes why the others would not arrive, each with how often
     */
    record Readiness(
            LocalDateTime at, String unit, String name, long records, double ready, long failures, String causes) {}

    DemoRehearsal(Rehearsals rehearsals, String destination, By by, Stop stop) {
        this.rehearsals = rehearsals;
        this.destination = destination;
        this.by = by;
        this.stop = stop;
    }

    List<Readiness> of(Wave wave, LocalDateTime at) throws InterruptedException {
        List<Readiness> all = new ArrayList<>();
        for (String unit : wave.units()) {
            rehearsals.start(new Plan(unit, destination, null, null, null, null, 0, 0, by.who(), by.why()));
            while (rehearsals.running(unit).isPresent() && !stop.await(POLL_MILLIS)) {
                // Until its report is kept.
            }
            rehearsals
                    .book()
                    .newest(unit)
                    .map(report -> readiness(report, unit, at))
                    .ifPresent(all::add);
        }
        return all;
    }

    private static Readiness readiness(JsonNode report, String unit, LocalDateTime at) {
        String causes = StreamSupport.stream(report.path("causes").spliterator(), false)
                .map(cause -> cause.path("count").asLong() + " x "
                        + cause.path("title").asText() + ": "
                        + cause.path("subject").asText())
                .collect(Collectors.joining("; "));
        return new Readiness(
                at,
                unit,
                report.path("unitName").asText(),
                report.path("records").asLong(),
                report.path("readyPercent").asDouble(),
                report.path("failures").asLong(),
                causes);
    }
}
