package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import vn.lienthong.hub.rehearsal.Plan;
import vn.lienthong.hub.rehearsal.Rehearsals;
import vn.lienthong.hub.rehearsal.ReportPage;
import vn.lienthong.hub.vocabulary.Problem;

/** Rehearsals, begun, looked at and cancelled by operators; and the readiness reports. */
@HubApi
final class RehearsalApi {
    private static final Set<String> CANCEL = Set.of("by", "why", "dryRun");

    private final Supplier<Rehearsals> rehearsals;
    private final RehearsalRequests requests;
    private final Access access;

    RehearsalApi(Supplier<Rehearsals> rehearsals, RehearsalRequests requests, Access access) {
        this.rehearsals = rehearsals;
        this.requests = requests;
        this.access = access;
    }

    @PostMapping("/v1/rehearsals")
    ResponseEntity<JsonNode> start(HttpServletRequest request) {
        Caller caller = access.operator(request);
        ActBody body = ActBody.of(request, RehearsalRequests.NAMES);
        Plan plan = requests.plan(body, body.by(caller));
        if (body.dryRun()) {
            return ResponseEntity.ok(requests.would(plan));
        }
        try {
            return rehearsals
                    .get()
                    .start(plan)
                    .map(report -> ResponseEntity.status(202).body(report))
                    .orElseThrow(() -> underWay(plan.unit()));
        } catch (IllegalArgumentException e) {
            throw RehearsalRequests.refused(e);
        }
    }

    @GetMapping("/v1/rehearsals")
    ObjectNode list(HttpServletRequest request) {
        access.operator(request);
        ObjectNode node = Json.object();
        ArrayNode units = node.putArray("units");
        Rehearsals all = rehearsals.get();
        for (String unit : new TreeSet<>(all.book().units())) {
            ObjectNode one = units.addObject().put("unit", unit);
            all.book().failures(unit).ifPresent(found -> {
                one.put("failures", found.failures());
                Json.put(one, "at", found.at());
            });
            all.book()
                    .newest(unit)
                    .ifPresent(report ->
                            one.put("readyPercent", report.path("readyPercent").asDouble()));
            one.put("running", all.running(unit).isPresent());
            all.unended(unit)
                    .ifPresent(report ->
                            one.put("unendedSince", report.path("startedAt").asText()));
        }
        return node;
    }

    @GetMapping("/v1/rehearsals/{unit}")
    ObjectNode look(@PathVariable("unit") String unit, HttpServletRequest request) {
        access.operator(request);
        String code = requests.unit(unit);
        Rehearsals all = rehearsals.get();
        ObjectNode node = Json.object().put("unit", code);
        all.running(code).ifPresent(report -> node.set("running", report));
        all.unended(code).ifPresent(report -> node.set("unended", report));
        all.book().last(code).ifPresent(report -> node.set("last", report));
        all.book().newest(code).ifPresent(report -> node.set("newest", report));
        all.book().live(code).ifPresent(report -> node.set("live", report));
        all.book().failures(code).ifPresent(found -> {
            node.put("failures", found.failures());
            Json.put(node, "at", found.at());
        });
        return node;
    }

    @GetMapping("/v1/rehearsals/{unit}/report")
    ResponseEntity<String> page(@PathVariable("unit") String unit, HttpServletRequest request) {
        access.operator(request);
        String code = requests.unit(unit);
        JsonNode report = rehearsals
                .get()
                .book()
                .newest(code)
                .or(() -> rehearsals.get().book().live(code))
                .orElseThrow(() -> none(code));
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("text/html;charset=UTF-8"))
                .header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
                .body(ReportPage.of(report));
    }

    @PostMapping("/v1/rehearsals/{unit}/cancel")
    ObjectNode cancel(@PathVariable("unit") String unit, HttpServletRequest request) {
        Caller caller = access.operator(request);
        ActBody body = ActBody.of(request, CANCEL);
        String who = body.by(caller).who();
        String code = requests.unit(unit);
        Rehearsals all = rehearsals.get();
        boolean found = body.dryRun() ? all.running(code).isPresent() : all.cancel(code, who);
        if (!found) {
            throw new ApiFailure(
                    404,
                    new Problem(
                            "no-rehearsal",
                            "No rehearsal of this unit is under way.",
                            code,
                            "See what there is: GET /v1/rehearsals."),
                    "never");
        }
        return Json.object().put("unit", code).put("cancelled", true).put("dryRun", body.dryRun());
    }

    private static ApiFailure underWay(String unit) {
        return new ApiFailure(
                409,
                new Problem(
                        "rehearsal-under-way",
                        "A rehearsal of this unit is under way already.",
                        "unit " + unit,
                        "Wait for its end, or cancel it (rehearse " + unit + " --cancel)."),
                "later");
    }

    private static ApiFailure none(String unit) {
        return new ApiFailure(
                404,
                new Problem(
                        "no-rehearsal",
                        "Nothing of this unit was rehearsed to an end on this node.",
                        unit,
                        "Rehearse it: rehearse " + unit + "."),
                "never");
    }
}
