package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import vn.lienthong.hub.reference.Reference;
import vn.lienthong.hub.switchover.Gates;
import vn.lienthong.hub.switchover.PlanCalendar;
import vn.lienthong.hub.switchover.SwitchoverPlan;
import vn.lienthong.hub.switchover.SwitchoverPlan.Finding;
import vn.lienthong.hub.switchover.SwitchoverPlan.Wave;

/** The calendar of a switchover for programs. */
final class PlanJson {
    private PlanJson() {}

    static ObjectNode of(PlanCalendar calendar, Reference reference) {
        SwitchoverPlan plan = calendar.plan();
        ObjectNode node = Json.object();
        node.put("name", plan.name()).put("destination", plan.destination()).put("allowedHours", plan.allowed());
        ArrayNode waves = node.putArray("waves");
        plan.waves().forEach(wave -> waves.add(wave(plan, wave, reference)));
        ArrayNode days = node.putArray("days");
        calendar.days().forEach(due -> days.addObject()
                .put("day", due.day().toString())
                .put("wave", due.wave().name())
                .put("step", due.step().name())
                .put("workingDays", due.workingDays())
                .set("gates", limits(due.limits())));
        ArrayNode handOvers = node.putArray("handOvers");
        plan.handOvers().forEach(period -> handOvers
                .addObject()
                .put("name", period.name())
                .put("from", period.from().toString())
                .put("to", period.to().toString()));
        ArrayNode specials = node.putArray("specialDays");
        calendar.specials().forEach(special -> specials.addObject()
                .put("day", special.day().toString())
                .put("works", special.works())
                .put("name", special.name()));
        ArrayNode leftOut = node.putArray("inNoWave");
        calendar.leftOut()
                .forEach(unit -> leftOut.addObject().put("code", unit.code()).put("name", unit.name()));
        node.set("collisions", findings(calendar.collisions()));
        return node;
    }

    static ArrayNode findings(List<Finding> findings) {
        ArrayNode list = Json.array();
        findings.forEach(finding -> list.addObject()
                .put("where", finding.where())
                .put("what", finding.what())
                .put("found", finding.found())
                .put("cure", finding.cure()));
        return list;
    }

    private static ObjectNode wave(SwitchoverPlan plan, Wave wave, Reference reference) {
        ObjectNode node = Json.object()
                .put("name", wave.name())
                .put("date", wave.date().toString())
                .put("start", wave.start().toString())
                .put("window", wave.window().toString())
                .put("historyYears", wave.historyYears());
        ArrayNode units = node.putArray("units");
        PlanCalendar.units(wave, reference).forEach(unit -> units.addObject()
                .put("code", unit.code())
                .put("name", unit.name())
                .put("software", !plan.withoutSoftware().contains(unit.code())));
        ArrayNode call = node.putArray("call");
        wave.call().forEach(one -> call.addObject().put("name", one.name()).put("phone", one.phone()));
        return node;
    }

    private static ObjectNode limits(Map<Gates.Kind, Long> limits) {
        ObjectNode node = Json.object();
        limits.forEach((gate, limit) -> node.put(gate.key(), limit));
        return node;
    }
}
