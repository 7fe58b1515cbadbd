package vn.lienthong.hub.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.Map;
import org.apache.camel.CamelContext;
import vn.lienthong.hub.connector.Connector;
import vn.lienthong.hub.connector.Conversation;
import vn.lienthong.hub.connector.Reading;
import vn.lienthong.hub.hub.Hub;
import vn.lienthong.hub.mapping.Message;
import vn.lienthong.hub.vocabulary.Outcome;

/** One question to one destination: what do you hold of a dossier that nobody has? */
final class Probe {
    private static final String NOBODYS =
            """
            {"dossierCode": "000.00.00.H08-191216-0000", "revision": 1, "procedureCode": "1.001193.000.00.00.H08",
             "unit": "21556", "status": "RECEIVED", "receivedAt": "2019-12-16T08:00:00+07:00",
             "applicant": {"kind": "CITIZEN", "name": "PROBE, NOBODY"}}
            """;

    private final Hub hub;
    private final CamelContext camel;
    private final Clock clock;

    Probe(Hub hub, CamelContext camel, Clock clock) {
        this.hub = hub;
        this.camel = camel;
        this.clock = clock;
    }

    ObjectNode of(String name, Map<String, String> settings) {
        Message enquiry = new Enquiry(hub).of(name, settings, nobodys());
        Connector connector = hub.connectors().open(name, settings, camel, clock);
        Conversation conversation = connector.call(enquiry.operation(), enquiry.body(), () -> "probe");
        Heard heard = Heard.of(connector, conversation);
        Reading reading = heard.reading();
        boolean there = reading.exists() != null || reading.outcome() instanceof Outcome.Delivered;
        return heard.finding(Heard.DESTINATION, name, there ? "it is there and our credentials work" : null);
    }

    private static JsonNode nobodys() {
        try {
            return Json.MAPPER.readTree(NOBODYS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The record of a probe is JSON", e);
        }
    }
}
