package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import vn.lienthong.hub.hub.Hub;
import vn.lienthong.hub.journal.Switchovers;
import vn.lienthong.hub.reference.Unit;
import vn.lienthong.hub.reference.Units;
import vn.lienthong.hub.route.Routes;
import vn.lienthong.hub.switchover.SwitchoverPlan;

/**
 * Which units' records go through a connector, as flows, settings, plan and, where a hub runs, the states of the switchover say.
 *
 * @param plan of the switchover, where one is set
 * @param states of units by code, of a running hub; empty where none runs: then nobody knows who has moved
 * @param today for what codes mean
 */
record ContractWards(
        Hub hub,
        HubSettings settings,
        Optional<SwitchoverPlan> plan,
        Optional<Map<String, String>> states,
        LocalDate today) {

    /** As the settings say, without a hub that runs. */
    static ContractWards configured(Hub hub, HubSettings settings, LocalDate today) {
        Optional<SwitchoverPlan> plan = settings.switchover().planFile().flatMap(file -> PlanFile.read(file)
                .plan());
        return new ContractWards(hub, settings, plan, Optional.empty(), today);
    }

    /** As a running hub knows. */
    ContractWards with(Switchovers switchovers) {
        Map<String, String> known = new HashMap<>();
        switchovers.list().forEach(unit -> known.put(unit.unit(), unit.state().name()));
        return new ContractWards(hub, settings, plan, Optional.of(known), today);
    }

    /** What touches a connector: {@code destination}, {@code pull}, {@code lookup}, each with the units whose records go that way. */
    ArrayNode of(String connector) {
        ArrayNode ways = Json.array();
        if (settings.destinations().containsKey(connector)) {
            way(ways, "destination", List.of(connector));
        }
        if (settings.pulls().containsKey(connector)) {
            List<String> to = hub.routes().waysBack().stream()
                    .filter(back -> back.source().equals(connector))
                    .map(Routes.WayBack::destinations)
                    .flatMap(List::stream)
                    .toList();
            way(ways, "pull", to);
        }
        if (settings.lookups().containsKey(connector)) {
            List<String> asking = settings.destinations().keySet().stream()
                    .filter(destination -> hub.routes().lookupsTo(destination).contains(connector))
                    .sorted()
                    .toList();
            way(ways, "lookup", asking);
        }
        return ways;
    }

    private void way(ArrayNode ways, String role, List<String> destinations) {
        ObjectNode way = ways.addObject().put("as", role);
        ArrayNode names = way.putArray("destinations");
        destinations.forEach(names::add);
        ArrayNode units = way.putArray("units");
        wards(destinations).forEach((code, name) -> {
            if (destinations.stream().anyMatch(one -> isOwed(code, one))) {
                units.add(told(code, name, destinations));
            }
        });
        way.put("departments", departments(destinations).size());
    }

    /** Those of today; where a plan moves units to the destination also those that it names, who may have other codes on their day. */
    private SortedMap<String, String> wards(List<String> destinations) {
        SortedMap<String, String> wards = new TreeMap<>();
        Units units = hub.reference().units();
        units.allOn(today).stream()
                .filter(unit -> !unit.kind().isCity())
                .forEach(unit -> wards.put(unit.code(), unit.name()));
        plan.filter(known -> destinations.contains(known.destination()))
                .ifPresent(known -> known.waves().forEach(wave -> wave.units()
                        .forEach(code -> wards.put(
                                code,
                                units.unitOn(code, wave.date())
                                        .or(() -> units.lastOf(code))
                                        .map(Unit::name)
                                        .orElse(code)))));
        return wards;
    }

    private List<String> departments(List<String> destinations) {
        List<String> codes = new ArrayList<>();
        hub.reference().units().allOn(today).stream()
                .filter(unit -> unit.kind().isCity())
                .filter(unit -> destinations.stream().anyMatch(one -> isOwed(unit.code(), one)))
                .forEach(unit -> codes.add(unit.code()));
        return codes;
    }

    private boolean isOwed(String unit, String destination) {
        List<String> owed = settings.intake().owedByUnit().get(unit);
        if (owed == null) {
            owed = settings.intake().owedTo();
        }
        return owed == null ? settings.destinations().containsKey(destination) : owed.contains(destination);
    }

    private ObjectNode told(String code, String name, List<String> destinations) {
        ObjectNode told = Json.object().put("code", code).put("name", name);
        boolean governed = settings.switchover().destinations().stream().anyMatch(destinations::contains);
        states.filter(known -> governed)
                .map(known ->
                        known.getOrDefault(code, settings.switchover().initial().name()))
                .ifPresent(state -> told.put("state", state));
        plan.filter(known -> destinations.contains(known.destination()))
                .flatMap(known -> known.waveOf(code))
                .ifPresent(wave ->
                        told.put("wave", wave.name()).put("date", wave.date().toString()));
        return told;
    }

    /** Codes of all units in what {@link #of} told, by what is known of their move, for a line of text. */
    static Map<String, SortedSet<String>> byMove(JsonNode way) {
        Map<String, SortedSet<String>> groups = new TreeMap<>();
        way.path("units").forEach(unit -> {
            String move = unit.has("state")
                    ? unit.path("state").asText()
                    : unit.has("wave")
                            ? "wave " + unit.path("wave").asText() + ", "
                                    + unit.path("date").asText()
                            : "";
            groups.computeIfAbsent(move, key -> new TreeSet<>())
                    .add(unit.path("name").asText() + " (" + unit.path("code").asText() + ")");
        });
        return groups;
    }
}
