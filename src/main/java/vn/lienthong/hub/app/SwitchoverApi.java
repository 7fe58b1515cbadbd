package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.lienthong.hub.journal.Journal;
import vn.lienthong.hub.journal.Journal.By;
import vn.lienthong.hub.journal.Switchovers;
import vn.lienthong.hub.journal.Switchovers.Stepped;
import vn.lienthong.hub.journal.UnitLives.Life;
import vn.lienthong.hub.switchover.Gates;
import vn.lienthong.hub.vocabulary.Ids;
import vn.lienthong.hub.vocabulary.Problem;
import vn.lienthong.hub.vocabulary.SwitchoverState;

/** How far each unit has moved over, and the steps of one unit, for operators. */
@HubApi
final class SwitchoverApi {
    private static final Set<String> ADVANCE = Set.of("by", "why", "dryRun", "to", "within");
    private static final Set<String> ACT = Set.of("by", "why", "dryRun");

    private final Journal journal;
    private final SwitchoverUnits units;
    private final SwitchoverGates gates;
    private final Access access;
    private final Clock clock;

    SwitchoverApi(Journal journal, SwitchoverUnits units, SwitchoverGates gates, Access access, Clock clock) {
        this.journal = journal;
        this.units = units;
        this.gates = gates;
        this.access = access;
        this.clock = clock;
    }

    @GetMapping("/v1/switchovers")
    ObjectNode list(HttpServletRequest request) {
        access.operator(request);
        Switchovers switchovers = journal.switchovers();
        Switchovers.Rules rules = switchovers.rules();
        ObjectNode node = Json.object().put("initial", rules.initial().name());
        ArrayNode destinations = node.putArray("destinations");
        rules.destinations().stream().sorted().forEach(destinations::add);
        ArrayNode list = node.putArray("units");
        List<Switchovers.Unit> all = switchovers.list();
        all.forEach(unit -> list.add(whole(switchovers, unit, all)));
        return node;
    }

    @GetMapping("/v1/switchovers/{unit}")
    ObjectNode one(@PathVariable("unit") String unit, HttpServletRequest request) {
        access.operator(request);
        units.require(unit);
        Switchovers switchovers = journal.switchovers();
        return whole(switchovers, switchovers.of(unit), List.of());
    }

    /** With the first of the records that should not have come any more, where the unit has its code today or had it last. */
    private ObjectNode whole(Switchovers switchovers, Switchovers.Unit unit, List<Switchovers.Unit> all) {
        ObjectNode node = SwitchoverJson.of(unit, name(unit), clock.instant());
        String label = SwitchoverJson.label(unit, all);
        if (!label.equals(unit.unit())) {
            node.put("label", label);
        }
        Life life = unit.reach().life();
        boolean last =
                switchovers.rules().units().at(life.code(), clock.instant()).equals(life);
        if (last && unit.counts().flagged() > 0) {
            ArrayNode first = node.putArray("flaggedFirst");
            switchovers.flagged(unit.unit(), Gates.SHOWN).forEach(one -> first.add(SwitchoverJson.of(one)));
        }
        return node;
    }

    private String name(Switchovers.Unit unit) {
        return units.name(journal.switchovers().rules().units(), unit.reach().life());
    }

    @PostMapping("/v1/switchovers/{unit}/advance")
    ObjectNode advance(@PathVariable("unit") String code, HttpServletRequest request) {
        Caller caller = access.operator(request);
        ActBody body = ActBody.of(request, ADVANCE);
        By by = body.by(caller);
        units.require(code);
        Switchovers.Unit unit = journal.switchovers().of(code);
        SwitchoverState to = to(body.optional("to"), unit.state());
        Instant until = until(body.optional("within"));
        if (unit.state() == to) {
            return answer(
                    new Stepped(false, null, unit), unit.state(), to, SwitchoverGates.NONE.judge(code, to, to), body);
        }
        SwitchoverGates.Verdict verdict = gates.judge(code, unit.state(), to);
        Stepped stepped = verdict.passes()
                ? journal.switchovers()
                        .advance(
                                new Switchovers.Wanted(code, unit.state(), to, until, verdict.figures(), body.dryRun()),
                                by)
                : new Stepped(false, verdict.refusal(), unit);
        return answer(stepped, unit.state(), to, verdict, body);
    }

    @PostMapping("/v1/switchovers/{unit}/back")
    ObjectNode back(@PathVariable("unit") String code, HttpServletRequest request) {
        return act(code, request, SwitchoverState.CITY, (by, dry) -> journal.switchovers()
                .back(code, by, dry));
    }

    @PostMapping("/v1/switchovers/{unit}/pause")
    ObjectNode pause(@PathVariable("unit") String code, HttpServletRequest request) {
        return act(code, request, null, (by, dry) -> journal.switchovers().pause(code, true, by, dry));
    }

    @PostMapping("/v1/switchovers/{unit}/resume")
    ObjectNode resume(@PathVariable("unit") String code, HttpServletRequest request) {
        return act(code, request, null, (by, dry) -> journal.switchovers().pause(code, false, by, dry));
    }

    @GetMapping("/v1/switchover-steps")
    ObjectNode steps(@RequestParam MultiValueMap<String, String> query, HttpServletRequest request) {
        access.operator(request);
        Parameters parameters = Parameters.only(Parameters.once(query), Set.of("unit", "before", "limit"));
        String before = parameters.text("before");
        String unit = parameters.text("unit");
        if (unit != null) {
            units.require(unit);
        }
        ObjectNode node = Json.object();
        ArrayNode list = node.putArray("steps");
        journal.switchovers()
                .history(unit, before == null ? null : id(before), parameters.limit())
                .forEach(step -> list.add(SwitchoverJson.of(step)));
        return node;
    }

    @GetMapping("/v1/switchovers/{unit}/held")
    ObjectNode held(
            @PathVariable("unit") String code,
            @RequestParam MultiValueMap<String, String> query,
            HttpServletRequest request) {
        access.operator(request);
        units.require(code);
        Parameters parameters =
                Parameters.only(Parameters.once(query), Set.of("afterDossier", "afterDestination", "limit"));
        String dossier = parameters.text("afterDossier");
        String destination = parameters.text("afterDestination");
        Switchovers.Place after =
                dossier == null ? null : new Switchovers.Place(dossier, destination == null ? "" : destination);
        List<Switchovers.HeldDossier> held = journal.switchovers().held(code, after, parameters.limit());
        return SwitchoverJson.held(held, held.size() == parameters.limit());
    }

    /** Something that is done to a unit. */
    private interface Act {
        Stepped run(By by, boolean dryRun);
    }

    private ObjectNode act(String code, HttpServletRequest request, @Nullable SwitchoverState to, Act act) {
        Caller caller = access.operator(request);
        ActBody body = ActBody.of(request, ACT);
        By by = body.by(caller);
        units.require(code);
        SwitchoverState from = journal.switchovers().of(code).state();
        Stepped stepped = act.run(by, body.dryRun());
        SwitchoverState reached = to == null ? from : to;
        return answer(stepped, from, reached, SwitchoverGates.NONE.judge(code, from, reached), body);
    }

    private ObjectNode answer(
            Stepped stepped, SwitchoverState from, SwitchoverState to, SwitchoverGates.Verdict verdict, ActBody body) {
        ObjectNode node = Json.object()
                .put("to", to.name())
                .put("dryRun", body.dryRun())
                .put("taken", stepped.taken() ? 1 : 0)
                .put("refused", stepped.refused() == null ? 0 : 1);
        ObjectNode one = SwitchoverJson.of(stepped.unit(), name(stepped.unit()), clock.instant());
        one.put("from", from.name()).put("to", to.name()).put("taken", stepped.taken());
        Json.put(one, "refusedBecause", stepped.refused());
        one.set("gates", verdict.gates());
        node.putArray("units").add(one);
        return node;
    }

    private static SwitchoverState to(@Nullable String text, SwitchoverState from) {
        SwitchoverState next = from.next();
        if (text == null) {
            return next == null ? from : next;
        }
        return SwitchoverState.named(text)
                .filter(state -> state != SwitchoverState.CITY)
                .orElseThrow(() -> invalid(
                        "unknown-state",
                        "There is no such state to step into.",
                        text,
                        "Steps lead into REHEARSAL, HOLDING, BACKFILL, PROVINCE and SETTLED; back leads to CITY."));
    }

    private @Nullable Instant until(@Nullable String within) {
        if (within == null) {
            return null;
        }
        try {
            Duration window = DurationStyle.detectAndParse(within);
            if (!window.isNegative() && !window.isZero() && window.compareTo(Duration.ofDays(60)) <= 0) {
                return clock.instant().plus(window);
            }
        } catch (IllegalArgumentException e) {
            // Said below.
        }
        throw invalid("invalid-window", "A window is a time of up to 60 days.", within, "Example: 4h, or PT4H30M.");
    }

    private static long id(String text) {
        OptionalLong id = Ids.parse(text);
        if (id.isEmpty()) {
            throw invalid("invalid-id", "A step goes by its id.", text, "Give one that history shows.");
        }
        return id.getAsLong();
    }

    private static ApiFailure invalid(String code, String what, String found, String cure) {
        return new ApiFailure(422, new Problem(code, what, ApiFailure.shown(found), cure), "never");
    }
}
