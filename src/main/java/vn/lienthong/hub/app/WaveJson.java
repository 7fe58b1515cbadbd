package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Function;
import vn.lienthong.hub.switchover.Gates.Judged;
import vn.lienthong.hub.switchover.Gates.Known;

/** What came of a step of a wave, for programs. */
final class WaveJson {
    private WaveJson() {}

    /**
     * As JSON.
     *
     * @param names what the code of a unit means on the wave's date
     */
    static ObjectNode of(SwitchoverWaves.Result result, Function<String, String> names, boolean dryRun) {
        ObjectNode node = Json.object()
                .put("wave", result.wave().name())
                .put("to", result.to().name())
                .put("dryRun", dryRun)
                .put("complete", result.complete());
        node.put(
                "taken",
                result.units().stream().filter(SwitchoverWaves.Unit::taken).count());
        node.put(
                "refused",
                result.units().stream().filter(unit -> unit.refused() != null).count());
        ArrayNode units = node.putArray("units");
        for (SwitchoverWaves.Unit unit : result.units()) {
            ObjectNode one = units.addObject()
                    .put("unit", unit.unit())
                    .put("name", names.apply(unit.unit()))
                    .put("from", unit.from().name())
                    .put("to", unit.to().name())
                    .put("taken", unit.taken());
            Json.put(one, "refusedBecause", unit.refused());
            Json.put(one, "until", unit.until());
            one.set("gates", gates(unit.gates()));
        }
        return node;
    }

    static ArrayNode gates(List<Judged> gates) {
        ArrayNode list = Json.array();
        for (Judged judged : gates) {
            ObjectNode gate = list.addObject()
                    .put("gate", judged.gate().key())
                    .put("limit", judged.limit())
                    .put("passes", judged.passes());
            if (judged.reading() instanceof Known known) {
                gate.put("number", known.number());
                ArrayNode offenders = gate.putArray("first");
                known.offenders().forEach(offenders::add);
            }
            gate.put("words", judged.words());
        }
        return list;
    }
}
