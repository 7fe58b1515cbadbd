package vn.lienthong.hub.drift;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import vn.lienthong.hub.connector.ContractFacts;
import vn.lienthong.hub.connector.ContractUse.Heard;

/** Judges what becomes of a value that we read when what may stand at its place changes. */
record ReadValues(Changes changes, boolean soap, ReadPlaces places, String where) {

    /** In XML also for whom nobody reads. */
    static final String OFF = "answers are checked against the folder's contract, and would be off-contract";

    void typed(String at, JsonNode was, JsonNode is) {
        String before = was.path("type").asText("any");
        String now = is.path("type").asText("any");
        if (before.equals(now)) {
            return;
        }
        String what = "type " + before + " becomes " + now;
        Set<String> readers = places.readers(at);
        boolean whole = Schemas.isObject(was) != Schemas.isObject(is) && !before.equals("any") && !now.equals("any");
        boolean told = before.equals("any")
                && (!Set.of("object", "array").contains(now)
                        || !places.called().reads().containsKey(at));
        boolean number = before.equals("number") && now.equals("integer");
        if (number || told || soap && !whole && before.equals("string")) {
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

    void values(String at, JsonNode was, JsonNode is) {
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
    void form(String at, String word, JsonNode was, JsonNode is) {
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

    void widened(String at, Limit limit, JsonNode was, JsonNode is) {
        BigDecimal before = limit.in(was);
        BigDecimal now = limit.in(is);
        if (limit.same(before, now)) {
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

    void nullable(String at, JsonNode was, JsonNode is) {
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

    static String by(Set<String> readers) {
        List<String> first = readers.stream().limit(4).toList();
        return "read by " + String.join(", ", first)
                + (readers.size() > 4 ? " and " + (readers.size() - 4) + " more" : "");
    }

    String shown(String at) {
        return at.isEmpty() ? where : where + " " + at;
    }

    /** Nobody says any more what stands there. */
    void open(String at) {
        Set<String> readers = places.below(at);
        if (readers.isEmpty()) {
            changes.harmless(shown(at), "no longer described", "nobody reads it");
        } else {
            changes.mayBreak(shown(at), "no longer described", by(readers));
        }
    }

    /** Where a schema stands in another document, nobody knows what it says. */
    void elsewhere(String at, JsonNode before, JsonNode now) {
        String was = before.path(ContractFacts.ELSEWHERE).asText("here");
        String is = now.path(ContractFacts.ELSEWHERE).asText("here");
        if (was.equals(is)) {
            return;
        }
        String what = "described " + (is.equals("here") ? "here now, before in " + was : "in " + is + " now");
        if (places.below(at).isEmpty()) {
            changes.harmless(shown(at), what, "nobody reads it");
        } else {
            changes.mayBreak(shown(at), what, "other documents are not read: give --against a file that has all of it");
        }
    }
}
