package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import vn.lienthong.hub.journal.Switchovers;
import vn.lienthong.hub.reference.Reference;
import vn.lienthong.hub.reference.Unit;
import vn.lienthong.hub.reference.Units;
import vn.lienthong.hub.reference.WallClock;
import vn.lienthong.hub.switchover.Succession;
import vn.lienthong.hub.switchover.UnitTrace;
import vn.lienthong.hub.vocabulary.Problem;

/** Which unit a code meant on a day, what became of it, and where its dossiers go, for operators. */
@HubApi
final class UnitApi {
    private final Supplier<Reference> reference;
    private final Supplier<Switchovers> switchovers;
    private final Access access;
    private final Clock clock;

    UnitApi(Supplier<Reference> reference, Supplier<Switchovers> switchovers, Access access, Clock clock) {
        this.reference = reference;
        this.switchovers = switchovers;
        this.access = access;
        this.clock = clock;
    }

    @GetMapping("/v1/units/{code}")
    ObjectNode show(
            @PathVariable("code") String code,
            @RequestParam MultiValueMap<String, String> query,
            HttpServletRequest request) {
        access.operator(request);
        Parameters parameters = Parameters.only(Parameters.once(query), Set.of("on"));
        LocalDate day = day("on", parameters.text("on"), today());
        Units units = reference.get().units();
        Unit unit = units.unitOn(code, day).orElseThrow(() -> unknown(units, code, day));
        return json().shown(unit, day);
    }

    @GetMapping("/v1/units/{code}/trace")
    ObjectNode trace(
            @PathVariable("code") String code,
            @RequestParam MultiValueMap<String, String> query,
            HttpServletRequest request) {
        access.operator(request);
        Parameters parameters = Parameters.only(Parameters.once(query), Set.of("received", "progress"));
        LocalDate received = day("received", parameters.text("received"), today());
        LocalDate progress = day("progress", parameters.text("progress"), today());
        if (progress.isBefore(received)) {
            throw new ApiFailure(
                    422,
                    new Problem(
                            "progress-before-receipt",
                            "The progress lies before the receipt of the dossier.",
                            "received " + received + ", progress " + progress,
                            "Give a day of progress that is not before the day of receipt."),
                    "never");
        }
        Units units = reference.get().units();
        UnitTrace trace =
                UnitTrace.of(units, code, received, progress).orElseThrow(() -> unknown(units, code, received));
        return json().traced(trace, received, progress);
    }

    @GetMapping("/v1/unit-reforms/{day}")
    ObjectNode reform(@PathVariable("day") String text, HttpServletRequest request) {
        access.operator(request);
        LocalDate day = day("day", text, today());
        UnitJson json = json();
        return json.reform(day, Succession.on(day, reference.get().units(), json::state));
    }

    private UnitJson json() {
        return new UnitJson(reference.get(), switchovers.get());
    }

    private LocalDate today() {
        return WallClock.dayOf(clock.instant());
    }

    private static LocalDate day(String name, @Nullable String text, LocalDate otherwise) {
        if (text == null) {
            return otherwise;
        }
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw ApiFailure.badParameter(name, text, "2024-12-01");
        }
    }

    private static ApiFailure unknown(Units units, String code, LocalDate day) {
        return new ApiFailure(404, units.unknown(code, day), "never");
    }
}
