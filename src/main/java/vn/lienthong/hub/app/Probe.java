package vn.lienthong.hub.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.Map;
import org.apache.camel.CamelContext;
import vn.lienthong.hub.connector.Connector;
import vn.lienthong.hub.connector.Conversation;
import vn.lienthong.hub.connector.Reading;
import vn.lienthong.hub.delivery.DestinationSettings;
import vn.lienthong.hub.hub.Hub;
import vn.lienthong.hub.mapping.Mapping;
import vn.lienthong.hub.mapping.MappingResult;
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
        Message enquiry = enquiry(name, settings);
        Connector connector = hub.connectors().open(name, settings, camel, clock);
        Conversation conversation = connector.call(enquiry.operation(), enquiry.body(), () -> "probe");
        Heard heard = Heard.of(connector, conversation);
        Reading reading = heard.reading();
        boolean there = reading.exists() != null || reading.outcome() instanceof Outcome.Delivered;
        return heard.finding(Heard.DESTINATION, name, there ? "it is there and our credentials work" : null);
    }

    /** Anything but a question would be a dossier of nobody's, and they would take it. */
    private static CommandFailure noQuestion(String name, String operation, String mappingName) {
        return CommandFailure.wrong(
                "Nothing was sent: there is no question that this destination answers.",
                "mapping " + mappingName + " makes " + operation + " where an enquiry is wanted",
                "If they answer enquiries, say so in the settings under hub.destinations." + name
                        + ".mapping, see the mapping's README; else the first record tells.");
    }

    /** The question is made by the mapping that the destination's flow names, as its records are. */
    private Message enquiry(String name, Map<String, String> settings) {
        String mappingName = hub.routes()
                .mappingTo(name)
                .orElseThrow(() -> CommandFailure.usage(
                        "There is no flow that could make an enquiry for this destination.",
                        "no file in routes/ with hub:lane/" + name + " and a hub:map/ step",
                        "Write one; see check route."));
        Mapping mapping = hub.mappings()
                .named(mappingName)
                .orElseThrow(() -> CommandFailure.usage(
                        "There is no mapping that could make an enquiry for this destination.",
                        "no usable mappings/" + mappingName,
                        "Make one, or see check mapping " + mappingName + "."));
        ObjectNode input = Json.object();
        try {
            input.set("record", Json.MAPPER.readTree(NOBODYS));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The record of a probe is JSON", e);
        }
        input.putObject("held").put("exists", false).putArray("steps");
        input.put("enquiry", true);
        ObjectNode destination = input.putObject("destination");
        DestinationSettings.forMapping(settings).forEach(destination::put);
        MappingResult result = mapping.apply(input);
        if (result instanceof MappingResult.Mapped mapped && !mapped.messages().isEmpty()) {
            Message first = mapped.messages().get(0);
            if (first.enquiry()) {
                return first;
            }
            throw noQuestion(name, first.operation(), mappingName);
        }
        throw CommandFailure.wrong(
                "Nothing was sent: the mapping makes no enquiry about a dossier that nobody has.",
                result instanceof MappingResult.Refused refused
                        ? refused.problem().message()
                        : "no message",
                "If they answer enquiries, see the README of mapping " + mappingName
                        + " for the setting; else the first record tells.");
    }
}
