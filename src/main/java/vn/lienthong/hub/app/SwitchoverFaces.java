package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.lienthong.hub.journal.Journal;
import vn.lienthong.hub.switchover.Gates;
import vn.lienthong.hub.switchover.Gates.Judged;
import vn.lienthong.hub.switchover.Gates.Reading;
import vn.lienthong.hub.switchover.Gates.Unknown;
import vn.lienthong.hub.switchover.PlanCalendar;
import vn.lienthong.hub.switchover.SwitchoverPlan;
import vn.lienthong.hub.switchover.SwitchoverPlan.Finding;

/** The plan of a switchover in a running hub: read once at the start, and a faulty one starts nothing. */
@Configuration(proxyBeanMethods = false)
class SwitchoverFaces {
    private static final Logger LOG = LoggerFactory.getLogger(SwitchoverFaces.class);

    @Bean
    GateSources hubGateSources(EarlyStart early, Journal journal, CamelContext camel, HubSettings settings) {
        Function<String, ObjectNode> probe = destination -> new Probe(early.hub(), camel, early.clock())
                .of(destination, settings.destinations().getOrDefault(destination, Map.of()));
        GateSources.Reports reports = new GateSources.Reports(
                unit -> none("rehearsal", unit, "Rehearse it."),
                unit -> Optional.empty(),
                unit -> none("reconciliation", unit, "Reconcile it."),
                unit -> none("age of the oldest unreported fact", unit, "See timeliness."),
                probe);
        return new GateSources(journal, () -> early.hub().reference(), early.clock(), reports);
    }

    @Bean
    PlanInForce hubPlanInForce(EarlyStart early, HubSettings settings) {
        return new PlanInForce(plan(early, settings));
    }

    @Bean
    SwitchoverWaveApi hubSwitchoverWaveApi(
            EarlyStart early, Journal journal, GateSources sources, PlanInForce plan, Access access) {
        Optional<SwitchoverWaves> waves = plan.plan()
                .map(known ->
                        new SwitchoverWaves(known, journal.switchovers(), sources::towards, early.clock()));
        return new SwitchoverWaveApi(waves, early, access);
    }

    /** For the steps of a single unit; without a plan nothing stands before them. */
    @Bean
    SwitchoverGates hubSwitchoverGates(GateSources sources, PlanInForce plan) {
        return plan.plan().map(known -> gates(known, sources)).orElse(SwitchoverGates.NONE);
    }

    private static SwitchoverGates gates(SwitchoverPlan plan, GateSources sources) {
        return (unit, from, to) -> {
            List<Judged> judged = Gates.judge(plan, to, unit, sources.towards(plan.destination()));
            return new SwitchoverGates.Verdict(
                    judged.stream().allMatch(Judged::passes),
                    judged.stream().map(Judged::words).collect(Collectors.joining("; ")),
                    WaveJson.gates(judged));
        };
    }

    /** The plan that the settings name, if they name one. */
    record PlanInForce(Optional<SwitchoverPlan> plan) {}

    private static Optional<SwitchoverPlan> plan(EarlyStart early, HubSettings settings) {
        return settings.switchover().planFile().map(file -> {
            SwitchoverPlan.Read read = PlanFile.read(file);
            if (read.plan().isEmpty()) {
                throw CommandFailure.wrong(
                        "The plan of the switchover is not sound.",
                        messages(read.findings()),
                        "Correct it; 'switchover plan " + file.getFileName() + "' tells all without starting.");
            }
            PlanCalendar calendar = PlanFile.calendar(read.plan().get(), early.hub(), settings);
            if (!calendar.collisions().isEmpty()) {
                LOG.warn("The plan of the switchover collides:\n{}", messages(calendar.collisions()));
            }
            return read.plan().get();
        });
    }

    private static Reading none(String what, String unit, String cure) {
        return new Unknown("There is no " + what + " of " + unit + ".", cure);
    }

    private static String messages(List<Finding> findings) {
        return findings.stream().map(Finding::message).collect(Collectors.joining("\n"));
    }
}
