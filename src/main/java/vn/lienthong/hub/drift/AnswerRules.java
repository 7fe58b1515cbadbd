package vn.lienthong.hub.drift;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import vn.lienthong.hub.connector.ContractUse.Called;
import vn.lienthong.hub.connector.ContractUse.Heard;

/**
 * Judges the changes of what an endpoint answers by what we read of it. An answer in XML is checked against the folder's contract before anybody reads it, and what
 * that one does not know is passed over: so there a place that nobody reads may break as well.
 */
final class AnswerRules {

    private static final int MOST_STEPS = 200_000;
    private static final int DEEPEST = 64;
    private static final String OFF = "answers are checked against the folder's contract, and would be off-contract";

    private final Changes changes;
    private final boolean soap;
    private final ReadPlaces places;
    private final String where;
    private int steps;

    /** @param where how the answer is called: {@code answer}, {@code answer 200} */
    AnswerRules(Changes changes, boolean soap, Called called, String where) {
        this.changes = changes;
        this.soap = soap;
        this.places = new ReadPlaces(called);
        this.where = where;
    }

    void compare(JsonNode before, JsonNode now) {
        compare("", before, now, 0);
    }

    private String shown(String at) {
        return at.isEmpty() ? where : where + " " + at;
    }

    private void compare(String at, JsonNode before, JsonNode now, int depth) {
        if (before.has(Schemas.AGAIN) || now.has(Schemas.AGAIN) || depth > DEEPEST) {
            return;
        }
        if (++steps > MOST_STEPS) {
            changes.mayBreak("", "the contract is compared no further", "it has more than " + MOST_STEPS + " places");
            return;
        }
        JsonNode was = Schemas.united(before);
        JsonNode is = Schemas.united(now);
        boolean lists = Schemas.isList(was) || Schemas.isList(is);
        if (lists && Schemas.isList(was) != Schemas.isList(is)) {
            oneOrMany(at, is);
        }
        if (lists) {
            compare(at, Schemas.item(was), Schemas.item(is), depth + 1);
        } else if (was.has("properties") || is.has("properties")) {
            typed(at, was, is);
            fields(at, was, is, depth);
        } else {
            typed(at, was, is);
            values(at, was, is);
            List.of("pattern", "format", Schemas.ENCODING).forEach(word -> form(at, word, was, is));
            Limit.ALL.forEach(limit -> widened(at, limit, was, is));
        }
        nullable(at, was, is);
    }

    private void oneOrMany(String at, JsonNode is) {
        String what = Schemas.isList(is) ? "one becomes a list" : "a list becomes one";
        Set<String> readers = places.readers(at);
        if (soap && !Schemas.isList(is)) {
            changes.harmless(shown(at), what, "one in a list is written the same way");
        } else if (soap) {
            changes.mayBreak(shown(at), what, "with more than one " + OFF);
        } else if (readers.isEmpty()) {
            changes.harmless(shown(at), what, "nobody reads it");
        } else {
            changes.breaks(shown(at), what, by(readers));
        }
    }

    private void typed(String at, JsonNode was, JsonNode is) {
        String before = was.path("type").asText("any");
        String now = is.path("type").asText("any");
        if (before.equals(now)) {
            return;
        }
        String what = "type " + before + " becomes " + now;
        Set<String> readers = places.readers(at);
        boolean whole = Schemas.isObject(was) != Schemas.isObject(is) && !before.equals("any") && !now.equals("any");
        boolean number = before.equals("number") && now.equals("integer");
        if (number || soap && !whole && before.equals("string")) {
            changes.harmless(shown(at), what, "what comes is what was taken before");
        } else if (soap && whole) {
            changes.breaks(shown(at), what, OFF);
        } else if (soap) {
            changes.mayBreak(shown(at), what, "with other values than before " + OFF);
        } else if (readers.isEmpty()) {
            changes.harmless(shown(at), what, "nobody reads it");
        } else if (whole) {
            changes.breaks(shown(at), what, by(readers));
        } else {
            changes.mayBreak(shown(at), what, by(readers) + "; outcomes.yaml compares numbers and texts as text");
        }
    }

    private static String by(Set<String> readers) {
        List<String> first = readers.stream().limit(4).toList();
        return "read by " + String.join(", ", first)
                + (readers.size() > 4 ? " and " + (readers.size() - 4) + " more" : "");
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
                        shown(place),
                        "new " + (soap ? "element" : "field"),
                        "what the folder's contract does not know is passed over");
            } else {
                required(place, Schemas.requires(was, name), Schemas.requires(is, name));
                namespace(place, before, now, Schemas.requires(was, name));
                compare(place, before, now, depth + 1);
            }
        }
        List<String> before = RequestRules.common(was, is);
        List<String> now = RequestRules.common(is, was);
        if (!before.equals(now)) {
            changes.breaks(shown(at), "the order of the elements becomes " + String.join(", ", now), OFF);
        }
        together(at, was, is);
    }

    private void removed(String place, boolean always) {
        String what = (soap ? "element" : "field") + " is gone";
        Set<String> readers = places.readers(place);
        if (!readers.isEmpty()) {
            changes.breaks(shown(place), what, by(readers));
        } else if (soap && always) {
            changes.breaks(shown(place), what, "it was required: " + OFF);
        } else {
            changes.harmless(shown(place), what, "nobody reads it");
        }
    }

    private void required(String place, boolean was, boolean is) {
        if (was == is) {
            return;
        }
        Set<String> readers = places.readers(place);
        if (is) {
            changes.harmless(shown(place), "always there now", "it may have been missing before");
        } else if (!readers.isEmpty()) {
            changes.mayBreak(shown(place), "may be missing now", by(readers));
        } else if (soap) {
            changes.mayBreak(shown(place), "may be missing now", "without it " + OFF);
        } else {
            changes.harmless(shown(place), "may be missing now", "nobody reads it");
        }
    }

    private void namespace(String place, JsonNode before, JsonNode now, boolean always) {
        String was = before.path(Schemas.NAMESPACE).asText("");
        String is = now.path(Schemas.NAMESPACE).asText("");
        if (was.equals(is)) {
            return;
        }
        String what = "namespace '" + was + "' becomes '" + is + "'";
        Set<String> readers = places.readers(place);
        if (always || !readers.isEmpty()) {
            changes.breaks(shown(place), what, always ? OFF : by(readers));
        } else {
            changes.harmless(shown(place), what, "nobody reads it, and it need not be there");
        }
    }

    private void values(String at, JsonNode was, JsonNode is) {
        Set<String> before = Schemas.values(was);
        Set<String> now = Schemas.values(is);
        if (before.equals(now)) {
            return;
        }
        Heard heard = places.at(at);
        if (!now.isEmpty() && !heard.good().isEmpty() && heard.good().stream().noneMatch(now::contains)) {
            changes.breaks(
                    shown(at),
                    "values " + String.join(", ", now) + " instead of "
                            + (before.isEmpty() ? "any" : String.join(", ", before)),
                    "success is read by " + String.join(", ", heard.good()) + ", which no longer comes");
            return;
        }
        Set<String> added = new TreeSet<>(now);
        added.removeAll(before);
        if (now.isEmpty()) {
            wider(at, "any value instead of " + String.join(", ", before), heard);
        } else if (before.isEmpty()) {
            changes.harmless(shown(at), "only " + String.join(", ", now) + " from now on", "any value was read before");
        } else {
            gone(at, before, now);
            added.removeAll(heard.values());
            if (!added.isEmpty()) {
                wider(at, "new value " + String.join(", ", added), heard);
            } else if (!before.containsAll(now)) {
                known(at, before, now, heard);
            }
        }
    }

    private void known(String at, Set<String> before, Set<String> now, Heard heard) {
        Set<String> added = new TreeSet<>(now);
        added.removeAll(before);
        String what = "new value " + String.join(", ", added);
        if (soap) {
            changes.mayBreak(shown(at), what, "with it " + OFF);
        } else {
            changes.harmless(shown(at), what, by(heard.by()) + ", which knows it");
        }
    }

    private void gone(String at, Set<String> before, Set<String> now) {
        Set<String> gone = new TreeSet<>(before);
        gone.removeAll(now);
        if (!gone.isEmpty()) {
            changes.harmless(
                    shown(at), "value " + String.join(", ", gone) + " is gone", "what still comes is read as before");
        }
    }

    private void wider(String at, String what, Heard heard) {
        if (soap) {
            changes.mayBreak(shown(at), what, "with it " + OFF);
        } else if (heard.by().isEmpty()) {
            changes.harmless(shown(at), what, "nobody reads it");
        } else {
            changes.mayBreak(
                    shown(at),
                    what,
                    by(heard.by())
                            + (heard.values().isEmpty() ? "" : ", which knows " + String.join(", ", heard.values())));
        }
    }

    /** How a value is written: what no longer has the old form keeps no contract of ours, and means something else to whoever reads it. */
    private void form(String at, String word, JsonNode was, JsonNode is) {
        String before = was.path(word).asText("none");
        String now = is.path(word).asText("none");
        boolean number = List.of("integer", "number").contains(is.path("type").asText());
        if (before.equals(now) || number) {
            return;
        }
        String what = word + " " + before + " becomes " + now;
        Set<String> readers = places.readers(at);
        if (before.equals("none")) {
            changes.harmless(shown(at), what, "any was taken before");
        } else if (soap) {
            changes.mayBreak(shown(at), what, "with others than before " + OFF);
        } else if (readers.isEmpty()) {
            changes.harmless(shown(at), what, "nobody reads it");
        } else {
            changes.mayBreak(shown(at), what, by(readers));
        }
    }

    private void together(String at, JsonNode was, JsonNode is) {
        Set<String> names = Schemas.either(was, is);
        if (!names.isEmpty()) {
            changes.mayBreak(shown(at), String.join(", ", names) + " may stand there together", "then " + OFF);
        }
    }

    private void widened(String at, Limit limit, JsonNode was, JsonNode is) {
        BigDecimal before = limit.in(was);
        BigDecimal now = limit.in(is);
        if (Limit.same(before, now)) {
            return;
        }
        boolean tighter = limit.isTighter(now, before);
        if (soap && !tighter) {
            changes.mayBreak(shown(at), SentValues.what(limit, before, now), "beyond the old one " + OFF);
        } else {
            changes.harmless(
                    shown(at),
                    SentValues.what(limit, before, now),
                    tighter ? "what comes was taken before" : "no limit of theirs is looked at");
        }
    }

    private void nullable(String at, JsonNode was, JsonNode is) {
        boolean before = was.path("nullable").asBoolean();
        boolean now = is.path("nullable").asBoolean();
        if (before == now) {
            return;
        }
        Set<String> readers = places.readers(at);
        if (!now || !soap && readers.isEmpty()) {
            changes.harmless(
                    shown(at),
                    now ? "may be null now" : "is never null now",
                    now ? "nobody reads it" : "it was taken before");
        } else {
            changes.mayBreak(shown(at), "may be null now", soap ? "with null " + OFF : by(readers));
        }
    }
}
