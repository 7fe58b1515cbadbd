package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.camel.impl.DefaultCamelContext;
import vn.lienthong.hub.connector.Connector;
import vn.lienthong.hub.connector.Conversation;
import vn.lienthong.hub.connector.Reading;
import vn.lienthong.hub.hub.Hub;
import vn.lienthong.hub.journal.Journal;
import vn.lienthong.hub.journal.TransferFilter;
import vn.lienthong.hub.journal.TransferView;
import vn.lienthong.hub.mapping.Message;
import vn.lienthong.hub.vocabulary.Outcome;
import vn.lienthong.hub.vocabulary.Problem;

/** Asks a destination itself whether it holds a dossier. Changes nothing there. */
final class AskedAgain {
    private static final int MOST_TRANSFERS = 1000;

    private final Supplier<Hub> hub;
    private final Journal journal;
    private final Map<String, Map<String, String>> destinations;
    private final Clock clock;

    AskedAgain(Supplier<Hub> hub, Journal journal, Map<String, Map<String, String>> destinations, Clock clock) {
        this.hub = hub;
        this.journal = journal;
        this.destinations = destinations;
        this.clock = clock;
    }

    /** One answer for each, in order: {@code exists}, or why nobody knows. */
    List<ObjectNode> of(String destination, List<String> dossiers) throws IOException {
        Map<String, String> settings = destinations.getOrDefault(destination, Map.of());
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            camel.start();
            Connector connector = hub.get().connectors().open(destination, settings, camel, clock);
            return dossiers.stream()
                    .map(code -> asked(connector, settings, code).put("dossierCode", code))
                    .toList();
        }
    }

    private ObjectNode asked(Connector connector, Map<String, String> settings, String code) {
        Optional<byte[]> content = newest(connector.name(), code);
        if (content.isEmpty()) {
            return Json.object().put("words", "The hub keeps no body of it, so it cannot ask.");
        }
        try {
            JsonNode record = Json.MAPPER.readTree(content.get());
            Message enquiry = new Enquiry(hub.get()).of(connector.name(), settings, record);
            Conversation said = connector.call(enquiry.operation(), enquiry.body(), () -> "reconcile");
            return told(connector.read(said.operation(), said.answer()));
        } catch (CommandFailure | IOException e) {
            return Json.object().put("words", String.valueOf(e.getMessage()));
        }
    }

    private static ObjectNode told(Reading reading) {
        ObjectNode node = Json.object().put("row", reading.row());
        Boolean exists = reading.exists();
        if (exists == null && reading.outcome() instanceof Outcome.Delivered) {
            exists = true;
        }
        Problem problem = reading.outcome().problem();
        if (exists != null) {
            node.put("exists", exists);
        }
        return node.put("words", problem == null ? "It holds it." : problem.message());
    }

    private Optional<byte[]> newest(String destination, String code) {
        List<TransferView> all = journal.transfers(
                new TransferFilter(null, code, null, destination, Set.of(), null), null, MOST_TRANSFERS);
        return all.isEmpty()
                ? Optional.empty()
                : journal.content(all.get(all.size() - 1).submissionId());
    }
}
