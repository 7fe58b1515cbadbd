package vn.lienthong.hub.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.journal.Landing;
import vn.lienthong.hub.journal.Landing.KeptExchange;
import vn.lienthong.hub.vocabulary.Outcome;

/** The lookups that were asked in one attempt, each once, and what they found. Used by one thread. */
final class AskedLookups {
    private final Map<String, Looked> found = new LinkedHashMap<>();
    private final List<KeptExchange> kept = new ArrayList<>(0);
    private String row = "";

    /** Asks, if it was not asked yet; how the attempt ends for it, null when it goes on. */
    @Nullable
    Outcome ask(Lookup lookup, Supplier<? extends JsonNode> record) {
        if (found.containsKey(lookup.name())) {
            return null;
        }
        Looked looked = lookup.look(record.get());
        found.put(lookup.name(), looked);
        kept.add(looked.kept(lookup.name(), lookup.settings().policy()));
        row = looked.isUnavailable() ? Lookup.AWAITED : Landing.BY_MAPPING + "lookup-" + lookup.name();
        return lookup.ends(looked);
    }

    /** Row of an attempt that the last one ended. */
    String row() {
        return row;
    }

    /** What was found, for the mapping of the destination. */
    ObjectNode told(ObjectNode input) {
        if (!found.isEmpty()) {
            ObjectNode lookups = input.putObject("lookups");
            found.forEach((name, looked) -> lookups.set(name, looked.finding()));
        }
        return input;
    }

    /** What is kept of them, and then what was said to the destination. */
    List<KeptExchange> before(List<KeptExchange> exchanges) {
        if (kept.isEmpty()) {
            return exchanges;
        }
        List<KeptExchange> all = new ArrayList<>(kept);
        all.addAll(exchanges);
        return all;
    }
}
