package vn.lienthong.hub.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.journal.Flight;
import vn.lienthong.hub.journal.Landing.KeptExchange;
import vn.lienthong.hub.vocabulary.Held;

/** The record of one attempt, with what its flow saw to before it is mapped: files that are held, registers that were asked. Used by one thread. */
final class OwnRecord {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Flight flight;
    private final Map<String, Looked> lookups = new LinkedHashMap<>();
    private final List<KeptExchange> asked = new ArrayList<>(0);
    private @Nullable ObjectNode withFiles;

    OwnRecord(Flight flight) {
        this.flight = flight;
    }

    /** Sees to its files, unless that was done; what is missing keeps it as it was. */
    @Nullable
    Hindrance hold(RecordFiles files, boolean linked) {
        if (withFiles != null) {
            return null;
        }
        ObjectNode own = content();
        Optional<Hindrance> missing = files.hold(flight, own, linked);
        if (missing.isEmpty()) {
            withFiles = own;
        }
        return missing.orElse(null);
    }

    /** Asks a register, once in an attempt. */
    @Nullable
    Hindrance lookUp(Lookup lookup) {
        Looked found = lookups.get(lookup.name());
        if (found == null) {
            found = lookup.look(withFiles == null ? content() : withFiles);
            lookups.put(lookup.name(), found);
            asked.add(found.kept(lookup.name(), lookup.settings().policy()));
        }
        return lookup.hinders(found);
    }

    /** All that is kept of an attempt: what registers were asked, then what was said to the destination. */
    List<KeptExchange> keptBefore(List<KeptExchange> exchanges) {
        if (asked.isEmpty()) {
            return exchanges;
        }
        List<KeptExchange> all = new ArrayList<>(asked);
        all.addAll(exchanges);
        return all;
    }

    JsonNode mappingInput(Held held, boolean enquiry, Map<String, String> destination) {
        // A copy: a mapping may run again, and what it was given is its own.
        JsonNode record = withFiles == null ? content() : withFiles.deepCopy();
        ObjectNode input = MappingInput.of(record, held, enquiry, destination);
        if (!lookups.isEmpty()) {
            ObjectNode found = input.putObject("lookups");
            lookups.forEach((name, looked) -> found.set(name, looked.finding()));
        }
        return input;
    }

    private ObjectNode content() {
        try {
            return (ObjectNode) JSON.readTree(flight.content());
        } catch (IOException e) {
            throw new IllegalStateException(
                    "The journal gave content that is no JSON for transfer " + flight.transferId(), e);
        }
    }
}
