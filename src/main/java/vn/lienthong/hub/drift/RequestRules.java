package vn.lienthong.hub.drift;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import vn.lienthong.hub.connector.ContractFacts;

/** Judges the changes of what an endpoint takes by what we send there. One thread. */
final class RequestRules {

    private static final int MOST_STEPS = 200_000;
    private static final int DEEPEST = 64;
    /** What we send where we send one and no list. */
    private static final JsonNode SINGLE =
            JsonNodeFactory.instance.objectNode().put("maxItems", 1).put("minItems", 1);

    private final Changes changes;
    private final boolean soap;
    private final SentValues values;
    private int steps;

    RequestRules(Changes changes, boolean soap) {
        this.changes = changes;
        this.soap = soap;
        this.values = new SentValues(changes, soap);
    }

    /** @param ours what we send; missing where we send nothing, or nobody knows it */
    void compare(JsonNode before, JsonNode now, JsonNode ours) {
        for (JsonNode one : Schemas.alternatives(ours)) {
            compare("request", before, now, one, 0);
        }
        parameters(before.path(ContractFacts.PARAMETERS), now.path(ContractFacts.PARAMETERS), ours);
    }

    /** What goes in path and header: which values these are nobody says, but whether something goes there. */
    private void parameters(JsonNode before, JsonNode now, JsonNode ours) {
        now.properties().forEach(one -> {
            JsonNode was = before.path(one.getKey());
            JsonNode sent = ours.path(ContractFacts.PARAMETERS).path(one.getKey());
            if (!was.isMissingNode()) {
                compare("parameter in " + one.getKey(), was, one.getValue(), sent, 0);
            }
        });
    }

    private void compare(String at, JsonNode before, JsonNode now, JsonNode ours, int depth) {
        if (before.has(ContractFacts.AGAIN) || now.has(ContractFacts.AGAIN) || depth > DEEPEST) {
            return;
        }
        if (++steps > MOST_STEPS) {
            changes.mayBreak("", "the contract is compared no further", "it has more than " + MOST_STEPS + " places");
            return;
        }
        JsonNode was = Schemas.meant(before, ours);
        JsonNode is = Schemas.meant(now, ours);
        if (was.has(ContractFacts.ELSEWHERE) || is.has(ContractFacts.ELSEWHERE)) {
            values.elsewhere(at, was, is, ours);
            return;
        }
        values.nullable(at, was, is, ours);
        boolean lists = Schemas.isList(was) || Schemas.isList(is);
        if (!lists && Schemas.conflicts(is, ours) > Schemas.conflicts(was, ours)) {
            changes.breaks(at, "nothing of this kind is taken any more", "we send " + kind(ours));
        }
        if (lists) {
            lists(at, was, is, ours, depth);
        } else if (Schemas.isObject(is) && (Schemas.isObject(was) || Schemas.isOpen(was))) {
            fields(at, was, is, ours, depth);
        } else {
            values.compare(at, was, is, ours);
        }
    }

    private static String kind(JsonNode ours) {
        List<String> told = new ArrayList<>();
        for (String name : Schemas.names(ours)) {
            Set<String> only = Schemas.values(Schemas.field(ours, name));
            if (only.size() == 1) {
                told.add(name + " " + only.iterator().next());
            }
        }
        return told.isEmpty() ? ours.path("type").asText("something else") : String.join(", ", told);
    }

    private void lists(String at, JsonNode was, JsonNode is, JsonNode ours, int depth) {
        if (Schemas.isList(was) != Schemas.isList(is)) {
            oneOrMany(at, is, ours);
        } else {
            Limit.OF_LISTS.forEach(limit -> values.limited(
                    at, limit, List.of(was, is, Schemas.isList(ours) || ours.isMissingNode() ? ours : SINGLE)));
            values.repeated(at, was, is, ours);
        }
        JsonNode sent = Schemas.item(ours);
        for (JsonNode one : Schemas.alternatives(sent)) {
            compare(at, Schemas.item(was), Schemas.item(is), one, depth + 1);
        }
    }

    private void oneOrMany(String at, JsonNode is, JsonNode ours) {
        String what = Schemas.isList(is) ? "one becomes a list" : "a list becomes one";
        boolean many = Schemas.isList(ours);
        int most = ours.path("maxItems").asInt(many ? Integer.MAX_VALUE : 1);
        if (ours.isMissingNode()) {
            changes.harmless(at, what, "we send nothing there");
        } else if (Schemas.isOpen(ours)) {
            changes.mayBreak(at, what, "nobody says which of them we send");
        } else if (soap && (Schemas.isList(is) || most == 1)) {
            changes.harmless(at, what, "we send one, and one in a list is written the same way");
        } else if (soap && most == Integer.MAX_VALUE) {
            changes.mayBreak(at, what, "our mapping sets no limit of its own");
        } else if (soap || many != Schemas.isList(is)) {
            changes.breaks(at, what, many ? "we send a list" : "we send one");
        } else {
            changes.harmless(at, what, "we send " + (many ? "a list" : "one"));
        }
    }

    private void fields(String at, JsonNode was, JsonNode is, JsonNode ours, int depth) {
        closed(at, was, is, ours);
        Set<String> names = new TreeSet<>(Schemas.names(was));
        names.addAll(Schemas.names(is));
        for (String name : names) {
            JsonNode before = Schemas.field(was, name);
            JsonNode now = Schemas.field(is, name);
            JsonNode sent = sent(ours, name);
            String place = at + (at.equals("request") ? " /" : "/") + name;
            if (now.isMissingNode()) {
                removed(place, is, sent);
            } else if (before.isMissingNode()) {
                needed(place, Schemas.requires(is, name), "new " + word(name), ours, name);
            } else {
                if (Schemas.requires(was, name) != Schemas.requires(is, name)) {
                    needed(place, Schemas.requires(is, name), word(name) + " becomes", ours, name);
                }
                namespace(place, before, now, sent);
                for (JsonNode one : Schemas.alternatives(sent)) {
                    compare(place, before, now, one, depth + 1);
                }
            }
        }
        others(at, was, is, ours, depth);
        oneOf(at, was, is, ours);
        order(at, was, is, ours);
        either(at, was, is, ours);
    }

    /** What we send under names that the contract does not know, or lets anybody choose. */
    private void others(String at, JsonNode was, JsonNode is, JsonNode ours, int depth) {
        JsonNode before = Schemas.others(was);
        JsonNode now = Schemas.others(is);
        if (before.equals(now)) {
            return;
        }
        JsonNode known = before.isMissingNode() ? Schemas.OPEN : before;
        JsonNode then = now.isMissingNode() ? Schemas.OPEN : now;
        Set<String> names = Schemas.names(ours);
        names.removeAll(Schemas.names(was));
        names.removeAll(Schemas.names(is));
        for (String name : names) {
            compare(at + (at.equals("request") ? " /" : "/") + name, known, then, Schemas.field(ours, name), depth + 1);
        }
        if (!ours.has("properties")) {
            JsonNode sent = ours.isMissingNode() ? ours : Schemas.others(ours);
            compare(
                    at + "/*",
                    known,
                    then,
                    sent.isMissingNode() && !ours.isMissingNode() ? Schemas.OPEN : sent,
                    depth + 1);
        }
    }

    private void oneOf(String at, JsonNode was, JsonNode is, JsonNode ours) {
        for (JsonNode group : is.path(ContractFacts.ONE_OF)) {
            Set<String> names = Schemas.texts(group);
            String what = "one of " + String.join(", ", names) + " must be there";
            if (ours.isMissingNode() || Schemas.isSure(was, names)) {
                continue;
            }
            if (Schemas.isSure(ours, names)) {
                changes.harmless(at, what, "we always send one of them");
            } else if (names.stream().anyMatch(name -> !sent(ours, name).isMissingNode())) {
                changes.mayBreak(at, what, "we send one of them, but not always");
            } else {
                changes.breaks(at, what, "we send none of them");
            }
        }
    }

    private void either(String at, JsonNode was, JsonNode is, JsonNode ours) {
        Set<String> names = Schemas.either(is, was);
        if (names.isEmpty()) {
            return;
        }
        String what = String.join(", ", names) + " no longer stand there together";
        if (Schemas.names(ours).stream().filter(names::contains).count() > 1) {
            changes.mayBreak(at, what, "we send more than one of them, and nobody says that it is never at once");
        } else {
            changes.harmless(at, what, "we send one of them at most");
        }
    }

    private String word(String name) {
        return name.startsWith("@") ? "attribute" : soap ? "element" : "field";
    }

    /** Of an object of ours of which nobody says what is in it, anything may be sent. */
    private static JsonNode sent(JsonNode ours, String name) {
        boolean open = ours.path("type").asText().equals("object") && !ours.has("properties");
        return open ? Schemas.OPEN : Schemas.field(ours, name);
    }

    private void removed(String place, JsonNode is, JsonNode sent) {
        String what = (soap ? "element" : "field") + " is gone";
        boolean closed = soap
                || is.path("additionalProperties").isBoolean()
                        && !is.path("additionalProperties").asBoolean();
        if (sent.isMissingNode()) {
            changes.harmless(place, what, "we do not send it");
        } else if (closed && !sent.isEmpty()) {
            changes.breaks(place, what, "we send it, and nothing is taken that the contract does not name");
        } else {
            changes.mayBreak(
                    place, what, "we send it, and nobody says what becomes of what the contract does not name");
        }
    }

    /** @param told how the sentence about it begins */
    private void needed(String place, boolean required, String told, JsonNode ours, String name) {
        String what = told + (required ? " required" : " optional");
        boolean known = !ours.isMissingNode() && !Schemas.names(ours).isEmpty();
        if (!required) {
            changes.harmless(place, what, "nobody must send it");
        } else if (Schemas.requires(ours, name)) {
            changes.harmless(place, what, "we always send it");
        } else if (!sent(ours, name).isMissingNode()) {
            changes.mayBreak(place, what, "we send it, but not always");
        } else if (known || place.indexOf('/') == place.lastIndexOf('/')) {
            changes.breaks(place, what, "we do not send it");
        } else {
            changes.harmless(place, what, "we do not send what it stands in");
        }
    }

    private void namespace(String place, JsonNode before, JsonNode now, JsonNode sent) {
        String was = before.path(ContractFacts.NAMESPACE).asText("");
        String is = now.path(ContractFacts.NAMESPACE).asText("");
        if (!was.equals(is)) {
            Level level = sent.isMissingNode() ? Level.HARMLESS : Level.BREAKS;
            changes.add(
                    level,
                    place,
                    "namespace '" + was + "' becomes '" + is + "'",
                    sent.isMissingNode() ? "we do not send it" : "we send it in the old one");
        }
    }

    private void closed(String at, JsonNode was, JsonNode is, JsonNode ours) {
        boolean before = was.path("additionalProperties").asBoolean(true);
        boolean now = is.path("additionalProperties").asBoolean(true);
        if (before == now) {
            return;
        }
        Set<String> more = Schemas.names(ours);
        more.removeAll(Schemas.names(is));
        if (now || ours.isMissingNode() || more.isEmpty()) {
            changes.harmless(
                    at,
                    now ? "other fields are taken too" : "no other fields are taken",
                    "we send none but those named");
        } else {
            changes.breaks(at, "no other fields are taken", "we send " + String.join(", ", more));
        }
    }

    /** In a sequence the order is part of the message; where elements were put in between, those that were there keep theirs. */
    private void order(String at, JsonNode was, JsonNode is, JsonNode ours) {
        List<String> before = common(was, is);
        List<String> now = common(is, was);
        if (before.equals(now) || !is.has(ContractFacts.ORDER)) {
            return;
        }
        String what = "the order of the elements becomes " + String.join(", ", now);
        Set<String> sent = Schemas.names(ours);
        before.retainAll(sent);
        now.retainAll(sent);
        if (before.equals(now)) {
            changes.harmless(at, what, "those that we send stand as they did");
        } else {
            changes.breaks(at, what, "we send " + String.join(", ", before));
        }
    }

    static List<String> common(JsonNode of, JsonNode with) {
        List<String> names = order(of, with);
        names.retainAll(order(with, of));
        return names;
    }

    /** Where any order is taken, that in which the contract names them: in it we write them. */
    private static List<String> order(JsonNode of, JsonNode with) {
        List<String> names = new ArrayList<>();
        if (of.has(ContractFacts.ORDER)) {
            of.path(ContractFacts.ORDER).forEach(name -> names.add(name.asText()));
        } else if (with.has(ContractFacts.ORDER)) {
            of.path("properties").fieldNames().forEachRemaining(names::add);
        }
        return names;
    }
}
