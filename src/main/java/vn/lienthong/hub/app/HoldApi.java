package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.lienthong.hub.journal.Holds;
import vn.lienthong.hub.journal.Holds.Hold;
import vn.lienthong.hub.journal.Holds.Placed;
import vn.lienthong.hub.journal.Holds.Wanted;
import vn.lienthong.hub.journal.Journal;
import vn.lienthong.hub.journal.Journal.By;
import vn.lienthong.hub.vocabulary.Problem;

/** Holds, placed, ended and listed by operators; and the codes that hold what waits under them. */
@HubApi
final class HoldApi {
    private static final Set<String> LIFT = Set.of("by", "why", "dryRun");
    private static final int MOST_HISTORY = 1000;

    private final Journal journal;
    private final HoldRequests requests;
    private final Access access;

    HoldApi(Journal journal, HoldRequests requests, Access access) {
        this.journal = journal;
        this.requests = requests;
        this.access = access;
    }

    @PostMapping("/v1/holds")
    ResponseEntity<ObjectNode> place(HttpServletRequest request) {
        Caller caller = access.operator(request);
        ActBody body = ActBody.of(request, HoldRequests.NAMES);
        By by = body.by(caller);
        Wanted wanted = requests.wanted(body);
        Holds holds = journal.holds();
        if (body.dryRun()) {
            holds.active(wanted.name()).ifPresent(HoldApi::refuseSecond);
            return ResponseEntity.ok(HoldJson.would(wanted, by, holds.wouldHold(wanted.scope())));
        }
        Placed placed = holds.place(wanted, by);
        if (placed.taken()) {
            refuseSecond(placed.hold());
        }
        return ResponseEntity.status(201).body(HoldJson.of(placed.hold()).put("dryRun", false));
    }

    @GetMapping("/v1/holds")
    ObjectNode list(@RequestParam MultiValueMap<String, String> query, HttpServletRequest request) {
        access.operator(request);
        String all = Parameters.only(Parameters.once(query), Set.of("all")).text("all");
        if (all != null && !Set.of("true", "false").contains(all)) {
            throw ApiFailure.badParameter("all", all, "true");
        }
        Holds holds = journal.holds();
        List<Hold> listed = "true".equals(all) ? holds.history(MOST_HISTORY) : holds.active();
        ObjectNode node = Json.object();
        ArrayNode list = node.putArray("holds");
        listed.forEach(hold -> list.add(HoldJson.of(hold)));
        node.set("unmappedCodes", codes());
        return node;
    }

    @PostMapping("/v1/holds/{name}/lift")
    ObjectNode lift(@PathVariable("name") String name, HttpServletRequest request) {
        Caller caller = access.operator(request);
        ActBody body = ActBody.of(request, LIFT);
        By by = body.by(caller);
        if (HoldRequests.isReserved(name)) {
            throw HoldRequests.reserved(name);
        }
        Holds holds = journal.holds();
        boolean dryRun = body.dryRun();
        Holds.Lifted lifted = (dryRun ? holds.active(name).map(holds::wouldLift) : holds.lift(name, by))
                .orElseThrow(() -> noHold(name, holds.names()));
        return HoldJson.lifted(lifted).put("dryRun", dryRun);
    }

    @GetMapping("/v1/unmapped-codes")
    ObjectNode unmapped(HttpServletRequest request) {
        access.operator(request);
        ObjectNode node = Json.object();
        node.set("codes", codes());
        return node;
    }

    private ArrayNode codes() {
        ArrayNode codes = Json.array();
        journal.unmapped().codes().forEach(code -> codes.add(HoldJson.of(code)));
        return codes;
    }

    private static void refuseSecond(Hold hold) {
        throw new ApiFailure(
                409,
                new Problem(
                        "hold-exists",
                        "A hold of this name is active already.",
                        "\"" + hold.name() + "\" of " + hold.by().who() + " since " + Json.time(hold.since()) + ": "
                                + hold.scope().words(),
                        "Give the new one another name, or end that one first (unhold)."),
                "never");
    }

    private static ApiFailure noHold(String name, List<String> active) {
        return new ApiFailure(
                404,
                new Problem(
                        "unknown-hold",
                        "There is no active hold of this name.",
                        HoldRequests.isName(name) ? "\"" + name + "\"" : ApiFailure.shown(name),
                        active.isEmpty()
                                ? "No hold is active; see holds --all for those that have ended."
                                : "Active are: "
                                        + active.stream()
                                                .limit(20)
                                                .map(one -> "\"" + one + "\"")
                                                .collect(Collectors.joining(", "))
                                        + "."),
                "never");
    }
}
