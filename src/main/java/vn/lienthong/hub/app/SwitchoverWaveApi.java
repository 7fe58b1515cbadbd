package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import vn.lienthong.hub.hub.Hub;
import vn.lienthong.hub.journal.Journal.By;
import vn.lienthong.hub.reference.Unit;
import vn.lienthong.hub.switchover.SwitchoverPlan.Wave;
import vn.lienthong.hub.vocabulary.Problem;
import vn.lienthong.hub.vocabulary.SwitchoverState;

/** The plan of the running hub and the steps of its waves, for operators. */
@HubApi
final class SwitchoverWaveApi {
    private static final Set<String> ADVANCE = Set.of("by", "why", "dryRun", "thoseThatCan", "to");
    private static final Set<String> BACK = Set.of("by", "why", "dryRun");
    private static final By LOOKS = new By("switchover-waves", "looks at the gates");

    private final Optional<SwitchoverWaves> waves;
    private final Supplier<Hub> hub;
    private final HubSettings settings;
    private final Access access;

    /**
     * Of the plan that the settings name.
     *
     * @param waves empty without one
     */
    SwitchoverWaveApi(Optional<SwitchoverWaves> waves, Supplier<Hub> hub, HubSettings settings, Access access) {
        this.waves = waves;
        this.hub = hub;
        this.settings = settings;
        this.access = access;
    }

    @GetMapping("/v1/switchover-plan")
    ObjectNode plan(HttpServletRequest request) {
        access.operator(request);
        Hub now = hub.get();
        return PlanJson.of(PlanFile.calendar(waves().plan(), now, settings), now.reference());
    }

    /** Where every wave stands, with the gates before its next step. */
    @GetMapping("/v1/switchover-waves")
    ObjectNode list(HttpServletRequest request) {
        access.operator(request);
        ObjectNode node = Json.object();
        ArrayNode list = node.putArray("waves");
        SwitchoverWaves known = waves();
        known.plan().waves().forEach(wave -> list.add(json(known.status(wave, LOOKS), true)));
        return node;
    }

    @PostMapping("/v1/switchover-waves/{wave}/advance")
    ObjectNode advance(@PathVariable("wave") String name, HttpServletRequest request) {
        Caller caller = access.operator(request);
        ActBody body = ActBody.of(request, ADVANCE);
        By by = body.by(caller);
        SwitchoverState to = state(body.optional("to"));
        boolean dryRun = body.dryRun();
        SwitchoverWaves.Wish wish = new SwitchoverWaves.Wish(wave(name), to, body.flag("thoseThatCan"), dryRun);
        return json(waves().advance(wish, by), dryRun);
    }

    @PostMapping("/v1/switchover-waves/{wave}/back")
    ObjectNode back(@PathVariable("wave") String name, HttpServletRequest request) {
        Caller caller = access.operator(request);
        ActBody body = ActBody.of(request, BACK);
        By by = body.by(caller);
        boolean dryRun = body.dryRun();
        return json(waves().back(wave(name), by, dryRun), dryRun);
    }

    /** The gates before a step of a single unit. */
    SwitchoverGates.Verdict judge(String unit, SwitchoverState from, SwitchoverState to) {
        return waves.map(known -> known.judge(unit, to)).orElseGet(() -> SwitchoverGates.NONE.judge(unit, from, to));
    }

    private ObjectNode json(SwitchoverWaves.Result result, boolean dryRun) {
        return WaveJson.of(
                result,
                code -> hub.get()
                        .reference()
                        .units()
                        .unitOn(code, result.wave().date())
                        .map(Unit::name)
                        .orElse("-"),
                dryRun);
    }

    private SwitchoverWaves waves() {
        return waves.orElseThrow(() -> new ApiFailure(
                404,
                new Problem(
                        "no-plan",
                        "This hub has no plan of a switchover.",
                        "nothing under hub.switchover.plan",
                        "Name the file of the plan there and start the hub again."),
                "never"));
    }

    private Wave wave(String name) {
        return waves().plan()
                .wave(name)
                .orElseThrow(() -> new ApiFailure(
                        404,
                        new Problem(
                                "unknown-wave",
                                "The plan has no wave of this name.",
                                ApiFailure.shown(name),
                                "Its waves are: "
                                        + waves().plan().waves().stream()
                                                .map(Wave::name)
                                                .collect(Collectors.joining(", "))
                                        + "."),
                        "never"));
    }

    private static @Nullable SwitchoverState state(@Nullable String text) {
        if (text == null) {
            return null;
        }
        return SwitchoverState.named(text)
                .filter(state -> state != SwitchoverState.CITY)
                .orElseThrow(() -> new ApiFailure(
                        422,
                        new Problem(
                                "unknown-state",
                                "There is no such state to step into.",
                                ApiFailure.shown(text),
                                "Steps lead into REHEARSAL, HOLDING, BACKFILL, PROVINCE and SETTLED; back leads to CITY."),
                        "never"));
    }
}
