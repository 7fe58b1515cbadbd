package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.journal.Switchovers;
import vn.lienthong.hub.journal.UnitLives.Life;
import vn.lienthong.hub.reference.Reference;
import vn.lienthong.hub.reference.Unit;
import vn.lienthong.hub.switchover.Succession;
import vn.lienthong.hub.switchover.UnitTrace;
import vn.lienthong.hub.vocabulary.SwitchoverState;

/** Units in time as JSON, with where their switchover stands. */
final class UnitJson {
    private final Reference reference;
    private final Switchovers switchovers;

    UnitJson(Reference reference, Switchovers switchovers) {
        this.reference = reference;
        this.switchovers = switchovers;
    }

    /** How far the switchover of a unit is. */
    SwitchoverState state(Unit unit) {
        return standing(unit).state();
    }

    ObjectNode shown(Unit unit, LocalDate day) {
        ObjectNode node = of(unit, day);
        node.put("on", day.toString());
        ArrayNode from = node.putArray("formedFrom");
        UnitTrace.predecessors(reference.units(), unit).forEach(one -> from.add(named(one)));
        UnitTrace.successor(reference.units(), unit).ifPresent(heir -> node.set("successor", named(heir)));
        ArrayNode others = node.putArray("otherMeanings");
        reference.units().meanings().stream()
                .filter(other ->
                        other.code().equals(unit.code()) && !other.name().equals(unit.name()))
                .forEach(other -> others.add(named(other)));
        node.set("switchover", switchover(unit));
        return node;
    }

    ObjectNode traced(UnitTrace trace, LocalDate received, LocalDate progress) {
        ObjectNode node = Json.object().put("received", received.toString()).put("progress", progress.toString());
        node.set("unit", of(trace.received(), received));
        ArrayNode hops = node.putArray("reforms");
        trace.hops().forEach(hop -> {
            ObjectNode one = hops.addObject().put("on", hop.on().toString());
            one.set("from", named(hop.from()));
            one.set("to", named(hop.to()));
        });
        Unit handles = trace.handles();
        if (handles != null) {
            node.set("handledBy", of(handles, progress));
        }
        node.set("switchover", switchover(trace.received()));
        ArrayNode why = node.putArray("why");
        UnitWords.why(trace, agency(handles, progress), standing(trace.received()), switchovers.rules())
                .forEach(why::add);
        return node;
    }

    ObjectNode reform(LocalDate day, List<Succession.Heir> heirs) {
        ObjectNode node = Json.object().put("on", day.toString());
        ArrayNode list = node.putArray("heirs");
        for (Succession.Heir heir : heirs) {
            ObjectNode one = list.addObject();
            one.set("unit", named(heir.unit()));
            one.put("state", heir.state().name()).put("toBePlanned", !heir.inherits());
            ArrayNode from = one.putArray("from");
            heir.from()
                    .forEach(pred -> from.add(
                            named(pred.unit()).put("state", pred.state().name())));
        }
        return node;
    }

    private ObjectNode of(Unit unit, LocalDate day) {
        ObjectNode node = named(unit).put("kind", unit.kind().name());
        Json.put(
                node,
                "until",
                unit.until() == null ? null : unit.until().minusDays(1).toString());
        Json.put(node, "district", unit.district());
        node.put("province", unit.province());
        Json.put(node, "agencyCode", agency(unit, day));
        return node;
    }

    private @Nullable String agency(@Nullable Unit unit, LocalDate day) {
        return unit == null
                ? null
                : reference.agencies().codeOn(unit.code(), day).orElse(null);
    }

    private ObjectNode switchover(Unit unit) {
        Switchovers.Unit standing = standing(unit);
        Switchovers.Reach reach = standing.reach();
        ObjectNode node = Json.object().put("state", standing.state().name());
        if (reach.inherited() && reach.led() == null) {
            node.put("inherited", true);
        }
        Json.put(node, "ledBy", reach.led() == null ? null : reach.led().words());
        reach.codes().forEach(node.putArray("governs")::add);
        return node;
    }

    private Switchovers.Unit standing(Unit unit) {
        LocalDate from = unit.from();
        Life life = switchovers.rules().units().on(unit.code(), from == null ? LocalDate.EPOCH : from);
        return switchovers.of(life);
    }

    private static ObjectNode named(Unit unit) {
        ObjectNode node = Json.object().put("code", unit.code()).put("name", unit.name());
        Json.put(node, "from", unit.from() == null ? null : unit.from().toString());
        return node;
    }
}
