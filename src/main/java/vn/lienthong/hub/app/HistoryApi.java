package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.lienthong.hub.history.HistoryLoads;
import vn.lienthong.hub.history.HistoryLoads.Act;
import vn.lienthong.hub.history.HistoryLoads.Answer;
import vn.lienthong.hub.history.LoadOrder;
import vn.lienthong.hub.journal.Journal.By;
import vn.lienthong.hub.vocabulary.Problem;

/** Loads of the dossiers that existed before the hub knew them: begun, listed, paused, resumed and cancelled by operators. */
@HubApi
final class HistoryApi {
    private static final Set<String> ORDER = Set.of(
            "file", "view", "source", "unit", "years", "openOnly", "columns", "giveUpAfter", "by", "why", "dryRun");
    private static final Set<String> ACT = Set.of("by", "why", "dryRun");
    private static final String NAME = "[0-9A-Za-z][0-9A-Za-z._-]{0,39}";
    private static final int MOST_YEARS = 100;

    private final HistoryLoads loads;
    private final Set<String> sources;
    private final SwitchoverUnits units;
    private final Access access;

    /** @param sources the names of those that may push; none: any name */
    HistoryApi(HistoryLoads loads, Set<String> sources, SwitchoverUnits units, Access access) {
        this.loads = loads;
        this.units = units;
        this.sources = new TreeSet<>(sources);
        this.access = access;
    }

    @PostMapping("/v1/history-loads")
    ResponseEntity<ObjectNode> load(HttpServletRequest request) {
        Caller caller = access.operator(request);
        ActBody body = ActBody.of(request, ORDER);
        return ResponseEntity.status(202).body(answer(loads.order(order(body, body.by(caller)))));
    }

    @GetMapping("/v1/history-loads")
    ObjectNode list(@RequestParam MultiValueMap<String, String> query, HttpServletRequest request) {
        access.operator(request);
        Parameters.only(Parameters.once(query), Set.of());
        ObjectNode node = Json.object();
        ArrayNode list = node.putArray("loads");
        loads.list().forEach(list::add);
        return node;
    }

    @GetMapping("/v1/history-loads/{id}")
    ObjectNode one(@PathVariable("id") String id, HttpServletRequest request) {
        access.operator(request);
        return loads.find(id).orElseThrow(() -> ApiFailure.unknown("history load", id));
    }

    @PostMapping("/v1/history-loads/{id}/pause")
    ObjectNode pause(@PathVariable("id") String id, HttpServletRequest request) {
        return act(id, Act.PAUSE, request);
    }

    @PostMapping("/v1/history-loads/{id}/resume")
    ObjectNode resume(@PathVariable("id") String id, HttpServletRequest request) {
        return act(id, Act.RESUME, request);
    }

    @PostMapping("/v1/history-loads/{id}/cancel")
    ObjectNode cancel(@PathVariable("id") String id, HttpServletRequest request) {
        return act(id, Act.CANCEL, request);
    }

    private ObjectNode act(String id, Act act, HttpServletRequest request) {
        Caller caller = access.operator(request);
        ActBody body = ActBody.of(request, ACT);
        By by = body.by(caller);
        return answer(loads.act(id, act, new HistoryLoads.Deciding(by.who(), by.why(), body.dryRun())));
    }

    private static ObjectNode answer(Answer answer) {
        if (answer instanceof Answer.No no) {
            throw new ApiFailure(no.status(), no.problem(), "never");
        }
        return ((Answer.Load) answer).json();
    }

    private LoadOrder order(ActBody body, By by) {
        String file = body.optional("file");
        String view = body.optional("view");
        if ((file == null) == (view == null)) {
            throw invalid("file", "A load is of a file or of a view.", "Example: \"file\": \"dossiers.ndjson\".");
        }
        String unit = body.optional("unit");
        if (unit != null) {
            units.require(unit);
        }
        Integer years = number(body, "years", MOST_YEARS);
        boolean openOnly = isTrue(body, "openOnly");
        if (openOnly && years != null) {
            throw invalid(
                    "years",
                    "Open dossiers only, and closed ones of some years, cannot both be meant.",
                    "Leave one of them out.");
        }
        JsonNode columns = body.tree().get("columns");
        Integer giveUpAfter = number(body, "giveUpAfter", Integer.MAX_VALUE);
        return new LoadOrder(
                file,
                view,
                source(body),
                unit,
                years,
                openOnly,
                columns,
                body.dryRun(),
                giveUpAfter == null ? 0 : giveUpAfter,
                by.who(),
                by.why());
    }

    private String source(ActBody body) {
        String source = body.optional("source");
        if (source == null || !source.matches(NAME)) {
            throw invalid(
                    "source", "A load needs the source whose records they are.", "Example: \"source\": \"city\".");
        }
        if (!sources.isEmpty() && !sources.contains(source)) {
            throw new ApiFailure(
                    422,
                    new Problem(
                            "unknown-source",
                            "No source of this name may push.",
                            ApiFailure.shown(source),
                            "Known are: " + String.join(", ", sources)
                                    + "; history and live records come from the same one."),
                    "never");
        }
        return source;
    }

    private static @Nullable Integer number(ActBody body, String name, int most) {
        JsonNode value = body.tree().path(name);
        if (value.isMissingNode()) {
            return null;
        }
        if (!value.isInt() || value.intValue() < 0 || value.intValue() > most) {
            throw invalid(name, "This is a whole number of 0 to " + most + ".", "Example: \"" + name + "\": 5.");
        }
        return value.intValue();
    }

    private static boolean isTrue(ActBody body, String name) {
        JsonNode value = body.tree().path(name);
        if (!value.isMissingNode() && !value.isBoolean()) {
            throw invalid(name, "This is true or false.", "Example: \"" + name + "\": true.");
        }
        return value.asBoolean();
    }

    private static ApiFailure invalid(String name, String what, String cure) {
        return new ApiFailure(422, new Problem("invalid-act", what, "nothing usable at /" + name, cure), "never");
    }
}
