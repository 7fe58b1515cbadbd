package vn.lienthong.hub.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vn.lienthong.hub.journal.Journal;
import vn.lienthong.hub.journal.Switchovers;
import vn.lienthong.hub.replay.FakeProvince;
import vn.lienthong.hub.switchover.PlanCalendar;
import vn.lienthong.hub.switchover.SwitchoverPlan;
import vn.lienthong.hub.vocabulary.SwitchoverState;

/** A hub, a province and a clock of their own for {@code demo --switchover}, and the report at the end. */
final class SwitchoverPlay {
    private static final Instant BEGIN = Instant.parse("2024-08-26T00:30:00Z");
    private static final String PLAN = "demo-switchover.yaml";
    private static final String REPORT = "switchover-report";
    private static final int AHEAD = 500;

    private SwitchoverPlay() {}

    /**
     * Plays it.
     *
     * @param given settings from the command line, before the demo's own
     */
    static SwitchoverReport play(
            DemoFolder folder, Map<String, String> given, SwitchoverDemo.Size size, PrintWriter out)
            throws InterruptedException {
        String text = planText();
        DemoClock clock = new DemoClock(BEGIN);
        try (Stop stop = new Stop();
                DemoProvince province = DemoProvince.start(size.seed(), 1, List.of());
                HubServer server = HubServer.start(
                        settings(folder, province, given),
                        environment -> DemoSettings.leaveAside(environment, out::println),
                        clock)) {
            FakeProvince there = province.await();
            SwitchoverPlan plan = SwitchoverDemo.plan(text);
            server.part(Journal.class)
                    .switchovers()
                    .govern(new Switchovers.Rules(
                            Set.of(plan.destination()),
                            SwitchoverState.CITY,
                            AHEAD,
                            server.part(Journal.class).switchovers().rules().units()));
            PlanCalendar calendar =
                    PlanCalendar.of(plan, server.part(EarlyStart.class).hub().reference(), now -> Optional.empty());
            SwitchoverDemo.Parts parts = new SwitchoverDemo.Parts(server, there, clock, out, stop);
            SwitchoverReport report = new SwitchoverDemo(parts, size, calendar).play();
            write(folder.path(), report);
            return report;
        }
    }

    private static Map<String, String> settings(DemoFolder folder, DemoProvince province, Map<String, String> given) {
        Map<String, String> settings = new LinkedHashMap<>(DemoSettings.of(folder, province, Map.of()));
        // After the outage every record is due within the next moment, by whatever chance its last wait was drawn.
        settings.put("hub.destinations.province-rest.retry.first", "PT10S");
        settings.put("hub.destinations.province-rest.retry.cap", "PT5M");
        // Rehearsed is when the story says so, not when a timer does.
        settings.put("hub.rehearsal.every", "PT12H");
        // The same report also where the machine has much else to do.
        settings.put("hub.switchover.gate-patience", "PT5M");
        // Its database lives today, its records in 2024: partitions for months that are over cannot be made, and need
        // not.
        settings.put("logging.level.vn.lienthong.hub.journal.WriterSession", "ERROR");
        settings.putAll(given);
        return settings;
    }

    private static void write(Path folder, SwitchoverReport report) {
        try {
            Files.writeString(folder.resolve(REPORT + ".txt"), report.text());
            Files.writeString(folder.resolve(REPORT + ".html"), report.html());
        } catch (IOException e) {
            throw CommandFailure.outOfReach(
                    "The report of the switchover cannot be written.",
                    folder + " (" + e.getClass().getSimpleName() + ")",
                    "Check rights and room on the disk.");
        }
    }

    private static String planText() {
        try (InputStream file = SwitchoverPlay.class.getResourceAsStream(PLAN)) {
            if (file == null) {
                throw new IllegalStateException(PLAN + " is missing from the jar");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
