package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import vn.lienthong.hub.check.Violation;
import vn.lienthong.hub.hub.Hub;
import vn.lienthong.hub.journal.Journal;
import vn.lienthong.hub.journal.Switchovers;
import vn.lienthong.hub.journal.UnitLives;
import vn.lienthong.hub.journal.UnmappedCodes;
import vn.lienthong.hub.mapping.Mappings;
import vn.lienthong.hub.reference.Reference;
import vn.lienthong.hub.switchover.Succession;
import vn.lienthong.hub.vocabulary.Problem;

/** Puts changed tables and mappings in force without a restart; what is not sound changes nothing. */
@HubApi
final class ReloadApi {
    private static final Logger LOG = LoggerFactory.getLogger(ReloadApi.class);

    private static final Set<String> NAMES = Set.of("by", "dryRun");

    private final Supplier<Hub> hub;
    private final Journal journal;
    private final HubSettings settings;
    private final Access access;

    ReloadApi(Supplier<Hub> hub, Journal journal, HubSettings settings, Access access) {
        this.hub = hub;
        this.journal = journal;
        this.settings = settings;
        this.access = access;
    }

    @PostMapping("/v1/reload")
    ResponseEntity<ObjectNode> reload(HttpServletRequest request) {
        Caller caller = access.operator(request);
        ActBody body = ActBody.orNothing(request, NAMES);
        boolean dryRun = body.dryRun();
        String who = body.name(caller);
        Hub.Reloaded reloaded = hub.get().reload(this::leaving, dryRun);
        if (!reloaded.violations().isEmpty()) {
            LOG.warn(
                    "Tables and mappings were not read again for {}: {} violations",
                    caller.name(),
                    reloaded.violations().size());
            return refused(reloaded.violations());
        }
        if (!dryRun) {
            LOG.info("Tables and mappings were read again for {}: {}", caller.name(), reloaded.changed());
            Switchovers switchovers = journal.switchovers();
            UnitLives lives = Succession.lives(hub.get().reference().units());
            switchovers.govern(switchovers.rules().with(lives));
            StrandedUnits.tell(switchovers);
        }
        ObjectNode node = Json.object().put("dryRun", dryRun);
        list(node.putArray("changed"), reloaded.changed());
        list(node.putArray("needsRestart"), reloaded.needsRestart());
        node.set("released", release(Objects.requireNonNull(reloaded.mappings()), who, dryRun));
        return ResponseEntity.ok(node);
    }

    /** What waited under a code goes on by itself once the tables know the code. */
    private ObjectNode release(Mappings mappings, String who, boolean dryRun) {
        UnmappedCodes codes = journal.unmapped();
        ReloadRelease release = new ReloadRelease(codes, who, dryRun);
        new UnmappedTrial(mappings, hub.get().routes()::mappingTo, settings.destinations()).run(codes, release);
        return release.json();
    }

    /** Invented codes must not leave this machine by a reload either. */
    private List<Violation> leaving(Reference reference) {
        return settings.reference().fictitiousAgencyCodes() == HubSettings.Fictitious.REFUSED
                ? FictitiousCodes.warning(settings, reference).stream().toList()
                : List.of();
    }

    private static ResponseEntity<ObjectNode> refused(List<Violation> violations) {
        ObjectNode problem = new ApiFailure(
                        422,
                        new Problem(
                                "folders-not-sound",
                                "Tables and mappings are not sound; the ones before stay in force.",
                                "violations: " + violations.size() + ", the first in "
                                        + violations.get(0).where(),
                                "Correct what violations lists, then reload again."),
                        "never")
                .json();
        problem.set("violations", Json.list(violations));
        return ResponseEntity.unprocessableEntity()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    private static void list(ArrayNode into, List<String> lines) {
        lines.forEach(into::add);
    }
}
