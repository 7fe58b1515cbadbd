package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
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
import vn.lienthong.hub.reconciliation.KeptReports;
import vn.lienthong.hub.switchover.Gates;
import vn.lienthong.hub.switchover.Gates.Known;
import vn.lienthong.hub.switchover.Gates.Reading;
import vn.lienthong.hub.switchover.Gates.Unknown;
import vn.lienthong.hub.switchover.PlanCalendar;
import vn.lienthong.hub.switchover.SwitchoverPlan;
import vn.lienthong.hub.switchover.SwitchoverPlan.Finding;
import vn.lienthong.hub.timeliness.SyncAges;

/** The plan of a switchover in a running hub: read once at the start, and a faulty one starts nothing. */
@Configuration(proxyBeanMethods = false)
class SwitchoverFaces {
    private static final Logger LOG = LoggerFactory.getLogger(SwitchoverFaces.class);

    @Bean
    GateSources hubGateSources(
            EarlyStart early, Journal journal, CamelContext camel, RehearsalParts rehearsals, SyncAges ages) {
        HubSettings settings = early.settings();
        KeptReports kept = KeptReports.in(settings.dataFolder().resolve("reconciliations"));
        Function<String, ObjectNode> probe = destination -> new Probe(early.hub(), camel, early.clock())
                .of(destination, settings.destinations().getOrDefault(destination, Map.of()));
        GateSources.Reports reports = new GateSources.Reports(
                scope -> RehearsalGate.failures(rehearsals.book(), scope),
                scope -> RehearsalGate.unmapped(rehearsals.book(), scope),
                (scope, destination) -> reconciled(kept, scope, destination),
                (scope, destination) -> oldest(ages, scope.codes(), destination),
                probe);
        return new GateSources(
                journal,
                () -> early.hub().reference(),
                early.clock(),
                reports,
                settings.switchover().gatePatience());
    }

    @Bean
    SwitchoverWaveApi hubSwitchoverWaveApi(
            EarlyStart early, Journal journal, GateSources sources, HubSettings settings, Access access) {
        Optional<SwitchoverWaves> waves = plan(early, settings).map(plan -> {
            Function<String, Gates.Numbers> numbers = destination -> sources.towards(
                    destination,
                    unit -> plan.settled(unit, early.hub().reference().calendar()));
            return new SwitchoverWaves(plan, journal.switchovers(), numbers, early.clock());
        });
        StrandedUnits.tell(journal.switchovers());
        waves.ifPresent(known -> journal.switchovers().judgedBy(known::judge));
        return new SwitchoverWaveApi(waves, early::hub, settings, access);
    }

    /** Before the step of a single unit stand the gates of its wave, if the plan has it in one. */
    @Bean
    SwitchoverGates hubSwitchoverGates(SwitchoverWaveApi waves) {
        return waves::judge;
    }

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

    /** Over all codes that go with the unit; one that nobody reconciled since the unit began leaves the number unknown. */
    private static Reading reconciled(KeptReports kept, GateScope scope, String destination) {
        long differences = 0;
        List<String> first = new ArrayList<>();
        for (String code : scope.codes()) {
            var found = kept.differences(code, destination)
                    .filter(report -> !report.at().isBefore(scope.since()));
            if (found.isEmpty()) {
                return new Unknown(
                        "There is no reconciliation of " + code + " with " + destination + ".", "Reconcile it.");
            }
            differences += found.get().differences();
            first.addAll(found.get().first());
        }
        return new Known(differences, first);
    }

    /** Nothing unreported is no age. */
    private static Reading oldest(SyncAges ages, List<String> codes, String destination) {
        return ages.now().stream()
                .filter(age -> codes.contains(age.unreported().unit())
                        && age.unreported().destination().equals(destination))
                .map(age -> new Known(
                        Math.round(age.workingHours() * 60),
                        List.of(age.unreported().dossierCode())))
                .max(Comparator.comparingLong(Known::number))
                .map(oldest -> (Reading) oldest)
                .orElseGet(() -> new Known(0, List.of()));
    }

    private static String messages(List<Finding> findings) {
        return findings.stream().map(Finding::message).collect(Collectors.joining("\n"));
    }
}
