package vn.lienthong.hub.drift;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import vn.lienthong.hub.connector.ContractFacts;
import vn.lienthong.hub.connector.ContractUse.Called;

/**
 * Judges the changes of what an endpoint answers by what we read of it. An answer in XML is checked against the folder's contract before anybody reads it, and what
 * that one does not know is passed over: so there a place that nobody reads may break as well.
 */
final class AnswerRules {

    private static final int MOST_STEPS = 200_000;
    private static final int DEEPEST = 64;

    private final Changes changes;
    private final boolean soap;
    private final ReadPlaces places;
    private final ReadValues values;
    private int steps;

    /** @param where how the answer is called: {@code answer}, {@code answer 200} */
    AnswerRules(Changes changes, boolean soap, Called called, String where) {
        this.changes = changes;
        this.soap = soap;
        this.places = new ReadPlaces(called);
        this.values = new ReadValues(changes, soap, places, where);
    }

    void compare(JsonNode before, JsonNode now) {
        boolean nothing = now.path("type").asText().equals("null");
        // Many a contract that says nothing of a body has one all the same: only of what was described we know that it
        // is gone.
        JsonNode known = before.path("type").asText().equals("null") ? Schemas.OPEN : before;
        Set<String> readers = places.below("");
        if (nothing && !Schemas.isOpen(known) && !readers.isEmpty()) {
            changes.breaks(values.shown(""), "nothing is answered any more", ReadValues.by(readers));
        } else if (nothing && !Schemas.isOpen(known)) {
            changes.harmless(values.shown(""), "nothing is answered any more", "nobody reads it");
        } else if (!nothing) {
            compare("", known, now, 0);
        }
    }

    private void compare(String at, JsonNode before, JsonNode now, int depth) {
        if (before.has(ContractFacts.AGAIN) || now.has(ContractFacts.AGAIN) || depth > DEEPEST) {
            return;
        }
        if (++steps > MOST_STEPS) {
            changes.mayBreak("", "the contract is compared no further", "it has more than " + MOST_STEPS + " places");
            return;
        }
        if (before.has(ContractFacts.ELSEWHERE) || now.has(ContractFacts.ELSEWHERE)) {
            values.elsewhere(at, before, now);
            return;
        }
        JsonNode was = Schemas.united(before);
        JsonNode is = Schemas.united(now);
        if (Schemas.isOpen(is) && !Schemas.isOpen(was)) {
            values.open(at);
            return;
        }
        boolean lists = Schemas.isList(was) || Schemas.isList(is);
        if (lists && Schemas.isList(was) != Schemas.isList(is)) {
            oneOrMany(at, was, is);
        } else if (lists) {
            Limit.OF_LISTS.stream()
                    .filter(limit -> !soap || limit.upper())
                    .forEach(limit -> values.widened(at, limit, was, is));
        }
        if (lists) {
            compare(at, Schemas.item(was), Schemas.item(is), depth + 1);
        } else if (was.has("properties") || is.has("properties")) {
            values.typed(at, was, is);
            fields(at, was, is, depth);
        } else {
            values.typed(at, was, is);
            values.values(at, was, is);
            List.of("pattern", "format", ContractFacts.ENCODING, ContractFacts.LIST)
                    .forEach(word -> values.form(at, word, was, is));
            Limit.ALL.forEach(limit -> values.widened(at, limit, was, is));
        }
        values.nullable(at, was, is);
    }

    private void oneOrMany(String at, JsonNode was, JsonNode is) {
        String what = Schemas.isList(is) ? "one becomes a list" : "a list becomes one";
        Set<String> readers = places.readers(at);
        if (soap && !Schemas.isList(is)) {
            changes.harmless(values.shown(at), what, "one in a list is written the same way");
        } else if (soap) {
            changes.mayBreak(values.shown(at), what, "with more than one " + ReadValues.OFF);
        } else if (readers.isEmpty()) {
            changes.harmless(values.shown(at), what, "nobody reads it");
        } else if (Schemas.isOpen(was)) {
            changes.mayBreak(
                    values.shown(at), what, ReadValues.by(readers) + "; the folder's contract does not say which");
        } else {
            changes.breaks(values.shown(at), what, ReadValues.by(readers));
        }
    }

    /** What we read, and what the folder's contract does not describe where theirs does now. */
    private void unnamed(String at, JsonNode was, JsonNode is) {
        for (String name : places.named(at)) {
            String place = at + "/" + name;
            JsonNode others = is.path("additionalProperties");
            if (Schemas.field(was, name).isMissingNode()
                    && Schemas.field(is, name).isMissingNode()) {
                if (Schemas.isOpen(was)) {
                    changes.mayBreak(
                            values.shown(place),
                            "described now, without this " + (soap ? "element" : "field"),
                            ReadValues.by(places.readers(place)));
                } else if (!others.equals(was.path("additionalProperties")) && others.isObject()) {
                    compare(place, Schemas.others(was).isMissingNode() ? Schemas.OPEN : Schemas.others(was), others, 1);
                }
            }
        }
    }

    private void fields(String at, JsonNode was, JsonNode is, int depth) {
        Set<String> names = new TreeSet<>(Schemas.names(was));
        names.addAll(Schemas.names(is));
        for (String name : names) {
            JsonNode before = Schemas.field(was, name);
            JsonNode now = Schemas.field(is, name);
            String place = at + "/" + name;
            if (now.isMissingNode()) {
                removed(place, Schemas.requires(was, name));
            } else if (before.isMissingNode()) {
                changes.harmless(
                        values.shown(place),
                        "new " + (soap ? "element" : "field"),
                        "what the folder's contract does not know is passed over");
            } else {
                required(place, Schemas.requires(was, name), Schemas.requires(is, name));
                namespace(place, before, now, Schemas.requires(was, name));
                compare(place, before, now, depth + 1);
            }
        }
        unnamed(at, was, is);
        oneOf(at, was, is);
        List<String> before = RequestRules.common(was, is);
        List<String> now = RequestRules.common(is, was);
        if (was.has(ContractFacts.ORDER) && !is.has(ContractFacts.ORDER) && now.size() > 1) {
            changes.mayBreak(
                    values.shown(at), "the elements may come in any order now", "in another one " + ReadValues.OFF);
        } else if (was.has(ContractFacts.ORDER) && !before.equals(now)) {
            changes.breaks(
                    values.shown(at), "the order of the elements becomes " + String.join(", ", now), ReadValues.OFF);
        }
        together(at, was, is);
    }

    private void oneOf(String at, JsonNode was, JsonNode is) {
        for (JsonNode group : was.path(ContractFacts.ONE_OF)) {
            Set<String> names = Schemas.texts(group);
            if (soap && !Schemas.isSure(is, names)) {
                changes.mayBreak(
                        values.shown(at),
                        "none of " + String.join(", ", names) + " may be there now",
                        "then " + ReadValues.OFF);
            }
        }
    }

    private void removed(String place, boolean always) {
        String what = (soap ? "element" : "field") + " is gone";
        Set<String> readers = places.readers(place);
        if (!readers.isEmpty()) {
            changes.breaks(values.shown(place), what, ReadValues.by(readers));
        } else if (soap && always) {
            changes.breaks(values.shown(place), what, "it was required: " + ReadValues.OFF);
        } else {
            changes.harmless(values.shown(place), what, "nobody reads it");
        }
    }

    private void required(String place, boolean was, boolean is) {
        if (was == is) {
            return;
        }
        Set<String> readers = places.readers(place);
        if (is) {
            changes.harmless(values.shown(place), "always there now", "it may have been missing before");
        } else if (!readers.isEmpty()) {
            changes.mayBreak(values.shown(place), "may be missing now", ReadValues.by(readers));
        } else if (soap) {
            changes.mayBreak(values.shown(place), "may be missing now", "without it " + ReadValues.OFF);
        } else {
            changes.harmless(values.shown(place), "may be missing now", "nobody reads it");
        }
    }

    private void namespace(String place, JsonNode before, JsonNode now, boolean always) {
        String was = before.path(ContractFacts.NAMESPACE).asText("");
        String is = now.path(ContractFacts.NAMESPACE).asText("");
        if (was.equals(is)) {
            return;
        }
        String what = "namespace '" + was + "' becomes '" + is + "'";
        Set<String> readers = places.readers(place);
        if (always || !readers.isEmpty()) {
            changes.breaks(values.shown(place), what, always ? ReadValues.OFF : ReadValues.by(readers));
        } else {
            changes.harmless(values.shown(place), what, "nobody reads it, and it need not be there");
        }
    }

    private void together(String at, JsonNode was, JsonNode is) {
        Set<String> names = Schemas.either(was, is);
        if (!names.isEmpty()) {
            changes.mayBreak(
                    values.shown(at), String.join(", ", names) + " may stand there together", "then " + ReadValues.OFF);
        }
    }
}
