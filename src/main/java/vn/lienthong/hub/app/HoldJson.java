package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.journal.Holds;
import vn.lienthong.hub.journal.Holds.Hold;
import vn.lienthong.hub.journal.Holds.Scope;
import vn.lienthong.hub.journal.Journal.By;
import vn.lienthong.hub.journal.UnmappedCodes;

/** Holds and unmapped codes as JSON. */
final class HoldJson {
    private HoldJson() {}

    static ObjectNode of(Hold hold) {
        ObjectNode node = Json.object().put("name", hold.name());
        put(node, hold.scope());
        put(node, hold.by());
        Json.put(node, "since", hold.since());
        Json.put(node, "until", hold.until());
        Holds.Ended ended = hold.ended();
        if (ended == null) {
            put(node, hold.counts());
        } else {
            ObjectNode end = node.putObject("ended");
            put(end, ended.by());
            Json.put(end, "at", ended.at());
        }
        if (!hold.settled()) {
            node.put("underWay", true);
        }
        return node;
    }

    static ObjectNode would(Holds.Wanted wanted, By by, Holds.Counts counts) {
        ObjectNode node = Json.object().put("name", wanted.name());
        put(node, wanted.scope());
        put(node, by);
        Json.put(node, "until", wanted.until());
        put(node, counts);
        return node.put("dryRun", true);
    }

    static ObjectNode lifted(Holds.Lifted lifted) {
        ObjectNode node = of(lifted.hold());
        node.put("released", lifted.released());
        node.put("stillHeld", lifted.stillHeld());
        return node;
    }

    static ObjectNode of(UnmappedCodes.Code code) {
        ObjectNode node = Json.object().put("code", code.code());
        node.put("destination", code.destination());
        node.put("count", code.count());
        Json.put(node, "firstSeen", code.firstSeen());
        texts(node.putArray("units"), code.units());
        texts(node.putArray("examples"), code.examples());
        Json.put(node, "problem", code.problem());
        return node;
    }

    /** What a hold covers, in a line, from the answer of a hub; as {@link Scope#words}. */
    static String words(JsonNode hold) {
        StringJoiner words = new StringJoiner(", ");
        for (String name : List.of("destination", "unit", "dossier", "procedure", "unmappedCode")) {
            if (hold.has(name)) {
                words.add((name.equals("unmappedCode") ? "unmapped code" : name) + " "
                        + hold.path(name).asText());
            }
        }
        return words.toString();
    }

    private static ObjectNode put(ObjectNode node, Scope scope) {
        put(node, "destination", scope.destination());
        put(node, "unit", scope.unit());
        put(node, "dossier", scope.dossier());
        put(node, "procedure", scope.procedure());
        put(node, "unmappedCode", scope.unmappedCode());
        return node;
    }

    private static void put(ObjectNode node, String name, @Nullable String value) {
        Json.put(node, name, value);
    }

    private static void put(ObjectNode node, By by) {
        node.put("by", by.who()).put("why", by.why());
    }

    private static void put(ObjectNode node, Holds.Counts counts) {
        node.put("held", counts.held());
        node.put("inFlight", counts.inFlight());
        if (counts.parked() > 0) {
            node.put("parked", counts.parked());
        }
    }

    private static void texts(ArrayNode into, List<String> texts) {
        texts.forEach(into::add);
    }
}
