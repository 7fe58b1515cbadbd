package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.lienthong.hub.journal.Act;
import vn.lienthong.hub.reconciliation.KeptReports;
import vn.lienthong.hub.vocabulary.Ids;
import vn.lienthong.hub.vocabulary.Problem;

/** What comparisons found, kept for gates and people; asking a destination itself; and applying a repair plan. */
@HubApi
final class ReconciliationApi {
    private static final Set<String> KEEP = Set.of("by", "report");
    private static final Set<String> ASK = Set.of("destination", "dossiers");
    private static final Set<String> APPLY = Set.of("by", "why", "dryRun", "plan", "destination", "lines");
    private static final Pattern LINE_ID = Pattern.compile("[0-9a-f]{12}");
    private static final Pattern PLAN_ID = Pattern.compile("plan-rec-[0-9a-f]{1,16}");
    private static final int MOST = 100;
    private static final int MOST_LISTED = 100;

    private final KeptReports kept;
    private final PlanDesk desk;
    private final AskedAgain asking;
    private final Predicate<String> destinations;
    private final Access access;
    private final Clock clock;
    /** Lines of one plan must not be looked at by two at once. */
    private final Semaphore one = new Semaphore(1);

    /** What it hands on to. */
    record Parts(KeptReports kept, PlanDesk desk, AskedAgain asking, Predicate<String> destinations, Clock clock) {}

    ReconciliationApi(Parts parts, Access access) {
        this.kept = parts.kept();
        this.desk = parts.desk();
        this.asking = parts.asking();
        this.destinations = parts.destinations();
        this.clock = parts.clock();
        this.access = access;
    }

    @PostMapping("/v1/reconciliations")
    ResponseEntity<ObjectNode> keep(HttpServletRequest request) {
        Caller caller = access.operator(request);
        ActBody body = ActBody.of(request, KEEP);
        String who = body.name(caller);
        JsonNode report = body.tree().path("report");
        boolean sound = report instanceof ObjectNode
                && KeptReports.isId(report.path("id").asText())
                && report.path("differences").isIntegralNumber()
                && report.path("onTheirWay").isIntegralNumber()
                && report.path("rows").isObject()
                && (report.path("units").isArray() || report.path("units").isMissingNode());
        if (!sound) {
            throw invalid("report", "A report is what reconcile found.", "Send it as reconcile does.");
        }
        requireDestination(report.path("destination").asText());
        ObjectNode whole = ((ObjectNode) report).put("by", who);
        // By the hub's clock: the newest is what counts, whoever's clock is wrong.
        whole.put("at", Json.time(clock.instant()));
        kept.keep(whole);
        return ResponseEntity.status(201)
                .body(Json.object().put("id", report.path("id").asText()));
    }

    @GetMapping("/v1/reconciliations")
    ObjectNode list(@RequestParam MultiValueMap<String, String> query, HttpServletRequest request) {
        access.operator(request);
        Parameters parameters = Parameters.only(Parameters.once(query), Set.of("unit", "destination"));
        String unit = parameters.text("unit");
        String destination = parameters.text("destination");
        ObjectNode node = Json.object();
        ArrayNode list = node.putArray("reconciliations");
        kept.all().stream()
                .filter(report -> destination == null
                        || destination.equals(report.path("destination").asText()))
                .limit(MOST_LISTED)
                .forEach(list::add);
        if (unit != null && destination != null) {
            kept.differences(unit, destination).ifPresent(found -> {
                ObjectNode newest = node.putObject("newest");
                newest.put("id", found.id()).put("at", Json.time(found.at())).put("unit", unit);
                newest.put("dossiers", found.dossiers()).put("differences", found.differences());
                newest.put("onTheirWay", found.onTheirWay());
                found.first().forEach(newest.withArray("first")::add);
            });
        }
        return node;
    }

    @PostMapping("/v1/reconciliations/ask")
    ObjectNode ask(HttpServletRequest request) throws IOException {
        access.operator(request);
        ActBody body = ActBody.of(request, ASK);
        String destination = requireDestination(body.tree().path("destination").asText());
        List<String> codes = new ArrayList<>();
        body.tree().path("dossiers").forEach(code -> codes.add(code.asText()));
        if (codes.isEmpty() || codes.size() > MOST) {
            throw invalid(
                    "dossiers", "It must be said which dossiers, 1 to " + MOST + " at a time.", "Give their codes.");
        }
        ObjectNode node = Json.object();
        asking.of(destination, codes).forEach(node.putArray("answers")::add);
        return node;
    }

    @PostMapping("/v1/reconciliations/apply")
    ObjectNode apply(HttpServletRequest request) {
        Caller caller = access.operator(request);
        ActBody body = ActBody.of(request, APPLY);
        String plan = Optional.ofNullable(body.optional("plan")).orElse("");
        if (!PLAN_ID.matcher(plan).matches()) {
            throw invalid("plan", "It must be said which plan it is.", "Send the plan's id, as reconcile apply does.");
        }
        String destination = requireDestination(body.tree().path("destination").asText());
        PlanDesk.Decided decided = new PlanDesk.Decided(plan, destination, body.by(caller), body.dryRun());
        List<PlanDesk.Line> lines = lines(body.tree().path("lines"));
        if (!one.tryAcquire()) {
            throw new ApiFailure(
                    409,
                    new Problem(
                            "plan-under-way",
                            "A plan is being applied already.",
                            "another call that has not ended",
                            "Wait for its end, then apply this one."),
                    "later");
        }
        try {
            ObjectNode node = Json.object().put("plan", plan).put("dryRun", decided.dryRun());
            ArrayNode results = node.putArray("lines");
            lines.forEach(line -> results.add(desk.apply(decided, line)));
            return node;
        } finally {
            one.release();
        }
    }

    private static List<PlanDesk.Line> lines(JsonNode array) {
        if (!array.isArray() || array.isEmpty() || array.size() > MOST) {
            throw invalid(
                    "lines",
                    "A plan is applied by 1 to " + MOST + " lines at a time.",
                    "Send them as reconcile apply does.");
        }
        List<PlanDesk.Line> lines = new ArrayList<>();
        for (JsonNode line : array) {
            String act = line.path("act").asText();
            OptionalLong transfer = Ids.parse(line.path("transfer").asText());
            boolean sound = LINE_ID.matcher(line.path("id").asText()).matches()
                    && transfer.isPresent()
                    && Set.of("resend", "release").contains(act);
            if (!sound) {
                throw invalid(
                        "lines/" + lines.size(),
                        "A line of the plan cannot be read.",
                        "Send it as it stands in the plan.");
            }
            lines.add(new PlanDesk.Line(
                    line.path("id").asText(),
                    line.path("dossierCode").asText(),
                    act.equals("resend") ? Act.Kind.RESEND : Act.Kind.RELEASE,
                    line.path("fromCreate").asBoolean(),
                    transfer.getAsLong()));
        }
        return lines;
    }

    private String requireDestination(String name) {
        if (!destinations.test(name)) {
            throw invalid("destination", "There is no such destination.", "Give one of those under hub.destinations.");
        }
        return name;
    }

    private static ApiFailure invalid(String name, String what, String cure) {
        return new ApiFailure(422, new Problem("invalid-act", what, "nothing usable at /" + name, cure), "never");
    }
}
