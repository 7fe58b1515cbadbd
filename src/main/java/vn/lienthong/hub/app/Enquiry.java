package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import vn.lienthong.hub.delivery.DestinationSettings;
import vn.lienthong.hub.hub.Hub;
import vn.lienthong.hub.mapping.Mapping;
import vn.lienthong.hub.mapping.MappingResult;
import vn.lienthong.hub.mapping.Message;

/** The question what a destination holds of a dossier, made by the mapping that its flow names, as its records are. */
final class Enquiry {
    private final Hub hub;

    Enquiry(Hub hub) {
        this.hub = hub;
    }

    Message of(String name, Map<String, String> settings, JsonNode record) {
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
        input.set("record", record);
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
                "Nothing was sent: the mapping makes no enquiry about this dossier.",
                result instanceof MappingResult.Refused refused
                        ? refused.problem().message()
                        : "no message",
                "If they answer enquiries, see the README of mapping " + mappingName
                        + " for the setting; else the first record tells.");
    }

    /** Anything but a question would be a dossier, and they would take it. */
    private static CommandFailure noQuestion(String name, String operation, String mappingName) {
        return CommandFailure.wrong(
                "Nothing was sent: there is no question that this destination answers.",
                "mapping " + mappingName + " makes " + operation + " where an enquiry is wanted",
                "If they answer enquiries, say so in the settings under hub.destinations." + name
                        + ".mapping, see the mapping's README; else the first record tells.");
    }
}
